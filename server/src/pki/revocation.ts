/**
 * The reasons that the contract offers, with their CRLReason codes (RFC 5280 §5.3.1). removeFromCRL belongs to delta
 * CRLs and aACompromise to attribute certificates; neither can be asked for.
 */
export const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  caCompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
} as const

export type RevocationReason = keyof typeof REVOCATION_REASONS

export const REVOCATION_REASON_NAMES = Object.keys(
  REVOCATION_REASONS,
) as readonly RevocationReason[]

export interface Revocation {
  /** Milliseconds since the Unix epoch. */
  readonly revokedAt: number
  readonly reason: RevocationReason
}

/**
 * What a further revocation of a revoked certificate comes to: a hold may be replaced by any other reason, and any
 * reason may be raised once to keyCompromise. The original time is kept in both, since relying parties may have acted
 * on it. Anything else is refused.
 */
export function mayReplaceReason(current: RevocationReason, next: RevocationReason): boolean {
  if (current === next) return false
  return current === 'certificateHold' || next === 'keyCompromise'
}
