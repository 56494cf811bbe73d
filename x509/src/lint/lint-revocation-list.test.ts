import { describe, expect, test } from 'vitest'
import { authority, rootAuthority, serialNumber } from '../_keys.ts'
import { NEXT_UPDATE, THIS_UPDATE } from '../_revocation.ts'
import { dateOf, timeOf } from '../_tbs.ts'
import { encodeSignatureAlgorithm } from '../algorithms.ts'
import { buildRevocationListTbs } from '../build-revocation-list.ts'
import { parseHex } from '../bytes.ts'
import { TAG } from '../der/tag.ts'
import { encodeDer } from '../der/writer.ts'
import { writeExtension } from '../extension.ts'
import type { Extension } from '../extension.ts'
import { encodeCrlNumber } from '../extensions/crl-number.ts'
import { encodeIssuingDistributionPoint } from '../extensions/issuing-distribution-point.ts'
import { encodeAuthorityKeyIdentifier } from '../extensions/key-identifier.ts'
import { OID } from '../oids.ts'
import { encodeRevokedCertificate } from '../revoked-certificate.ts'
import type { RevokedCertificate } from '../revoked-certificate.ts'
import { findingsOfRevocationList, lintRevocationListTbs } from './lint-revocation-list.ts'
import { LintError } from './lint.ts'
import { REVOCATION_LIST_RULES } from './rules/revocation-list.ts'

const root = rootAuthority({ label: 'List Lint', commonName: 'List Lint' })
const other = authority(root, { commonName: 'List Lint Other' })
const { certificate: issuer } = root

/** Every field of a TBSCertList, so that a test can break one of them; the builder itself cannot. */
interface Fields {
  readonly version: number | null
  readonly signature: Uint8Array
  readonly issuer: Uint8Array
  readonly thisUpdate: Uint8Array
  readonly nextUpdate: Uint8Array | null
  readonly entries: readonly Uint8Array[] | null
  readonly extensions: readonly Extension[]
}

const keyIdentifier = issuer.decoded.subjectKeyIdentifier!
const AUTHORITY_KEY: Extension = {
  oid: OID.authorityKeyIdentifier,
  critical: false,
  value: encodeAuthorityKeyIdentifier(keyIdentifier),
}
const NUMBER: Extension = { oid: OID.cRLNumber, critical: false, value: encodeCrlNumber(9n) }

const GOOD: Fields = {
  version: 2,
  signature: encodeSignatureAlgorithm('ecdsa-with-SHA256'),
  issuer: issuer.subject.der,
  thisUpdate: dateOf(THIS_UPDATE),
  nextUpdate: dateOf(NEXT_UPDATE),
  entries: null,
  extensions: [AUTHORITY_KEY, NUMBER],
}

function encode(fields: Fields): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      if (fields.version !== null) der.smallInteger(fields.version - 1)
      der.raw(fields.signature)
      der.raw(fields.issuer)
      der.raw(fields.thisUpdate)
      if (fields.nextUpdate) der.raw(fields.nextUpdate)
      if (fields.entries) der.sequence(() => fields.entries?.forEach((entry) => der.raw(entry)))
      if (fields.extensions.length === 0) return
      der.tagged(0, () =>
        der.sequence(() => fields.extensions.forEach((each) => writeExtension(der, each))),
      )
    }),
  )
}

function entry(changes: Partial<RevokedCertificate> = {}): Uint8Array {
  return encodeRevokedCertificate({
    serialNumber: serialNumber(),
    revokedAt: THIS_UPDATE,
    reason: 'keyCompromise',
    ...changes,
  })
}

/** An entry of these fields, and of extensions where there are any. */
function rawEntry(serial: string, time: Uint8Array, ...extensions: readonly string[]): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.integer(parseHex(serial)!)
      der.raw(time)
      if (extensions.length > 0)
        der.sequence(() => extensions.forEach((each) => der.raw(parseHex(each)!)))
    }),
  )
}

function partition(value: Uint8Array, critical = true): Partial<Fields> {
  const point = { oid: OID.issuingDistributionPoint, critical, value }
  return { extensions: [AUTHORITY_KEY, NUMBER, point] }
}

const urls = ['http://pki.example/crl/1/2.crl']
const same = serialNumber()
const NOW = dateOf(THIS_UPDATE)
const SERIAL = '01'.repeat(16)
const KEY_COMPROMISE = '300A0603551D1504030A0101'
const entries = (...list: readonly Uint8Array[]): Partial<Fields> => ({ entries: list })

