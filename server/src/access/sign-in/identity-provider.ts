import type { SecretText } from '../../pki/secret-text.ts'

/** What a provider says about somebody who has signed in there. */
export interface Claims {
  /** Who says so, and its own name for them: together they never mean anybody else. */
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  /** Whether the provider has seen that letters to it arrive with them. */
  readonly isEmailVerified: boolean
  readonly name: string
  /** Whether they showed more than a password there (RFC 8176: `mfa`). */
  readonly hasSecondFactor: boolean
}

/** What must come back unchanged, known to this server alone. */
export interface Going {
  readonly state: string
  readonly nonce: string
  /** RFC 7636. */
  readonly verifier: string
  readonly redirectUri: string
}

/** An account elsewhere that signs people in. */
export interface IdentityProvider {
  readonly id: string
  readonly name: string
  /** Where the browser goes. @throws Error when the provider cannot be reached */
  begin(redirectUri: string): Promise<{ readonly url: URL; readonly going: Going }>
  /** @param callback where the browser came back to, with everything in it @throws Error whatever does not fit */
  finish(callback: URL, going: Going): Promise<Claims>
}

export interface ProviderOptions {
  readonly id: string
  readonly name: string
  readonly clientId: string
  readonly clientSecret: SecretText
}
