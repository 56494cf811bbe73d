import { describe, expect, test } from 'vitest'
import { authority, rootAuthority, signerOf, NOT_AFTER, NOT_BEFORE } from '../_keys.ts'
import type { Authority } from '../_keys.ts'
import {
  authorityFields,
  dateOf,
  encodeFields,
  extension,
  leafFields,
  replacing,
  timeOf,
} from '../_tbs.ts'
import type { Fields } from '../_tbs.ts'
import { encodeSignatureAlgorithm } from '../algorithms.ts'
import { parseHex } from '../bytes.ts'
import { TAG } from '../der/tag.ts'
import { encodeDer } from '../der/writer.ts'
import { encodeAlternativeName } from '../extensions/alternative-name.ts'
import { encodeAuthorityInfoAccess } from '../extensions/authority-info-access.ts'
import { encodeBasicConstraints } from '../extensions/basic-constraints.ts'
import { encodeDistributionPoint } from '../extensions/distribution-point.ts'
import { encodeAuthorityKeyIdentifier } from '../extensions/key-identifier.ts'
import { encodeKeyUsage } from '../extensions/key-usage.ts'
import type { KeyUsage } from '../extensions/key-usage.ts'
import type { GeneralName } from '../general-name.ts'
import { encodeName, nameFrom } from '../name.ts'
import type { AttributeTypeAndValue, Name } from '../name.ts'
import { OID } from '../oids.ts'
import { parsePublicKey } from '../public-key.ts'
import { LintError, RULES, findingsOf, lintTbs } from './lint.ts'
import type { LintProfile } from './rule.ts'
import { RESPONDER_RULES } from './rules/responder.ts'

const root = rootAuthority({ pathLength: 2 })
const issuing = authority(root, { commonName: 'Lint Issuing', pathLength: 0 })
const unlimited = rootAuthority({ label: 'Lint Unlimited', commonName: 'Lint Unlimited' })

type Change = (fields: Fields) => Partial<Fields>

function judge(issuer: Authority, profile: LintProfile, base: Fields, change: Change): string[] {
  const tbs = encodeFields({ ...base, ...change(base) })
  return findingsOf(tbs, { certificate: issuer.certificate }, profile).map(({ rule }) => rule)
}

const leaf = (change: Change): string[] => judge(issuing, 'leaf', leafFields(issuing), change)
const below = (issuer: Authority, pathLength: number | null, change: Change): string[] =>
  judge(issuer, 'authority', authorityFields(issuer, pathLength), change)

/** Replaces one extension of the fields, or leaves it out. */
function set(oid: string, critical: boolean, value: Uint8Array | null): Change {
  return ({ extensions }) => ({
    extensions: replacing(extensions, oid, value && extension(oid, critical, value)),
  })
}

function names(...list: readonly GeneralName[]): Change {
  return set(OID.subjectAltName, false, encodeAlternativeName(list))
}

function dns(...values: readonly string[]): Change {
  return (fields) => ({
    subject: nameFrom({ organization: 'x' }),
    ...names(...values.map((value) => ({ type: 'dns', value }) as const))(fields),
  })
}

function subject(name: Name): Change {
  return () => ({ subject: name })
}

function attribute(
  type: string,
  value: string,
  encoding: AttributeTypeAndValue['encoding'] = 'utf8',
): Change {
  return subject(encodeName([[{ type, value, encoding }]]))
}

function usage(...usages: readonly KeyUsage[]): Change {
  return set(OID.keyUsage, true, encodeKeyUsage(usages))
}

function serial(hex: string): Change {
  return () => ({ serialNumber: parseHex(hex)! })
}

function both(...changes: readonly Change[]): Change {
  return (fields) =>
    changes.reduce<Fields>((changed, change) => ({ ...changed, ...change(changed) }), fields)
}

const key =
  (kind: 'RSA-2048' | 'Ed25519' | 'P-256'): Change =>
  () => ({ publicKey: signerOf(kind).publicKey })

const shortRsa = parsePublicKey(
  encodeDer((der) =>
    der.sequence(() => {
      der.sequence(() => {
        der.objectIdentifier(OID.rsaEncryption)
        der.null()
      })
      der.bitString(
        encodeDer((inner) =>
          inner.sequence(() => {
            inner.unsignedInteger(new Uint8Array(128).fill(0xff))
            inner.smallInteger(65537)
          }),
        ),
      )
    }),
  ),
)

