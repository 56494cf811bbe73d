/** Why a CA is revoked; a hold is for certificates that may come back. */
export const REASONS = [
  'unspecified',
  'keyCompromise',
  'caCompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
] as const

export type RevocationReason = (typeof REASONS)[number]

export function isRevocationReason(text: string): text is RevocationReason {
  return REASONS.some((reason) => reason === text)
}
