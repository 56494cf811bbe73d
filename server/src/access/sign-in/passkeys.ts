import { auditEvent, type AuditedAct } from '../../audit/events.ts'
import { requireName } from '../../pki/display-name.ts'
import { requireStepUp } from '../../pki/authorization.ts'
import { newUuid, type Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { Passkey } from '../../store/sign-in/sign-in-store.ts'
import type { SignInContext } from './context.ts'
import { accountOf, personOf } from './current-session.ts'
import {
  registrationOptions,
  verifyRegistration,
  type AuthenticatorAnswer,
  type RegistrationOptions,
} from './relying-party.ts'

const MOST_PASSKEYS = 20

export async function listPasskeys(
  { store }: SignInContext,
  act: AuditedAct,
): Promise<readonly Passkey[]> {
  return store.signIn.passkeys(personOf(act).id)
}

/** @throws Problem `stepUpRequired`, `policyRefused` where there can be none */
export async function passkeyOptions(
  context: SignInContext,
  act: AuditedAct,
  origin: string | undefined,
): Promise<RegistrationOptions> {
  const person = personOf(act)
  requireStepUp(person, context.now())
  const passkeys = await context.store.signIn.passkeys(person.id)
  if (passkeys.length >= MOST_PASSKEYS) {
    throw new Problem(
      'policyRefused',
      `an account has at most ${MOST_PASSKEYS} passkeys; remove one that you do not use`,
    )
  }
  return registrationOptions(context, await accountOf(context.store, person), passkeys, origin)
}

/** @throws Problem `stepUpRequired`, `invalidRequest`, `conflict` for a passkey that is registered already */
export async function addPasskey(
  context: SignInContext,
  act: AuditedAct,
  request: { readonly name: string; readonly response: AuthenticatorAnswer },
): Promise<Passkey> {
  const person = personOf(act)
  requireStepUp(person, context.now())
  const name = requireName(request.name, 'a passkey')
  const account = await accountOf(context.store, person)
  const credential = await verifyRegistration(context, account, request.response)
  const passkey: Passkey = {
    ...credential,
    id: newUuid(context.randomUuid),
    userId: person.id,
    name,
    createdAt: context.now(),
    lastUsedAt: null,
  }
  const added = auditEvent(act, 'passkey.added', {
    subject: passkey.id,
    workspaceId: null,
    at: passkey.createdAt,
    detail: { name, isBackedUp: passkey.isBackedUp },
  })
  if ((await context.store.signIn.addPasskey(passkey, person.sessionId, [added])) === 'taken') {
    throw new Problem('conflict', 'this passkey is registered already; nothing to do')
  }
  return passkey
}

export async function renamePasskey(
  { store, now }: SignInContext,
  act: AuditedAct,
  change: { readonly passkeyId: Uuid; readonly name: string },
): Promise<void> {
  const { id } = personOf(act)
  const { passkeyId } = change
  const name = requireName(change.name, 'a passkey')
  const renamed = auditEvent(act, 'passkey.renamed', {
    subject: passkeyId,
    workspaceId: null,
    at: now(),
    detail: { name },
  })
  if ((await store.signIn.renamePasskey(id, passkeyId, name, [renamed])) === 'notFound') {
    throw noPasskey()
  }
}

/** @throws Problem `stepUpRequired`, `notFound` */
export async function removePasskey(
  { store, now }: SignInContext,
  act: AuditedAct,
  passkeyId: Uuid,
): Promise<void> {
  const person = personOf(act)
  requireStepUp(person, now())
  const account = await accountOf(store, person)
  if (account.passkeys <= 1 && account.passwordHash === null) {
    const identities = await store.signIn.identities(person.id)
    if (identities.length === 0) {
      throw new Problem('policyRefused', 'nothing else lets you in; set a password first')
    }
  }
  const removed = auditEvent(act, 'passkey.removed', {
    subject: passkeyId,
    workspaceId: null,
    at: now(),
  })
  if ((await store.signIn.removePasskey(person.id, passkeyId, [removed])) === 'notFound') {
    throw noPasskey()
  }
}

function noPasskey(): Problem {
  return new Problem('notFound', 'there is no such passkey; it may have been removed already')
}