/** Rule, or null where nothing must be found; what is changed in a good leaf; the change. */
type Row = readonly [string | null, string, Change]

const LEAVES: readonly Row[] = [
  [null, 'nothing changed', () => ({})],

  ['version3', 'version 2', () => ({ version: 2, extensions: [] })],
  ['version3', 'version 1', () => ({ version: 1, extensions: [] })],
  [
    'signatureOfIssuerKey',
    'another hash',
    () => ({ signature: encodeSignatureAlgorithm('ecdsa-with-SHA384') }),
  ],
  [
    'signatureOfIssuerKey',
    'another kind of key',
    () => ({ signature: encodeSignatureAlgorithm('Ed25519') }),
  ],
  ['knownExtensions', 'an unknown extension', set('1.2.3.4', false, Uint8Array.of(5, 0))],
  [
    'knownExtensions',
    'a known one that is not issued',
    set(OID.ctPoison, true, Uint8Array.of(5, 0)),
  ],
  [
    'knownExtensions',
    'name constraints',
    set(OID.nameConstraints, true, parseHex('3009A00730058203612E62')),
  ],
  [
    'knownExtensions',
    'a key usage that is not critical',
    set(OID.keyUsage, false, encodeKeyUsage(['digitalSignature'])),
  ],
  [
    'knownExtensions',
    'critical addresses',
    set(OID.cRLDistributionPoints, true, encodeDistributionPoint(['http://a.example/'])),
  ],
  ...[
    OID.extendedKeyUsage,
    OID.subjectKeyIdentifier,
    OID.authorityKeyIdentifier,
    OID.authorityInfoAccess,
  ].map((oid): Row => [
    'knownExtensions',
    `the extension ${oid} critical`,
    ({ extensions }) => ({
      extensions: extensions.map((each) => (each.oid === oid ? { ...each, critical: true } : each)),
    }),
  ]),
  [
    'wellFormed',
    'an extension twice',
    ({ extensions }) => ({ extensions: [...extensions, extensions[0]!] }),
  ],
  ['wellFormed', 'an empty sequence', set(OID.extendedKeyUsage, false, Uint8Array.of(0x30, 0))],

  [null, 'sixteen octets of serial number', serial('01'.repeat(16))],
  [null, 'twenty octets of serial number', serial('7F'.repeat(20))],
  [null, 'a sign octet', serial(`00${'FF'.repeat(19)}`)],
  ['serialNumberPositive', 'a negative serial number', serial('FE'.repeat(16))],
  ['serialNumberPositive', 'a serial number of zero', serial('00')],
  ['serialNumberLength', 'twenty octets and the sign', serial(`00${'FF'.repeat(20)}`)],
  ['serialNumberLength', 'twenty-one octets', serial('01'.repeat(21))],
  ['serialNumberEntropy', 'fifteen octets', serial('01'.repeat(15))],

  [
    null,
    'a second of validity',
    () => ({ notAfter: dateOf(new Date(NOT_BEFORE.getTime() + 1000)) }),
  ],
  ['validityOrder', 'no validity', () => ({ notAfter: dateOf(NOT_BEFORE) })],
  [
    'validityOrder',
    'a validity backwards',
    () => ({ notBefore: dateOf(NOT_AFTER), notAfter: dateOf(NOT_BEFORE) }),
  ],
  [
    'validityTimeType',
    'GeneralizedTime before 2050',
    () => ({ notAfter: timeOf('2027-01-01T00:00:00Z', TAG.generalizedTime) }),
  ],
  [
    'wellFormed',
    'a fraction of a second',
    () => ({ notAfter: encodeDer((der) => der.text(TAG.generalizedTime, '20510101000000.5Z')) }),
  ],
  [
    'notBeforeWithinIssuer',
    'a second before the issuer',
    () => ({ notBefore: dateOf(new Date(NOT_BEFORE.getTime() - 1000)) }),
  ],
  [
    'notAfterWithinIssuer',
    'a second after the issuer',
    () => ({ notAfter: dateOf(new Date(NOT_AFTER.getTime() + 1000)) }),
  ],

  [null, 'an organization alone', subject(nameFrom({ organization: 'Example' }))],
  [
    null,
    'every attribute',
    subject(
      nameFrom({
        country: 'DE',
        state: 's'.repeat(128),
        locality: 'l'.repeat(128),
        organization: 'o'.repeat(64),
        organizationalUnit: 'u'.repeat(64),
        commonName: 'Zoë Example',
      }),
    ),
  ],
  [
    null,
    '64 characters of more than one UTF-16 unit',
    attribute(OID.organizationName, '😀'.repeat(64)),
  ],
  [
    null,
    'an organization as PrintableString',
    attribute(OID.organizationName, 'Example', 'printable'),
  ],
  [null, 'a domain component', attribute(OID.domainComponent, 'example', 'ia5')],
  [
    'subjectUpperBounds',
    '65 characters of common name',
    attribute(OID.commonName, `${'n'.repeat(64)} `),
  ],
  [
    'subjectUpperBounds',
    '65 characters of organization',
    attribute(OID.organizationName, 'o'.repeat(65)),
  ],
  [
    'subjectUpperBounds',
    '65 characters of unit',
    attribute(OID.organizationalUnitName, 'u'.repeat(65)),
  ],
  [
    'subjectUpperBounds',
    '129 characters of locality',
    attribute(OID.localityName, 'l'.repeat(129)),
  ],
  [
    'subjectUpperBounds',
    '129 characters of state',
    attribute(OID.stateOrProvinceName, 's'.repeat(129)),
  ],
  [
    'subjectUpperBounds',
    'three letters of country',
    attribute(OID.countryName, 'DEU', 'printable'),
  ],
  ['subjectString', 'a country as UTF8String', attribute(OID.countryName, 'DE')],
  ['subjectString', 'a country in small letters', attribute(OID.countryName, 'de', 'printable')],
  ['subjectString', 'a BMPString', attribute(OID.organizationName, 'Example', 'bmp')],
  ['subjectString', 'a TeletexString', attribute(OID.organizationName, 'Example', 'teletex')],
  ['subjectString', 'a mailbox as UTF8String', attribute(OID.emailAddress, 'a@b.example')],
  ['subjectString', 'a serial number as UTF8String', attribute(OID.serialNumber, '1')],
  ['subjectString', 'no string at all', attribute(OID.organizationName, '#0500', 'other')],
  ['subjectCharacters', 'a NUL', attribute(OID.organizationName, 'Exam\0ple')],
  ['subjectCharacters', 'a newline', attribute(OID.organizationName, 'Exam\nple')],
  [
    'subjectCharacters',
    'a right-to-left override',
    attribute(OID.organizationName, 'Exam\u202eple'),
  ],
  ['subjectCharacters', 'a zero width space', attribute(OID.organizationName, 'Exam\u200bple')],
  ['subjectCharacters', 'an Arabic letter mark', attribute(OID.organizationName, 'Exam\u061cple')],
  ['subjectCharacters', 'a tag character', attribute(OID.organizationName, 'Exam\u{e0061}ple')],
  ['subjectCharacters', 'an empty value', attribute(OID.organizationName, '')],
  [
    'oneCommonName',
    'two common names',
    both(
      dns('a.example', 'b.example'),
      subject(
        encodeName(
          ['a.example', 'b.example'].map((value) => [
            { type: OID.commonName, value, encoding: 'utf8' },
          ]),
        ),
      ),
    ),
  ],
  [
    null,
    'a common name that is no name of a host',
    subject(nameFrom({ commonName: 'Alice Example' })),
  ],
  [
    null,
    'a common name in capitals among the names',
    subject(nameFrom({ commonName: 'EXAMPLE.com' })),
  ],
  [
    null,
    'a wildcard as common name',
    both(dns('*.example.com'), subject(nameFrom({ commonName: '*.example.com' }))),
  ],
  [
    null,
    'a U-label as common name',
    both(dns('xn--bcher-kva.example'), subject(nameFrom({ commonName: 'bücher.example' }))),
  ],
  [
    null,
    'an address as common name',
    both(
      names({ type: 'ip', value: '2001:db8::1' }),
      subject(nameFrom({ commonName: '2001:DB8:0::1' })),
    ),
  ],
  [
    'commonNameAmongAltNames',
    'another host as common name',
    subject(nameFrom({ commonName: 'evil.example' })),
  ],
  [
    'commonNameAmongAltNames',
    'a single label as common name',
    subject(nameFrom({ commonName: 'localhost' })),
  ],
  [
    'commonNameAmongAltNames',
    'another address as common name',
    subject(nameFrom({ commonName: '192.0.2.1' })),
  ],
  [
    'commonNameAmongAltNames',
    'an address that stands as a DNS name only',
    both(
      names({ type: 'uri', value: 'urn:192.0.2.1' }),
      subject(nameFrom({ commonName: '192.0.2.1' })),
    ),
  ],

  [
    'subjectAltNamePresent',
    'no alternative name',
    both(subject(nameFrom({ commonName: 'Alice Example' })), set(OID.subjectAltName, false, null)),
  ],
  [
    null,
    'an empty subject and critical names',
    both(
      subject(nameFrom({})),
      set(OID.subjectAltName, true, encodeAlternativeName([{ type: 'dns', value: 'a.example' }])),
    ),
  ],
  [
    'subjectAltNameCriticality',
    'an empty subject and names that are not critical',
    subject(nameFrom({})),
  ],
  [
    'subjectAltNameCriticality',
    'a subject and critical names',
    set(OID.subjectAltName, true, encodeAlternativeName([{ type: 'dns', value: 'example.com' }])),
  ],
  [
    null,
    'names of all kinds',
    both(
      subject(nameFrom({ organization: 'x' })),
      names(
        { type: 'dns', value: 'a.example' },
        { type: 'ip', value: '192.0.2.1' },
        { type: 'email', value: 'a.b@example.com' },
        { type: 'uri', value: 'spiffe://example.com/a' },
      ),
    ),
  ],
  [null, 'a wildcard', dns('*.example.com')],
  [null, 'an A-label', dns('xn--bcher-kva.example')],
  ...[
    'Example.com',
    'exa mple.com',
    'example.com.',
    '',
    '_a.example.com',
    'a..b',
    '*',
    'w*.example.com',
    'a.*.example.com',
    '*.*.example',
    '-a.example',
    'a-.example',
    'xn--99999999.example',
    'xn--example-.example',
    '192.0.2.1',
    'example.com\0.evil.example',
    `${'a'.repeat(64)}.example`,
    'a.'.repeat(126) + 'ab',
  ].map((value): Row => [
    'subjectAltNameSyntax',
    `the DNS name ${JSON.stringify(value)}`,
    dns(value),
  ]),
  ...[
    'a',
    '@b.example',
    'a@',
    'a@b@c',
    'a b@c.example',
    '"a"@b.example',
    'a@*.example',
    '.a@b.example',
    'a@B.example',
  ].map((value): Row => [
    'subjectAltNameSyntax',
    `the mailbox ${value}`,
    both(dns('a.example'), names({ type: 'email', value })),
  ]),
  ...['relative', '//example.com', 'http:', 'http://a b', 'http://a\n'].map((value): Row => [
    'subjectAltNameSyntax',
    `the URI ${JSON.stringify(value)}`,
    both(dns('a.example'), names({ type: 'uri', value })),
  ]),
  [
    'subjectAltNameSyntax',
    'a directory name',
    both(dns('a.example'), names({ type: 'directoryName', value: nameFrom({ commonName: 'x' }) })),
  ],
  [
    'subjectAltNameSyntax',
    'a registered ID',
    both(dns('a.example'), names({ type: 'other', tag: 0x88, der: Uint8Array.of(0x88, 1, 0x2a) })),
  ],
  [
    'wellFormed',
    'an address of five octets',
    set(OID.subjectAltName, false, parseHex('300787050102030405')),
  ],
  ['subjectAltNameUnique', 'a name twice', dns('a.example', 'b.example', 'a.example')],

  [
    null,
    'RSA with its usages',
    both(key('RSA-2048'), usage('digitalSignature', 'keyEncipherment')),
  ],
  [null, 'an agreement with EC', usage('digitalSignature', 'keyAgreement')],
  ['publicKeySize', 'RSA of 1024 bits', () => ({ publicKey: shortRsa })],
  ['keyUsagePresent', 'no key usage', set(OID.keyUsage, true, null)],
  ['keyUsageOfKeyType', 'encipherment with EC', usage('digitalSignature', 'keyEncipherment')],
  ['keyUsageOfKeyType', 'agreement with RSA', both(key('RSA-2048'), usage('keyAgreement'))],
  ['keyUsageOfKeyType', 'agreement with Ed25519', both(key('Ed25519'), usage('keyAgreement'))],
  ['leafKeyUsage', 'certificates', usage('digitalSignature', 'keyCertSign')],
  ['leafKeyUsage', 'CRLs', usage('digitalSignature', 'cRLSign')],
  [
    'extendedKeyUsageNarrow',
    'any purpose',
    set(OID.extendedKeyUsage, false, parseHex('30060604551D2500')),
  ],

  [
    'leafIsNoAuthority',
    'cA',
    set(OID.basicConstraints, true, encodeBasicConstraints({ ca: true, pathLength: null })),
  ],
  [
    'leafIsNoAuthority',
    'a path length',
    set(OID.basicConstraints, true, encodeBasicConstraints({ ca: false, pathLength: 0 })),
  ],
  ['issuerName', 'another issuer', () => ({ issuer: nameFrom({ commonName: 'Somebody' }) })],
  [
    'issuerName',
    'the same text in another string type',
    ({ issuer }) => ({
      issuer: encodeName(
        issuer.rdns.map((rdn) => rdn.map((each) => ({ ...each, encoding: 'printable' }))),
      ),
    }),
  ],
  ['subjectKeyIdentifierPresent', 'no key identifier', set(OID.subjectKeyIdentifier, false, null)],
  [
    'authorityKeyIdentifierOfIssuer',
    'no authority key identifier',
    set(OID.authorityKeyIdentifier, false, null),
  ],
  [
    'authorityKeyIdentifierOfIssuer',
    'another one',
    set(OID.authorityKeyIdentifier, false, encodeAuthorityKeyIdentifier(new Uint8Array(20))),
  ],
  [
    'authorityKeyIdentifierOfIssuer',
    'an empty one',
    set(OID.authorityKeyIdentifier, false, Uint8Array.of(0x30, 0)),
  ],

  [
    null,
    'no addresses',
    both(set(OID.cRLDistributionPoints, false, null), set(OID.authorityInfoAccess, false, null)),
  ],
  [
    null,
    'an address of IPv6',
    set(
      OID.cRLDistributionPoints,
      false,
      encodeDistributionPoint(['http://[2001:db8::1]:8080/crl/1.crl']),
    ),
  ],
  ...[
    'ldap://a.example/x',
    'http://',
    'http:/a',
    '/crl',
    'HTTP://a.example/',
    'http://u@a.example/',
    'http://a.example/x y',
    'http://a.example/?x',
  ].flatMap((url): Row[] => [
    [
      'cRLDistributionPointAddress',
      url,
      set(OID.cRLDistributionPoints, false, encodeDistributionPoint([url])),
    ],
    [
      'authorityInfoAccessAddress',
      url,
      set(OID.authorityInfoAccess, false, encodeAuthorityInfoAccess([url], [])),
    ],
  ]),
  [
    'cRLDistributionPointAddress',
    'a point of some reasons',
    set(OID.cRLDistributionPoints, false, parseHex('30143012A00CA00A8608687474703A2F2F6181020640')),
  ],
  [
    'cRLDistributionPointAddress',
    'a point of an issuer',
    set(OID.cRLDistributionPoints, false, parseHex('30073005A203820161')),
  ],
  [
    'authorityInfoAccessAddress',
    'another method',
    set(OID.authorityInfoAccess, false, parseHex('300F300D06082B06010505073003860161')),
  ],
  [
    'authorityInfoAccessAddress',
    'an address that is a DNS name',
    set(OID.authorityInfoAccess, false, parseHex('300F300D06082B06010505073001820161')),
  ],
]

