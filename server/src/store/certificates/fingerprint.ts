import { createHash } from 'node:crypto'

/** What the index of fingerprints holds: enough to find one certificate among millions, small enough to be cheap. */
const DIGITS = 12

/** The first 48 bits of the SHA-256 fingerprint. */
export function fingerprintStart(certificate: Uint8Array): number {
  return createHash('sha256')
    .update(certificate)
    .digest()
    .readUIntBE(0, DIGITS / 2)
}

/** The values of `fingerprint_start` whose first digits are these, both ends inclusive. */
export function fingerprintRange(digits: string): {
  readonly least: number
  readonly most: number
} {
  const start = digits.slice(0, DIGITS)
  return {
    least: Number.parseInt(start.padEnd(DIGITS, '0'), 16),
    most: Number.parseInt(start.padEnd(DIGITS, 'F'), 16),
  }
}

export function hasFingerprint(certificate: Uint8Array, digits: string): boolean {
  return createHash('sha256').update(certificate).digest('hex').startsWith(digits.toLowerCase())
}
