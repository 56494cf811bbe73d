import type { Uuid } from '../pki/identifier.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import type { SecretText } from '../pki/secret-text.ts'

/** Where a request of a browser comes from. */
export interface Visitor {
  /** After trusted proxies. */
  readonly address: string
  readonly userAgent: string
  readonly requestId: string
}

/** A session as its owner may see it. */
export interface SignedIn {
  readonly principal: UserPrincipal
  /** What every request that changes something must show in the header X-CSRF-Token: bound to the session. */
  readonly csrfToken: string
}

/** Tells who is signed in. The cookie holds an opaque token of 256 random bits, of which only the hash is stored. */
export interface Sessions {
  /**
   * @param token the value of the session's cookie
   * @returns the user outside any workspace
   * @throws Problem `unauthenticated` for every reason alike
   */
  authenticate(token: string | undefined, visitor: Visitor): Promise<SignedIn>
  /**
   * The same user within a workspace, with their role and all permissions on its CAs.
   * @throws Problem `notFound`, the same for a workspace that is not there as for one the user is no member of
   */
  enter(principal: UserPrincipal, workspaceId: Uuid): Promise<UserPrincipal>
}

/** A session that has just begun: the only time its token is seen. */
export interface NewSession {
  readonly token: SecretText
  /** Milliseconds since the Unix epoch: the absolute end. */
  readonly expiresAt: number
}