describe('a leaf', () => {
  test.each(LEAVES)('%s: %s', (rule, _, change) => {
    expect(leaf(change)).toEqual(rule === null ? [] : expect.arrayContaining([rule]))
  })

  test('GeneralizedTime from 2050', () => {
    const lasting = rootAuthority({
      label: 'Lasting',
      commonName: 'Lasting',
      notAfter: new Date('2060-01-01T00:00:00Z'),
    })
    const change = (tag: number): string[] =>
      judge(lasting, 'leaf', leafFields(lasting), () => ({
        notAfter: timeOf('2050-01-01T00:00:00Z', tag),
      }))
    expect(change(TAG.generalizedTime)).toEqual([])
    expect(change(TAG.utcTime)).toContain('validityOrder')
  })

  test('an issuer that is none', () => {
    const { certificate } = issuing
    const decoded = { ...certificate.decoded, basicConstraints: { ca: false, pathLength: null } }
    const usages = { ...certificate.decoded, keyUsage: ['cRLSign'] as const }
    const tbs = encodeFields(leafFields(issuing))
    const rules = (extensions: typeof certificate.decoded): string[] =>
      findingsOf(tbs, { certificate: { ...certificate, decoded: extensions } }, 'leaf').map(
        ({ rule }) => rule,
      )
    expect(rules(decoded)).toEqual(['issuerIsAuthority'])
    expect(rules(usages)).toEqual(['issuerIsAuthority'])
  })
})

