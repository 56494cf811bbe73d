import { changePassword, changeProfile, listIdentities, unlinkIdentity } from './account.ts'
import {
  confirmAuthenticatorApp,
  offerAuthenticatorApp,
  removeAuthenticatorApp,
  replaceRecoveryCodes,
} from './authenticator-app.ts'
import type { SignInContext } from './context.ts'
import {
  currentSession,
  endOtherSessions,
  endSession,
  listSessions,
  signOut,
} from './current-session.ts'
import {
  addPasskey,
  listPasskeys,
  passkeyOptions,
  removePasskey,
  renamePasskey,
} from './passkeys.ts'
import { passkeyProofOptions, proveIdentity } from './prove.ts'
import { describeSetupLink, redeemSetupLink } from './redeem-setup-link.ts'
import { passkeySignInOptions, signInWithPasskey } from './with-passkey.ts'
import { goToProvider, returnFromProvider, signInWays } from './with-provider.ts'
import { signInWithCode, signInWithPassword } from './with-password.ts'

export type { Passkey } from '../../store/sign-in/sign-in-store.ts'

/** The verbs with which people come in, go out, and look after what they come in with. */
const VERBS = {
  describeSetupLink,
  redeemSetupLink,
  signInWithPassword,
  signInWithCode,
  currentSession,
  signOut,
  listSessions,
  endSession,
  endOtherSessions,
  passkeySignInOptions,
  signInWithPasskey,
  signInWays,
  goToProvider,
  returnFromProvider,
  proveIdentity,
  passkeyProofOptions,
  changeProfile,
  changePassword,
  listPasskeys,
  passkeyOptions,
  addPasskey,
  renamePasskey,
  removePasskey,
  offerAuthenticatorApp,
  confirmAuthenticatorApp,
  removeAuthenticatorApp,
  replaceRecoveryCodes,
  listIdentities,
  unlinkIdentity,
} as const

type Bound<Verb> = Verb extends (context: never, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never

export type SignIn = { readonly [Name in keyof typeof VERBS]: Bound<(typeof VERBS)[Name]> }

/** Binds the verbs to what they need, so that a face reaches nothing but verbs. */
export function createSignIn(context: SignInContext): SignIn {
  const bound = Object.entries(VERBS).map(([name, verb]) => [
    name,
    (verb as (context: SignInContext, ...rest: readonly unknown[]) => unknown).bind(
      undefined,
      context,
    ),
  ])
  // Each verb under its own name, without its first parameter.
  return Object.fromEntries(bound) as SignIn
}
