import { auditEvent, type AuditedAct } from '../../audit/events.ts'
import type { AuditAction } from '../../pki/audit-event.ts'
import { requireStepUp } from '../../pki/authorization.ts'
import { Problem } from '../../pki/problem.ts'
import type { UserPrincipal } from '../../pki/principal.ts'
import type { SignInContext } from './context.ts'
import { accountOf, personOf } from './current-session.ts'
import { describeSecret, sealedName, SECRET_OCTETS, stepOf } from './one-time-code.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { hasOneTimeCode, wrongCode } from './second-factor.ts'
import { throttleCodeInSession } from './throttle.ts'

type OneOf = Extract<
  AuditAction,
  'oneTimeCode.added' | 'oneTimeCode.removed' | 'recoveryCodes.replaced'
>

/**
 * A new secret for the app, in force once a code of it was given.
 * @throws Problem `stepUpRequired`; `conflict` when there is one in force
 */
export async function offerAuthenticatorApp(
  context: SignInContext,
  act: AuditedAct,
): Promise<{ readonly secret: string; readonly uri: string }> {
  const person = requirePerson(context, act)
  const secret = context.random(SECRET_OCTETS)
  const sealed = context.seal(sealedName(person.id), secret)
  if ((await context.store.signIn.offerOneTimeCode(person.id, sealed)) === 'inForce') {
    throw new Problem('conflict', 'there is an authenticator app already; remove it first')
  }
  return describeSecret(secret, person.user.email)
}

/** @returns the recovery codes: the only time they are seen */
export async function confirmAuthenticatorApp(
  context: SignInContext,
  act: AuditedAct,
  code: string,
): Promise<readonly string[]> {
  const person = requirePerson(context, act)
  await throttleCodeInSession(context, person.sessionId)
  const step = stepOf(context, await accountOf(context.store, person), code)
  if (step === undefined) throw wrongCode()
  const codes = newRecoveryCodes(context.random)
  const outcome = await context.store.signIn.confirmOneTimeCode(
    {
      userId: person.id,
      sessionId: person.sessionId,
      step,
      at: context.now(),
      recoveryCodeHashes: hashesOf(codes),
    },
    [eventOf(context, act, person, 'oneTimeCode.added')],
  )
  if (outcome === 'notOffered') {
    throw new Problem('conflict', 'the authenticator app is in force already; nothing to do')
  }
  return codes
}

/** @throws Problem `stepUpRequired`, `notFound` */
export async function removeAuthenticatorApp(
  context: SignInContext,
  act: AuditedAct,
): Promise<void> {
  const person = requirePerson(context, act)
  const removed = eventOf(context, act, person, 'oneTimeCode.removed')
  if ((await context.store.signIn.removeOneTimeCode(person.id, [removed])) === 'notFound') {
    throw new Problem('notFound', 'there is no authenticator app; nothing to do')
  }
}

/** The former ones are worth nothing from here on. @throws Problem `stepUpRequired`, `conflict` without an app */
export async function replaceRecoveryCodes(
  context: SignInContext,
  act: AuditedAct,
): Promise<readonly string[]> {
  const person = requirePerson(context, act)
  if (!hasOneTimeCode(await accountOf(context.store, person))) {
    throw new Problem('conflict', 'recovery codes stand in for an authenticator app; add one first')
  }
  const codes = newRecoveryCodes(context.random)
  const replaced = eventOf(context, act, person, 'recoveryCodes.replaced')
  await context.store.signIn.replaceRecoveryCodes(person.id, hashesOf(codes), [replaced])
  return codes
}

function requirePerson({ now }: SignInContext, act: AuditedAct): UserPrincipal {
  const person = personOf(act)
  requireStepUp(person, now())
  return person
}

function hashesOf(codes: readonly string[]): readonly Uint8Array[] {
  return codes.map((code) => hashRecoveryCode(code)).filter((hash) => hash !== undefined)
}

function eventOf({ now }: SignInContext, act: AuditedAct, { id }: UserPrincipal, action: OneOf) {
  return auditEvent(act, action, { subject: id, workspaceId: null, at: now() })
}
