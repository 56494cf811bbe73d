import { expect, test } from 'vitest'
import { isAllowedFrom, requireAddressRanges } from './address-range.ts'

test('addresses and networks are kept in CIDR form, once each', () => {
  expect(
    requireAddressRanges([' 192.0.2.7', '10.0.0.0/8', '2001:DB8::/32', '192.0.2.7/32'], 'a'),
  ).toEqual(['192.0.2.7/32', '10.0.0.0/8', '2001:db8::/32'])
})

test.each([
  '',
  'localhost',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '::1/129',
  'fe80::1%eth0',
  '10.0.0.0/-1',
])('%j is refused', (text) => {
  expect(() => requireAddressRanges([text], 'allowedAddresses')).toThrow(
    expect.objectContaining({ code: 'invalidRequest', field: 'allowedAddresses' }),
  )
})

test('more than fifty are refused', () => {
  const many = Array.from({ length: 51 }, (_, index) => `10.0.0.${index}`)
  expect(() => requireAddressRanges(many, 'a')).toThrow('51 address ranges are more than 50')
})

test.each<[string, readonly string[], boolean]>([
  ['192.0.2.7', [], true],
  ['unknown', [], true],
  ['unknown', ['0.0.0.0/0'], false],
  ['192.0.2.7', ['192.0.2.0/24'], true],
  ['192.0.3.7', ['192.0.2.0/24', '10.0.0.0/8'], false],
  ['10.9.9.9', ['192.0.2.0/24', '10.0.0.0/8'], true],
  ['2001:db8::9', ['2001:db8::/32'], true],
  ['2001:db9::9', ['2001:db8::/32'], false],
  ['192.0.2.7', ['2001:db8::/32'], false],
])('%s within %j: %s', (address, ranges, allowed) => {
  expect(isAllowedFrom(address, ranges)).toBe(allowed)
})
