import { describe, expect, it } from 'vitest'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import { authorityNames, authorityValidity, pathLengthUnder } from './authority-profile.ts'

const NOW = Date.parse('2026-06-01T12:00:00Z')

function parentWith(given: Partial<CertificateAuthority>): CertificateAuthority {
  return {
    id: '00000000-0000-4000-8000-00000000000a' as Uuid,
    workspaceId: '00000000-0000-4000-8000-00000000000b' as Uuid,
    parentId: null,
    name: 'Root',
    commonName: 'Root',
    organization: null,
    organizationalUnit: null,
    country: null,
    state: null,
    locality: null,
    keyAlgorithm: 'ECDSA-P384',
    certificate: new Uint8Array(),
    serialNumber: '01',
    validity: { notBefore: NOW - DAY_MILLISECONDS, notAfter: NOW + 100 * DAY_MILLISECONDS },
    createdAt: NOW,
    hasPassphrase: false,
    depth: 0,
    pathLength: null,
    shards: 1,
    revocation: null,
    ...given,
  }
}

describe('the path length of a new CA (RFC 5280 §4.2.1.9)', () => {
  it.each([
    ['a root is unlimited unless asked', undefined, undefined, null],
    ['a root may be limited', undefined, 1, 1],
    ['beneath an unlimited parent it is unlimited', {}, undefined, null],
    ['or what was asked', {}, 0, 0],
    ['beneath a limited parent it is one less', { pathLength: 2 }, undefined, 1],
    ['or less', { pathLength: 2 }, 0, 0],
    ['the lowest level can have no CA beneath it', { depth: 1 }, undefined, 0],
  ] as const)('%s', (_rule, parent, asked, expected) => {
    expect(pathLengthUnder(parent && parentWith(parent), asked)).toBe(expected)
  })

  it.each([
    ['a parent with path length 0', { pathLength: 0 }, undefined, /path length 0/],
    ['a parent on the lowest level', { depth: 2 }, undefined, /lowest of 3 levels/],
    ['more than the parent can grant', { pathLength: 1 }, 1, /exceeds 0/],
    ['unlimited beneath a limited parent', { pathLength: 1 }, null, /unlimited exceeds 0/],
    ['a negative number', {}, -1, /0 to 2/],
    ['a fraction', {}, 0.5, /0 to 2/],
  ] as const)('refuses %s', (_rule, parent, asked, message) => {
    expect(() => pathLengthUnder(parentWith(parent), asked)).toThrow(message)
  })
})

describe('the validity of a CA', () => {
  it('is cut to the parent’s end by default and refused beyond it when asked for', () => {
    const parent = parentWith({})
    expect(authorityValidity(NOW, parent, undefined).notAfter).toBe(parent.validity.notAfter)
    expect(() => authorityValidity(NOW, parent, 101)).toThrow(/after its parent/)
    expect(() => authorityValidity(NOW, undefined, 0)).toThrow(/whole number from 1/)
  })
})

describe('the names of a CA', () => {
  it('wants a country of two letters', () => {
    const given = { commonName: 'Root', country: 'USA' }
    expect(() => authorityNames(given, undefined)).toThrow(/two letters/)
    const { country, subject } = authorityNames({ commonName: 'Root', country: 'us' }, undefined)
    expect(country).toBe('US')
    expect(subject.rdns).toHaveLength(2)
  })

  it('takes the same text into the record and into the certificate: no spaces around it, none when empty', () => {
    const given = { commonName: ' Root ', organization: '', locality: ' ', state: 'Bayern ' }
    const { subject, ...names } = authorityNames(given, '')
    expect(names).toEqual({
      name: 'Root',
      commonName: 'Root',
      organization: null,
      organizationalUnit: null,
      country: null,
      state: 'Bayern',
      locality: null,
    })
    expect(subject.rdns.flat().map(({ value }) => value)).toEqual(['Bayern', 'Root'])
    expect(authorityNames(given, ' My root ').name).toBe('My root')
  })

  it.each([
    ['above 100 characters', 'n'.repeat(101), /101 characters; give it 1 to 100/],
    ['with an escape sequence for terminals', 'a\u001b[2J', /control character/],
  ])('refuses a name %s', (_what, name, message) => {
    expect(() => authorityNames({ commonName: 'Root' }, name)).toThrow(message)
  })

  it.each(['', ' ', '\t'])('refuses the common name "%s"', (commonName) => {
    expect(() => authorityNames({ commonName }, 'Name')).toThrow('commonName must not be empty')
  })
})