describe('an authority', () => {
  const rows: readonly (readonly [string | null, string, Authority, number | null, Change])[] = [
    [null, 'no limit below no limit', unlimited, null, () => ({})],
    [null, 'any limit below no limit', unlimited, 7, () => ({})],
    [null, 'one less than its issuer', root, 1, () => ({})],
    ['pathLengthBelowIssuer', 'as much as its issuer', root, 2, () => ({})],
    ['pathLengthBelowIssuer', 'more than its issuer', root, 3, () => ({})],
    ['pathLengthBelowIssuer', 'no limit below one', root, null, () => ({})],
    ['pathLengthBelowIssuer', 'below a path length of zero', issuing, 0, () => ({})],
    [
      'authorityBasicConstraints',
      'no basic constraints',
      root,
      1,
      set(OID.basicConstraints, true, null),
    ],
    [
      'authorityBasicConstraints',
      'not cA',
      root,
      1,
      set(OID.basicConstraints, true, encodeBasicConstraints({ ca: false, pathLength: null })),
    ],
    [
      'knownExtensions',
      'basic constraints that are not critical',
      root,
      1,
      set(OID.basicConstraints, false, encodeBasicConstraints({ ca: true, pathLength: 1 })),
    ],
    ['knownExtensions', 'alternative names', root, 1, names({ type: 'dns', value: 'a.example' })],
    ['authorityKeyUsage', 'no certificates', root, 1, usage('cRLSign')],
    ['authorityKeyUsage', 'no CRLs', root, 1, usage('keyCertSign')],
    ['authorityKeyUsage', 'agreement', root, 1, usage('keyCertSign', 'cRLSign', 'keyAgreement')],
    ['authoritySubject', 'no subject', root, 1, subject(nameFrom({}))],
    [
      'notAfterWithinIssuer',
      'longer than its issuer',
      root,
      1,
      () => ({ notAfter: dateOf(new Date(NOT_AFTER.getTime() + 1000)) }),
    ],
  ]
  test.each(rows)('%s: %s', (rule, _, issuer, pathLength, change) => {
    expect(below(issuer, pathLength, change)).toEqual(
      rule === null ? [] : expect.arrayContaining([rule]),
    )
  })
})

