import { expect } from 'vitest'
import { X509Error } from './x509-error.ts'

/** What a parser makes of every truncation and every flipped bit: a value, or its refusal. */
export interface HostileCount {
  refused: number
  accepted: number
}

/**
 * Gives a parser every prefix of an encoding and every encoding that differs in one bit, one longer by an octet, and each octet
 * replaced by extremes. Anything but a value or an X509Error fails the test; `accept` judges the values.
 */
export function assertHostileProof<T>(
  der: Uint8Array,
  parse: (der: Uint8Array) => T,
  accept: (value: T, der: Uint8Array) => void,
): HostileCount {
  const count: HostileCount = { refused: 0, accepted: 0 }
  const attempt = (mutated: Uint8Array): T | null => {
    let value: T
    try {
      value = parse(mutated)
    } catch (error) {
      // expect() on each of ten thousand would be slow.
      if (!(error instanceof X509Error)) throw error
      count.refused++
      return null
    }
    count.accepted++
    accept(value, mutated)
    return value
  }
  for (let length = 0; length < der.length; length++) {
    expect(attempt(der.subarray(0, length)), `${length} of ${der.length} octets`).toBeNull()
  }
  expect(attempt(Uint8Array.of(...der, 0)), 'one octet more').toBeNull()
  for (let at = 0; at < der.length; at++) {
    const original = der[at]!
    const flips = Array.from({ length: 8 }, (_, bit) => original ^ (1 << bit))
    for (const octet of [...flips, 0x00, 0x7f, 0x80, 0xff]) {
      if (octet === original) continue
      const mutated = Uint8Array.from(der)
      mutated[at] = octet
      attempt(mutated)
    }
  }
  return count
}
