import type { Ed25519PublicKey } from '@certman/x509'
import { integerFromBytes, powerModulo } from './big-integer.ts'

const P = 2n ** 255n - 19n
/** −121665/121666 modulo p (RFC 8032 §5.1): −x² + y² = 1 + d·x²·y² */
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n
const Y_MASK = 2n ** 255n - 1n

/**
 * Whether an Ed25519 key is a point of its curve (RFC 8032 §5.1.3) and not one of the eight of small order, under which
 * one signature fits many messages.
 * @returns what is wrong, as a sentence for the caller, or undefined
 */
export function ed25519Weakness(key: Ed25519PublicKey): string | undefined {
  if (key.key.length !== 32) {
    return `an Ed25519 public key has 32 octets, not ${key.key.length}; make a new key`
  }
  const y = integerFromBytes(key.key.toReversed()) & Y_MASK
  if (y >= P || !isOnCurve(y)) {
    return 'the public key is not a point of the curve edwards25519; make a new key'
  }
  if (hasSmallOrder(y)) return 'the public key is a point of small order; make a new key'
  return undefined
}

/** There is an x for y when (y² − 1)/(d·y² + 1) is a square; u/v is one exactly when u·v is (Euler's criterion). */
function isOnCurve(y: bigint): boolean {
  const square = (y * y) % P
  const product = ((square - 1n + P) * (D * square + 1n)) % P
  return product === 0n || powerModulo(product, (P - 1n) / 2n, P) === 1n
}

/**
 * Orders 1 and 2 have y = ±1, order 4 has y = 0. A point of order 8 doubles to y = 0, that is x² = −y², which turns the
 * curve's equation into d·y⁴ + 2y² − 1 = 0.
 */
function hasSmallOrder(y: bigint): boolean {
  const square = (y * y) % P
  return y === 0n || square === 1n || (D * square * square + 2n * square - 1n) % P === 0n
}
