import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHex } from './bytes.ts'
import { asSerialNumber, serialNumberFromHex, serialNumberToHex } from './serial-number.ts'
import { X509Error } from './x509-error.ts'

describe('RFC 5280 §4.1.2.2 serial numbers', () => {
  test.each([
    ['01', '01', '01'],
    ['7FFF', '7FFF', '7FFF'],
    ['without the sign octet', '80', '0080'],
    ['with the sign octet', '0080', '0080'],
    ['twenty octets', '7F'.repeat(20), '7F'.repeat(20)],
    ['nineteen octets and the sign', 'FF'.repeat(19), `00${'FF'.repeat(19)}`],
  ])('%s', (_, given, content) => {
    const serial = asSerialNumber(parseHex(given)!)
    expect(serial).toEqual(parseHex(content))
    expect(serialNumberFromHex(serialNumberToHex(serial))).toEqual(serial)
  })

  test.each([
    ['empty', ''],
    ['zero', '00'],
    ['padded', '0001'],
    ['twenty octets and the sign', 'FF'.repeat(20)],
    ['twenty-one octets', '01'.repeat(21)],
  ])('not %s', (_, hex) => expect(() => asSerialNumber(parseHex(hex)!)).toThrow(X509Error))

  test('hexadecimal is upper-case, of even length, without the sign octet', () => {
    expect(serialNumberToHex(serialNumberFromHex('abc'))).toBe('0ABC')
    expect(serialNumberToHex(serialNumberFromHex('00ff'))).toBe('FF')
    for (const text of ['', '0', 'xyz', '0x01', '01 02']) {
      expect(() => serialNumberFromHex(text)).toThrow(X509Error)
    }
  })

  test('the caller keeps its buffer', () => {
    const mine = Uint8Array.of(1, 2, 3)
    const serial = asSerialNumber(mine)
    mine.fill(9)
    expect(serialNumberToHex(serial)).toBe('010203')
  })

  test('decode∘encode', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 159n - 1n }), (value) => {
        const serial = serialNumberFromHex(value.toString(16))
        expect(BigInt(`0x${serialNumberToHex(serial)}`)).toBe(value)
        expect(asSerialNumber(serial)).toEqual(serial)
      }),
    )
  })
})