describe('a root', () => {
  test('is its own issuer', () => {
    const tbs = root.certificate.tbs
    expect(findingsOf(tbs, 'self-signed', 'root')).toEqual([])
    expect(
      findingsOf(issuing.certificate.tbs, 'self-signed', 'root').map(({ rule }) => rule),
    ).toEqual(['issuerName', 'authorityKeyIdentifierOfIssuer'])
  })
})

describe('lintTbs', () => {
  test('gives back what it judged, or names rule and clause', () => {
    const good = encodeFields(leafFields(issuing))
    expect(lintTbs(good, issuing, 'leaf')).toBe(good)
    const bad = encodeFields({ ...leafFields(issuing), serialNumber: Uint8Array.of(1) })
    const expected = {
      rule: 'serialNumberEntropy',
      citation: 'CA/Browser Forum BR §7.1.2.7',
      detail: 'the serial number has 1 octets < 16 octets, too few to be random',
    }
    try {
      lintTbs(bad, issuing, 'leaf')
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(LintError)
      expect(error).toMatchObject({ code: 'lintFailed', findings: [expected] })
    }
  })

  test('octets that are no certificate are one finding', () => {
    for (const tbs of [new Uint8Array(0), Uint8Array.of(0x30, 0), root.certificate.der]) {
      expect(findingsOf(tbs, issuing, 'leaf')).toMatchObject([
        { rule: 'wellFormed', citation: 'RFC 5280 §4.1' },
      ])
    }
  })

  test('every rule has a row that it refuses, a name of its own and a citation', () => {
    const tried = new Set([
      ...LEAVES.map(([rule]) => rule),
      'pathLengthBelowIssuer',
      'authorityBasicConstraints',
      'authorityKeyUsage',
      'authoritySubject',
      'issuerIsAuthority',
      ...RESPONDER_RULES.map(({ name }) => name), // tried in rules/responder.test.ts
    ])
    expect(RULES.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([])
    expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length)
    for (const { citation } of RULES) expect(citation).toMatch(/(§|Appendix)/)
  })
})