const ROWS: readonly (readonly [string | null, string, Partial<Fields>])[] = [
  [null, 'a list without entries', {}],
  ['listVersion2', 'no version', { version: null, extensions: [] }],
  [
    'listSignatureOfIssuerKey',
    'RSA',
    { signature: encodeSignatureAlgorithm('sha256WithRSAEncryption') },
  ],
  ['listIssuerName', 'another name', { issuer: other.certificate.subject.der }],
  [
    'listTimeType',
    'GeneralizedTime before 2050',
    { thisUpdate: timeOf('2026-11-20T12:00:00Z', TAG.generalizedTime) },
  ],
  [
    'listTimeType',
    'the same in nextUpdate',
    { nextUpdate: timeOf('2026-11-27T12:00:00Z', TAG.generalizedTime) },
  ],
  [null, '2050 in nextUpdate', { nextUpdate: timeOf('2050-01-01T00:00:00Z', TAG.generalizedTime) }],
  ['nextUpdateLater', 'no nextUpdate', { nextUpdate: null }],
  ['nextUpdateLater', 'the same second', { nextUpdate: NOW }],
  ['nextUpdateLater', 'a week before', { nextUpdate: dateOf(new Date('2026-11-13T12:00:00Z')) }],
  [null, 'a second later', { nextUpdate: dateOf(new Date(THIS_UPDATE.getTime() + 1000)) }],
  [
    'listExtensions',
    'one that is not issued',
    {
      extensions: [
        AUTHORITY_KEY,
        NUMBER,
        { oid: '1.2.3.4', critical: false, value: parseHex('0500')! },
      ],
    },
  ],
  [
    'listExtensions',
    'a critical number',
    { extensions: [AUTHORITY_KEY, { ...NUMBER, critical: true }] },
  ],
  ['listAuthorityKeyIdentifier', 'none', { extensions: [NUMBER] }],
  [
    'listAuthorityKeyIdentifier',
    'another',
    {
      extensions: [
        NUMBER,
        { ...AUTHORITY_KEY, value: encodeAuthorityKeyIdentifier(Uint8Array.of(1)) },
      ],
    },
  ],
  ['crlNumberPresent', 'none', { extensions: [AUTHORITY_KEY] }],
  [
    'wellFormed',
    'a number of 21 octets',
    { extensions: [AUTHORITY_KEY, { ...NUMBER, value: parseHex(`0215${'01'.repeat(21)}`)! }] },
  ],
  [
    null,
    'a partition',
    partition(encodeIssuingDistributionPoint({ urls, onlyContainsUserCerts: true })),
  ],
  [
    'listExtensions',
    'a partition that is not critical',
    partition(encodeIssuingDistributionPoint({ urls }), false),
  ],
  [
    'issuingDistributionPoint',
    'no address',
    partition(encodeIssuingDistributionPoint({ urls: [], onlyContainsCaCerts: true })),
  ],
  [
    'issuingDistributionPoint',
    'both kinds only',
    partition(
      encodeIssuingDistributionPoint({
        urls,
        onlyContainsCaCerts: true,
        onlyContainsUserCerts: true,
      }),
    ),
  ],
  [
    'issuingDistributionPoint',
    'no http',
    partition(encodeIssuingDistributionPoint({ urls: ['ldap://pki.example/'] })),
  ],
  [
    'issuingDistributionPoint',
    'an indirect list',
    partition(parseHex('3014A00FA00D860B687474703A2F2F612E622F8401FF')!),
  ],
  ['wellFormed', 'an empty one', partition(parseHex('3000')!)],

  [
    null,
    'entries of all forms',
    entries(
      entry(),
      entry({ reason: 'unspecified' }),
      entry({ invalidityDate: THIS_UPDATE }),
      entry({ reason: 'unspecified', invalidityDate: THIS_UPDATE }),
      entry({ reason: 'aACompromise' }),
    ),
  ],
  [null, 'an entry of 2050', entries(entry({ revokedAt: new Date('2052-02-29T00:00:00Z') }))],
  ['revokedCertificatesNotEmpty', 'an empty list', entries()],
  [
    'revokedCertificateForm',
    'the reason unspecified',
    entries(rawEntry(SERIAL, NOW, '300A0603551D1504030A0100')),
  ],
  [
    'revokedCertificateForm',
    'the reason 7',
    entries(rawEntry(SERIAL, NOW, '300A0603551D1504030A0107')),
  ],
  [
    'revokedCertificateForm',
    'the reason 11',
    entries(rawEntry(SERIAL, NOW, '300A0603551D1504030A010B')),
  ],
  ['revokedCertificateForm', 'removeFromCRL', entries(entry({ reason: 'removeFromCRL' }))],
  [
    'revokedCertificateForm',
    'a critical reason',
    entries(rawEntry(SERIAL, NOW, '300D0603551D150101FF04030A0101')),
  ],
  [
    'revokedCertificateForm',
    'another extension',
    entries(rawEntry(SERIAL, NOW, '300806032A030404010A')),
  ],
  [
    'revokedCertificateForm',
    'the reason twice',
    entries(rawEntry(SERIAL, NOW, KEY_COMPROMISE, KEY_COMPROMISE)),
  ],
  ['revokedCertificateForm', 'a negative serial number', entries(rawEntry('FF', NOW))],
  ['revokedCertificateForm', 'zero', entries(rawEntry('00', NOW))],
  ['revokedCertificateForm', 'a serial number that is not minimal', entries(rawEntry('0001', NOW))],
  ['revokedCertificateForm', 'twenty-one octets', entries(rawEntry('01'.repeat(21), NOW))],
  [
    'revokedCertificateForm',
    'GeneralizedTime before 2050',
    entries(rawEntry(SERIAL, timeOf('2026-11-20T12:00:00Z', TAG.generalizedTime))),
  ],
  [
    'revokedCertificateForm',
    'the 30th of February',
    entries(rawEntry(SERIAL, timeOf('2026-02-30T12:00:00Z', TAG.utcTime))),
  ],
  [
    'revokedCertificateForm',
    'the 29th of February 2026',
    entries(rawEntry(SERIAL, timeOf('2026-02-29T12:00:00Z', TAG.utcTime))),
  ],
  [
    'revokedCertificateForm',
    'month 13',
    entries(rawEntry(SERIAL, timeOf('2026-13-01T12:00:00Z', TAG.utcTime))),
  ],
  [
    'revokedCertificateForm',
    'an hour 24',
    entries(rawEntry(SERIAL, timeOf('2026-12-01T24:00:00Z', TAG.utcTime))),
  ],
  ['revokedCertificateForm', 'no entry at all', entries(parseHex('0500')!)],
  ['revokedCertificateForm', 'an entry cut short', entries(parseHex('3003020101')!)],
  [
    'revokedCertificateForm',
    'a bad one after good ones',
    entries(entry(), entry(), rawEntry('00', NOW), entry()),
  ],
  [
    'revokedCertificateOnce',
    'a serial number twice',
    entries(
      entry({ serialNumber: same }),
      entry(),
      entry({ serialNumber: same, reason: 'superseded' }),
    ),
  ],
]

