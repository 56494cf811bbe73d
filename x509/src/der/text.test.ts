import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHex } from '../bytes.ts'
import { X509Error } from '../x509-error.ts'
import { encodeUtf8, parseAscii, parseUtf8 } from './text.ts'

describe('RFC 3629 UTF-8', () => {
  test('agrees with the platform on every string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text))
        expect(parseUtf8(encodeUtf8(text))).toBe(text)
      }),
    )
  })

  test('agrees with the platform on what is none', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const octet = fc.oneof(
      fc.nat(255),
      fc.constantFrom(0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xf5),
    )
    fc.assert(
      fc.property(fc.array(octet, { maxLength: 8 }), (octets) => {
        const bytes = Uint8Array.from(octets)
        let expected: string | null = null
        try {
          expected = decoder.decode(bytes)
        } catch {
          // Not UTF-8 for the platform either.
        }
        if (expected === null) expect(() => parseUtf8(bytes)).toThrow(X509Error)
        else expect(parseUtf8(bytes)).toBe(expected)
      }),
      { numRuns: 5000 },
    )
  })

  test('half of a surrogate pair cannot be written', () => {
    expect(() => encodeUtf8('a\ud800b')).toThrow(X509Error)
  })
})

test('ASCII has no octet above 7F', () => {
  expect(parseAscii(parseHex('00417F')!)).toBe('\u0000A\u007f')
  expect(() => parseAscii(parseHex('4180')!)).toThrow(X509Error)
})
