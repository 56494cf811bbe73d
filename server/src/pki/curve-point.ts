import type { EcPublicKey } from '@certman/x509'
import { integerFromBytes } from './big-integer.ts'

interface CurveParameters {
  readonly p: bigint
  readonly b: bigint
}

/** y² = x³ − 3x + b over the field of p elements, cofactor 1 (NIST SP 800-186 §3.2.1). */
const CURVES = {
  'P-256': {
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  'P-384': {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
  'P-521': {
    p: 2n ** 521n - 1n,
    b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  },
} as const satisfies Record<EcPublicKey['curve'], CurveParameters>

/**
 * Partial public-key validation (NIST SP 800-56A §5.6.2.3.4), which is full here since the cofactor is 1: coordinates
 * below p, the equation holds. The point at infinity has no uncompressed form.
 * @returns what is wrong, as a sentence for the caller, or undefined
 */
export function ecWeakness(key: EcPublicKey): string | undefined {
  const { p, b } = CURVES[key.curve]
  const size = (key.point.length - 1) >> 1
  const x = integerFromBytes(key.point.subarray(1, 1 + size))
  const y = integerFromBytes(key.point.subarray(1 + size))
  if (x < p && y < p && (y * y - (x * x - 3n) * x - b) % p === 0n) return undefined
  return `the public key is not a point of the curve ${key.curve}; make a new key`
}