function rulesOf(changes: Partial<Fields>, entriesVerified = false): string[] {
  const tbs = encode({ ...GOOD, ...changes })
  return findingsOfRevocationList(tbs, issuer, { entriesVerified }).map(({ rule }) => rule)
}

describe('lint of a list', () => {
  test.each(ROWS)('%s: %s', (rule, _, changes) => {
    expect(rulesOf(changes)).toEqual(rule === null ? [] : expect.arrayContaining([rule]))
  })

  test('issuerSignsLists: a key that must not', () => {
    const decoded = { ...issuer.decoded, keyUsage: ['keyCertSign'] as const }
    const findings = findingsOfRevocationList(encode(GOOD), { ...issuer, decoded })
    expect(findings.map(({ rule }) => rule)).toEqual(['issuerSignsLists'])
  })

  test('every rule has a row that it refuses, a name of its own and a citation', () => {
    const tried = new Set([...ROWS.map(([rule]) => rule), 'issuerSignsLists'])
    const names = REVOCATION_LIST_RULES.map(({ name }) => name)
    expect(names.filter((name) => !tried.has(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
    for (const { citation } of REVOCATION_LIST_RULES) expect(citation).toMatch(/RFC 5280 §/)
  })

  test('entries that were verified before are not judged again, what is around them is', () => {
    const twice = entries(entry({ serialNumber: same }), entry({ serialNumber: same }))
    expect(rulesOf(twice, true)).toEqual([])
    expect(rulesOf({ ...twice, nextUpdate: null }, true)).toEqual(['nextUpdateLater'])
  })

  test('a duplicate among 20,000 is found, wherever it stands', () => {
    const list = Array.from({ length: 20_000 }, () => entry())
    const build = (all: readonly Uint8Array[]): Uint8Array =>
      buildRevocationListTbs({
        issuer,
        thisUpdate: THIS_UPDATE,
        nextUpdate: NEXT_UPDATE,
        number: 1n,
        entries: all,
      })
    expect(findingsOfRevocationList(build(list), issuer)).toEqual([])
    for (const at of [0, 9_999, 19_999]) {
      const findings = findingsOfRevocationList(build([...list, list[at]!]), issuer)
      expect(findings.map(({ rule }) => rule)).toEqual(['revokedCertificateOnce'])
    }
  })

  test('gives back what it judged, or names rule and clause', () => {
    const good = encode(GOOD)
    expect(lintRevocationListTbs(good, issuer)).toBe(good)
    const bad = encode({ ...GOOD, nextUpdate: null })
    expect(() => lintRevocationListTbs(bad, issuer)).toThrow(LintError)
    expect(() => lintRevocationListTbs(bad, issuer)).toThrow(
      'nextUpdate is missing (nextUpdateLater, RFC 5280 §5.1.2.5)',
    )
    expect(() => lintRevocationListTbs(issuer.der, issuer)).toThrow('wellFormed')
  })
})
