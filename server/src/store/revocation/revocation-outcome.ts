import type { Revocation, RevocationReason } from '../../pki/revocation.ts'

/** The list that tells of a change has this CRL number or a higher one. */
export interface ReservedNumber {
  readonly shard: number
  readonly number: number
}

export type RevokeOutcome =
  | {
      readonly kind: 'revoked'
      readonly revocation: Revocation
      readonly replaced: RevocationReason | null
      readonly list: ReservedNumber
    }
  | { readonly kind: 'refused'; readonly revocation: Revocation }
  | { readonly kind: 'notFound' }

export type ReleaseOutcome =
  | { readonly kind: 'released'; readonly list: ReservedNumber }
  | { readonly kind: 'notHeld' }
  | { readonly kind: 'notFound' }

export interface RevokeManySelection {
  /** Milliseconds, inclusive. */
  readonly issuedSince?: number | undefined
  /** Milliseconds, exclusive. */
  readonly issuedUntil?: number | undefined
  /** Where the batch before ended. */
  readonly after?: RevokeManyOutcome['next']
}

export interface RevokeManyOutcome {
  readonly revoked: number
  /** undefined: none remains. */
  readonly next: { readonly createdAt: number; readonly seq: number } | undefined
}
