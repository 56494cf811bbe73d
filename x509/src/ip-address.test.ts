import fc from 'fast-check'
import { isIP } from 'node:net'
import { describe, expect, test } from 'vitest'
import { encodeIpAddress, formatIpAddress, isIpAddress, normalizeIpAddress } from './ip-address.ts'
import { X509Error } from './x509-error.ts'

describe('IP addresses', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    // RFC 5952 §4
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::ABCD', '2001:db8::abcd'],
    ['::', '::'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['fe80::0:1', 'fe80::1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
  ])('%s is %s', (input, expected) => {
    expect(normalizeIpAddress(input)).toBe(expected)
    expect(normalizeIpAddress(expected)).toBe(expected)
  })

  test.each([
    '',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.-4',
    '0x1.2.3.4',
    '1.2.3.4/24',
    '1.2.3.4\0',
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::1::',
    '1::2::3',
    '12345::',
    'g::',
    '::1%eth0',
    '[::1]',
    '::1.2.3',
    '1.2.3.4::',
    '::1.2.3.4:5',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::01.2.3.4',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    'example.com',
  ])('"%s" is none', (input) => {
    expect(() => normalizeIpAddress(input)).toThrow(X509Error)
    expect(isIpAddress(input)).toBe(false)
  })

  test('agrees with the platform on what is one', () => {
    const text = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.ipV4Extended(),
      fc.string({ unit: fc.constantFrom(...Array.from('0123abf:.%')), maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('::', ':', '1', '0', 'abcd', '1.2.3.4'), maxLength: 12 }),
    )
    fc.assert(
      fc.property(text, (input) => {
        expect(isIpAddress(input)).toBe(isIP(input) !== 0 && !input.includes('%'))
      }),
      { numRuns: 5000 },
    )
  })

  test('decode∘encode', () => {
    const size = { minLength: 4, maxLength: 4 }
    const v6 = fc.array(fc.oneof(fc.constant(0), fc.nat(255)), { minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.nat(255), size), v6), (octets) => {
        const address = Uint8Array.from(octets)
        expect(encodeIpAddress(formatIpAddress(address))).toEqual(address)
      }),
    )
  })
})
