import type { NewSession, Visitor } from '../sessions.ts'
import { Problem } from '../../pki/problem.ts'
import { beginSession } from './begin-session.ts'
import { refuseVisitor, type SignInContext } from './context.ts'
import {
  authenticationOptions,
  verifyAuthentication,
  type AuthenticationOptions,
  type AuthenticatorAnswer,
} from './relying-party.ts'
import { throttleCeremony } from './throttle.ts'

/** Nobody is named: the authenticator knows whose passkeys it has. */
export async function passkeySignInOptions(
  context: SignInContext,
  origin: string | undefined,
  visitor: Visitor,
): Promise<AuthenticationOptions> {
  await throttleCeremony(context, visitor)
  return authenticationOptions(context, 'passkeySignIn', { userId: null, passkeys: [] }, origin)
}

/** @throws Problem `invalidRequest`, `notFound` when it took too long */
export async function signInWithPasskey(
  context: SignInContext,
  answer: AuthenticatorAnswer,
  visitor: Visitor,
): Promise<NewSession> {
  await throttleCeremony(context, visitor)
  try {
    const passkey = await verifyAuthentication(context, 'passkeySignIn', answer, () => true)
    const account = await context.store.signIn.account(passkey.userId)
    if (account === undefined) throw new Problem('notFound', 'this account is not there any more')
    const how = { method: 'passkey', hasSecondFactor: true } as const
    return await beginSession(context, account, visitor, how)
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalidRequest') {
      refuseVisitor(context, visitor, { userId: null, method: 'passkey', reason: 'wrong' })
    }
    throw error
  }
}
