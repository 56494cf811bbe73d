import { auditEvent, refusedEvent, type AuditedAct } from '../../audit/events.ts'
import type { UserPrincipal } from '../../pki/principal.ts'
import { Problem } from '../../pki/problem.ts'
import { accountOf, personOf } from './current-session.ts'
import type { SignInContext } from './context.ts'
import {
  authenticationOptions,
  verifyAuthentication,
  type AuthenticationOptions,
  type AuthenticatorAnswer,
} from './relying-party.ts'
import { useCode, wrongCode } from './second-factor.ts'
import { throttleCodeInSession, throttleProof } from './throttle.ts'

/** For what cannot be undone: whoever holds a stolen session has none of these. */
export type Proof =
  | { readonly method: 'password'; readonly password: string }
  | { readonly method: 'code'; readonly code: string }
  | { readonly method: 'passkey'; readonly response: AuthenticatorAnswer }

/** @throws Problem `invalidRequest` for a proof that is none, `rateLimited` */
export async function proveIdentity(
  context: SignInContext,
  act: AuditedAct,
  proof: Proof,
): Promise<void> {
  const person = personOf(act)
  await throttleProof(context, person.sessionId)
  const withSecondFactor = await examine(context, act, person, proof)
  const at = context.now()
  const { method } = proof
  const proved = auditEvent(act, 'session.proved', {
    subject: person.sessionId,
    workspaceId: null,
    at,
    detail: { method },
  })
  await context.store.signIn.prove(person.sessionId, { at, withSecondFactor }, [proved])
}

/** @returns whether it was more than the password */
async function examine(
  context: SignInContext,
  act: AuditedAct,
  person: UserPrincipal,
  proof: Proof,
): Promise<boolean> {
  const account = await accountOf(context.store, person)
  switch (proof.method) {
    case 'password': {
      if (await context.hasher.verify(proof.password, account.passwordHash)) return false
      refuse(context, act, 'password')
      throw new Problem('invalidRequest', 'the password is not right', { field: 'password' })
    }
    case 'code': {
      await throttleCodeInSession(context, person.sessionId)
      if ((await useCode(context, act, account, proof.code)) !== undefined) return true
      refuse(context, act, 'code')
      throw wrongCode()
    }
    case 'passkey': {
      const { response } = proof
      await verifyAuthentication(
        context,
        'passkeyProof',
        response,
        (passkey, asked) => passkey.userId === person.id && asked.userId === person.id,
      )
      return true
    }
  }
}

export async function passkeyProofOptions(
  context: SignInContext,
  act: AuditedAct,
  origin: string | undefined,
): Promise<AuthenticationOptions> {
  const { id } = personOf(act)
  const passkeys = await context.store.signIn.passkeys(id)
  return authenticationOptions(context, 'passkeyProof', { userId: id, passkeys }, origin)
}

function refuse({ refusals, now }: SignInContext, act: AuditedAct, method: string): void {
  const facts = { subject: null, workspaceId: null, at: now(), detail: { method } }
  refusals.refused(refusedEvent(act, 'authentication.refused', facts))
}
