import { randomBytes } from 'node:crypto'
import { serialNumberToHex } from '@certman/x509'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newSerialNumber } from './serial-number.ts'

describe('a new serial number (RFC 5280 §4.1.2.2)', () => {
  it('is positive and at most 20 octets whatever the generator gives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 19, maxLength: 19 }), (octets) => {
        const serial = newSerialNumber(() => Uint8Array.from(octets))
        expect(serial.length).toBe(19)
        expect(serial[0]).toBeGreaterThan(0)
        expect(serial[0]).toBeLessThan(0x80)
      }),
    )
  })

  it('keeps every one of 144 random bits', () => {
    const base = newSerialNumber(() => new Uint8Array(19))
    for (let bit = 0; bit < 144; bit += 1) {
      const octets = new Uint8Array(19)
      octets[1 + (bit >> 3)] = 1 << (bit & 7)
      expect(serialNumberToHex(newSerialNumber(() => octets))).not.toBe(serialNumberToHex(base))
    }
  })

  it('does not repeat', () => {
    const drawn = new Set(
      Array.from({ length: 10_000 }, () => serialNumberToHex(newSerialNumber(randomBytes))),
    )
    expect(drawn.size).toBe(10_000)
  })
})
