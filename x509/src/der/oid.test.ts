import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeHex, parseHex } from '../bytes.ts'
import { X509Error } from '../x509-error.ts'
import { encodeObjectIdentifier, parseObjectIdentifier } from './oid.ts'

describe('X.690 §8.19 object identifiers', () => {
  test.each([
    ['2.5.4.3', '550403'],
    ['1.2.840.113549.1.1.11', '2A864886F70D01010B'],
    ['0.9.2342.19200300.100.1.25', '0992268993F22C640119'],
    ['2.999.3', '883703'],
    ['1.39', '4F'],
    ['2.0', '50'],
  ])('%s is %s', (dotted, hex) => {
    expect(encodeHex(encodeObjectIdentifier(dotted))).toBe(hex)
    expect(parseObjectIdentifier(parseHex(hex)!)).toBe(dotted)
  })

  test.each([
    '',
    '2',
    '3.1',
    '1.40',
    '1.2.',
    '01.2',
    '1.02',
    '1.2.99999999999999999',
    'a.b',
    `2.1${'.1'.repeat(64)}`,
  ])('"%s" is none', (dotted) => expect(() => encodeObjectIdentifier(dotted)).toThrow(X509Error))

  test.each([
    ['empty', ''],
    ['cut short', '5584'],
    ['with a padded arc', '558004'],
    ['with an arc beyond exact numbers', '55FFFFFFFFFFFFFFFFFF7F'],
    ['longer than anybody needs', '55'.repeat(65)],
  ])('%s octets are none', (_, hex) => {
    expect(() => parseObjectIdentifier(parseHex(hex)!)).toThrow(X509Error)
  })

  test('decode∘encode', () => {
    const arcs = fc.array(fc.maxSafeNat(), { maxLength: 6 })
    const roots = fc.oneof(
      fc.tuple(fc.nat(1), fc.nat(39)),
      fc.tuple(fc.constant(2), fc.nat(10 ** 9)),
    )
    fc.assert(
      fc.property(roots, arcs, (root, rest) => {
        const dotted = [...root, ...rest].join('.')
        expect(parseObjectIdentifier(encodeObjectIdentifier(dotted))).toBe(dotted)
      }),
    )
  })
})
