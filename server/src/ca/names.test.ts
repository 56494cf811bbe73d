import { describe, expect, it } from 'vitest'
import { leafNames, requestedNames } from './names.ts'

const shown = (commonName: string | undefined, sanDns?: string[], sanIp?: string[]) => {
  const {
    commonName: cn,
    sanDns: dns,
    sanIp: ip,
  } = leafNames(commonName, requestedNames(sanDns, sanIp))
  return [cn, dns, ip]
}

describe('the names of a leaf', () => {
  it.each([
    [
      'a DNS name goes first',
      'a.example',
      ['b.example'],
      [],
      ['a.example', ['a.example', 'b.example'], []],
    ],
    [
      'one that is there keeps its place',
      'a.example',
      ['b.example', 'a.example'],
      [],
      ['a.example', ['b.example', 'a.example'], []],
    ],
    [
      'letters are lowered',
      'API.Example.COM',
      ['WWW.example.com'],
      [],
      ['api.example.com', ['api.example.com', 'www.example.com'], []],
    ],
    [
      'a single label keeps its capitals in the subject',
      'Server1',
      [],
      [],
      ['Server1', ['server1'], []],
    ],
    [
      'U-labels become A-labels (RFC 5891 §4.4)',
      'bücher.example',
      [],
      [],
      ['xn--bcher-kva.example', ['xn--bcher-kva.example'], []],
    ],
    ['wildcards are names', '*.example.com', [], [], ['*.example.com', ['*.example.com'], []]],
    [
      'an IPv4 address goes among the addresses',
      '192.168.1.1',
      [],
      [],
      ['192.168.1.1', [], ['192.168.1.1']],
    ],
    [
      'IPv6 is written as in RFC 5952',
      '2001:DB8:0:0:0:0:0:1',
      [],
      [],
      ['2001:db8::1', [], ['2001:db8::1']],
    ],
    [
      'a label for people is no name',
      'Billing, staging',
      ['b.example'],
      [],
      ['Billing, staging', ['b.example'], []],
    ],
    [
      'repeated names are dropped',
      'a.example',
      ['A.example', 'a.example'],
      ['::1', '0:0:0:0:0:0:0:1'],
      ['a.example', ['a.example'], ['::1']],
    ],
    [
      'without a common name the first name is shown',
      undefined,
      ['b.example', 'a.example'],
      [],
      ['b.example', ['b.example', 'a.example'], []],
    ],
    ['or the first address', undefined, [], ['10.0.0.1'], ['10.0.0.1', [], ['10.0.0.1']]],
    [
      'the bound of 64 is one of characters, not of UTF-16 units (RFC 5280 Appendix A)',
      '𝔸'.repeat(64),
      ['b.example'],
      [],
      ['𝔸'.repeat(64), ['b.example'], []],
    ],
  ] as const)('%s', (_rule, commonName, sanDns, sanIp, expected) => {
    expect(shown(commonName, [...sanDns], [...sanIp])).toEqual(expected)
  })

  it.each([
    ['nothing at all', undefined, [], [], /at least one DNS name or IP address/],
    ['a label for people alone', 'Billing service', [], [], /neither a DNS name nor an IP address/],
    ['a wildcard in the middle', undefined, ['a.*.example'], [], /sanDns/],
    ['a partial wildcard', undefined, ['w*.example'], [], /sanDns/],
    ['a NUL', undefined, ['a.example\0.evil'], [], /sanDns/],
    ['an underscore', undefined, ['a_b.example'], [], /sanDns/],
    ['an address among the DNS names', undefined, ['10.0.0.1'], [], /sanDns/],
    ['a DNS name among the addresses', undefined, [], ['a.example'], /sanIp/],
    ['an IPv4 with leading zeros', undefined, [], ['010.0.0.1'], /sanIp/],
    ['a zone id', undefined, [], ['fe80::1%eth0'], /sanIp/],
    ['half of a surrogate pair', 'a\ud800', ['a.example'], [], /commonName must be text/],
    ['a control character in the common name', 'a\nb', ['a.example'], [], /control characters/],
    [
      'a common name above 64 characters (RFC 5280 Appendix A)',
      `${'a'.repeat(60)}.example`,
      [],
      [],
      /68 characters, more than 64/,
    ],
  ] as const)('refuses %s', (_rule, commonName, sanDns, sanIp, message) => {
    expect(() => shown(commonName, [...sanDns], [...sanIp])).toThrow(message)
  })

  it('refuses more than 250 names', () => {
    const names = Array.from({ length: 251 }, (_, index) => `n${index}.example`)
    expect(() => shown(undefined, names)).toThrow(/251 alternative names are more than 250/)
  })
})
