import { describe, expect, test } from 'vitest'
import { parseHex } from '../bytes.ts'
import { OID } from '../oids.ts'
import { X509Error } from '../x509-error.ts'
import { encodeBasicConstraints } from './basic-constraints.ts'
import { decodeExtensions, isKnownExtension } from './decode.ts'
import type { Extensions } from './decode.ts'
import { encodeKeyUsage } from './key-usage.ts'
import type { KeyUsage } from './key-usage.ts'

function decode(oid: string, hex: string): Extensions {
  return decodeExtensions([{ oid, critical: false, value: parseHex(hex.replaceAll(' ', ''))! }])
}

describe('RFC 5280 §4.2 extensions', () => {
  const good: readonly [string, string, string, Extensions][] = [
    [
      'an authority',
      OID.basicConstraints,
      '3003 0101ff',
      { basicConstraints: { ca: true, pathLength: null } },
    ],
    [
      'an authority with a limit',
      OID.basicConstraints,
      '3006 0101ff 020103',
      { basicConstraints: { ca: true, pathLength: 3 } },
    ],
    ['a leaf', OID.basicConstraints, '3000', { basicConstraints: { ca: false, pathLength: null } }],
    [
      'a key usage',
      OID.keyUsage,
      '0302 05a0',
      { keyUsage: ['digitalSignature', 'keyEncipherment'] },
    ],
    ['decipherOnly', OID.keyUsage, '0303 07 0880', { keyUsage: ['keyAgreement', 'decipherOnly'] }],
    [
      'a purpose',
      OID.extendedKeyUsage,
      '300a 0608 2b06010505070301',
      { extendedKeyUsage: [OID.serverAuth] },
    ],
    [
      'a DNS name',
      OID.subjectAltName,
      '3003 8201 61',
      { subjectAltName: [{ type: 'dns', value: 'a' }] },
    ],
    [
      'a mailbox of the issuer',
      OID.issuerAltName,
      '3005 8103 614062',
      { issuerAltName: [{ type: 'email', value: 'a@b' }] },
    ],
    [
      'a key identifier',
      OID.subjectKeyIdentifier,
      '0401 07',
      { subjectKeyIdentifier: Uint8Array.of(7) },
    ],
    [
      'an authority key identifier',
      OID.authorityKeyIdentifier,
      '3003 8001 07',
      { authorityKeyIdentifier: { keyIdentifier: Uint8Array.of(7) } },
    ],
    [
      'an empty authority key identifier',
      OID.authorityKeyIdentifier,
      '3000',
      { authorityKeyIdentifier: {} },
    ],
    [
      'an issuer and serial number',
      OID.authorityKeyIdentifier,
      '3008 a103 8201 61 8201 05',
      {
        authorityKeyIdentifier: {
          authorityCertIssuer: [{ type: 'dns', value: 'a' }],
          authorityCertSerialNumber: Uint8Array.of(5),
        },
      },
    ],
    [
      'a distribution point',
      OID.cRLDistributionPoints,
      '3009 3007 a005 a003 8601 61',
      { cRLDistributionPoints: [{ fullName: [{ type: 'uri', value: 'a' }] }] },
    ],
    [
      'a point of an issuer',
      OID.freshestCRL,
      '300b 3009 8102 0640 a203 8201 61',
      { freshestCRL: [{ reasons: [1], cRLIssuer: [{ type: 'dns', value: 'a' }] }] },
    ],
    [
      'a relative point',
      OID.cRLDistributionPoints,
      '3006 3004 a002 a100',
      { cRLDistributionPoints: [{ relativeName: new Uint8Array(0) }] },
    ],
    [
      'an access description',
      OID.authorityInfoAccess,
      '300f 300d 0608 2b06010505073001 8601 61',
      { authorityInfoAccess: [{ method: OID.ocsp, location: { type: 'uri', value: 'a' } }] },
    ],
    [
      'a policy',
      OID.certificatePolicies,
      '3006 3004 0602 2a03',
      { certificatePolicies: [{ policy: '1.2.3', qualifiers: [] }] },
    ],
    [
      'a policy with a qualifier',
      OID.certificatePolicies,
      '3010 300e 0602 2a03 3008 3006 0602 2a03 0500',
      { certificatePolicies: [{ policy: '1.2.3', qualifiers: [Uint8Array.of(5, 0)] }] },
    ],
    [
      'policy constraints',
      OID.policyConstraints,
      '3006 8001 00 8101 02',
      { policyConstraints: { requireExplicitPolicy: 0, inhibitPolicyMapping: 2 } },
    ],
    ['inhibitAnyPolicy', OID.inhibitAnyPolicy, '0201 05', { inhibitAnyPolicy: 5 }],
    [
      'name constraints',
      OID.nameConstraints,
      '3015 a005 3003 8201 61 a10c 300a 8708 0a000000 ff000000',
      {
        nameConstraints: {
          permitted: [{ type: 'dns', value: 'a' }],
          excluded: [
            { type: 'ip', address: Uint8Array.of(10, 0, 0, 0), mask: Uint8Array.of(255, 0, 0, 0) },
          ],
        },
      },
    ],
    ['must staple', OID.tlsFeature, '3003 0201 05', { tlsFeature: [5] }],
    ['ocspNoCheck', OID.ocspNoCheck, '0500', { ocspNoCheck: true }],
    ['noRevAvail', OID.noRevAvail, '0500', { noRevAvail: true }],
    ['a CT poison', OID.ctPoison, '0500', { ctPoison: true }],
    [
      'certificate timestamps',
      OID.signedCertificateTimestamps,
      '0402 0000',
      { signedCertificateTimestamps: Uint8Array.of(0, 0) },
    ],
    ['what is unknown', '1.2.3.4', 'ffff', {}],
  ]
  test.each(good)('%s', (_, oid, hex, expected) => {
    expect(decode(oid, hex)).toEqual(expected)
    expect(isKnownExtension(oid)).toBe(Object.keys(expected).length > 0)
  })

  const bad: readonly [string, string, string][] = [
    ['cA FALSE written out', OID.basicConstraints, '3003 010100'],
    ['cA TRUE as 01', OID.basicConstraints, '3003 010101'],
    ['a negative path length', OID.basicConstraints, '3006 0101ff 0201ff'],
    ['more than basic constraints', OID.basicConstraints, '3005 0101ff 0500'],
    ['trailing octets', OID.basicConstraints, '3000 00'],
    ['a key usage without a bit', OID.keyUsage, '0301 00'],
    ['a key usage with a trailing zero', OID.keyUsage, '0302 0080'],
    ['a tenth usage', OID.keyUsage, '0303 06 0040'],
    ['no purpose', OID.extendedKeyUsage, '3000'],
    ['no name', OID.subjectAltName, '3000'],
    ['a name of no kind', OID.subjectAltName, '3002 8900'],
    ['an empty key identifier', OID.subjectKeyIdentifier, '0400'],
    ['an issuer without a serial number', OID.authorityKeyIdentifier, '3005 a103 8201 61'],
    ['a serial number without an issuer', OID.authorityKeyIdentifier, '3003 8201 05'],
    ['no distribution point', OID.cRLDistributionPoints, '3000'],
    ['a point that is nowhere', OID.cRLDistributionPoints, '3002 3000'],
    ['a point of reasons alone', OID.cRLDistributionPoints, '3006 3004 8102 0640'],
    ['a point with an empty choice', OID.cRLDistributionPoints, '3004 3002 a000'],
    ['no access description', OID.authorityInfoAccess, '3000'],
    ['no policy', OID.certificatePolicies, '3000'],
    ['a policy twice', OID.certificatePolicies, '300c 3004 0602 2a03 3004 0602 2a03'],
    ['empty policy constraints', OID.policyConstraints, '3000'],
    ['empty name constraints', OID.nameConstraints, '3000'],
    ['no subtree', OID.nameConstraints, '3002 a000'],
    ['a subtree with a minimum', OID.nameConstraints, '300a a008 3006 8201 61 8001 00'],
    ['a range of four octets', OID.nameConstraints, '300a a008 3006 8704 0a000000'],
    ['a NULL with content', OID.ocspNoCheck, '0501 00'],
    ['nothing', OID.inhibitAnyPolicy, ''],
  ]
  test.each(bad)('refuses %s', (_, oid, hex) => {
    expect(() => decode(oid, hex)).toThrow(X509Error)
  })
})

describe('decode∘encode', () => {
  test('every set of key usages', () => {
    const bits: readonly KeyUsage[] = [
      'digitalSignature',
      'nonRepudiation',
      'keyEncipherment',
      'dataEncipherment',
      'keyAgreement',
      'keyCertSign',
      'cRLSign',
      'encipherOnly',
      'decipherOnly',
    ]
    for (let mask = 1; mask < 512; mask++) {
      const usages = bits.filter((_, bit) => (mask >> bit) & 1)
      const value = encodeKeyUsage(usages)
      expect(decodeExtensions([{ oid: OID.keyUsage, critical: true, value }]).keyUsage).toEqual(
        usages,
      )
    }
    expect(() => encodeKeyUsage([])).toThrow(X509Error)
  })

  test('basic constraints', () => {
    for (const pathLength of [null, 0, 1, 127, 128, 65536]) {
      const value = encodeBasicConstraints({ ca: true, pathLength })
      expect(
        decodeExtensions([{ oid: OID.basicConstraints, critical: true, value }]).basicConstraints,
      ).toEqual({ ca: true, pathLength })
    }
  })
})
