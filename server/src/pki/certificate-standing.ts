import type { CertificateRecord } from './certificate.ts'
import { DAY_MILLISECONDS } from './validity.ts'

/** From so many days before its end a certificate counts as expiring. */
export const EXPIRING_DAYS = 30

/** What a certificate is, seen now: each has exactly one. */
export const CERTIFICATE_STANDINGS = [
  'active',
  'expiring',
  'expired',
  'revoked',
  'held',
  'replaced',
] as const

export type CertificateStanding = (typeof CERTIFICATE_STANDINGS)[number]

/** One that was renewed does not expire in anybody's way: its end was expected. */
export function certificateStanding(
  { revocation, validity, replacedById }: CertificateRecord,
  now: number,
): CertificateStanding {
  if (revocation !== null) return revocation.reason === 'certificateHold' ? 'held' : 'revoked'
  if (validity.notAfter <= now) return 'expired'
  if (replacedById !== null) return 'replaced'
  return validity.notAfter <= now + EXPIRING_DAYS * DAY_MILLISECONDS ? 'expiring' : 'active'
}
