import { describe, expect, test } from 'vitest'
import { hash, rootAuthority, signerOf } from '../../_keys.ts'
import { responderParameters } from '../../_revocation.ts'
import { encodeFields, leafFields, replacing } from '../../_tbs.ts'
import type { Fields } from '../../_tbs.ts'
import { buildResponderTbs } from '../../build-certificate.ts'
import { parseHex } from '../../bytes.ts'
import { encodeExtendedKeyUsage } from '../../extensions/extended-key-usage.ts'
import { encodeKeyUsage } from '../../extensions/key-usage.ts'
import { nameFrom } from '../../name.ts'
import { OID } from '../../oids.ts'
import { findingsOf, lintTbs } from '../lint.ts'
import type { LintProfile } from '../rule.ts'
import { RESPONDER_RULES } from './responder.ts'

const root = rootAuthority({ label: 'Responders', commonName: 'Responders' })
const KEPT: readonly string[] = [OID.subjectKeyIdentifier, OID.authorityKeyIdentifier]

/** The fields of a good responder. */
function responderFields(): Fields {
  const leaf = leafFields(root)
  return {
    ...leaf,
    subject: nameFrom({ commonName: 'Responder' }),
    extensions: [
      extension(OID.keyUsage, true, encodeKeyUsage(['digitalSignature'])),
      extension(OID.extendedKeyUsage, false, encodeExtendedKeyUsage(['ocspSigning'])),
      extension(OID.ocspNoCheck, false, parseHex('0500')!),
      ...leaf.extensions.filter(({ oid }) => KEPT.includes(oid)),
    ],
  }
}

function extension(oid: string, critical: boolean, value: Uint8Array) {
  return { oid, critical, value }
}

function set(oid: string, critical: boolean, value: Uint8Array | null) {
  return ({ extensions }: Fields): Partial<Fields> => ({
    extensions: replacing(extensions, oid, value && extension(oid, critical, value)),
  })
}

function rulesOf(fields: Fields, profile: LintProfile): string[] {
  return findingsOf(encodeFields(fields), root, profile).map(({ rule }) => rule)
}

const ROWS: readonly (readonly [string | null, string, (fields: Fields) => Partial<Fields>])[] = [
  [null, 'as it is issued', () => ({})],
  ['responderPurpose', 'no purpose', set(OID.extendedKeyUsage, false, null)],
  [
    'responderPurpose',
    'another',
    set(OID.extendedKeyUsage, false, encodeExtendedKeyUsage(['serverAuth'])),
  ],
  [
    'responderPurpose',
    'one more',
    set(OID.extendedKeyUsage, false, encodeExtendedKeyUsage(['ocspSigning', 'clientAuth'])),
  ],
  [
    'responderKeyUsage',
    'one more use',
    set(OID.keyUsage, true, encodeKeyUsage(['digitalSignature', 'nonRepudiation'])),
  ],
  ['responderKeyUsage', 'another use', set(OID.keyUsage, true, encodeKeyUsage(['nonRepudiation']))],
  [
    'leafKeyUsage',
    'signing lists',
    set(OID.keyUsage, true, encodeKeyUsage(['digitalSignature', 'cRLSign'])),
  ],
  ['responderNoCheck', 'no id-pkix-ocsp-nocheck', set(OID.ocspNoCheck, false, null)],
  ['knownExtensions', 'a critical one', set(OID.ocspNoCheck, true, parseHex('0500'))],
  [
    'knownExtensions',
    'addresses',
    ({ extensions }) => ({
      extensions: [
        ...extensions,
        ...leafFields(root).extensions.filter(({ oid }) => oid === OID.cRLDistributionPoints),
      ],
    }),
  ],
  ['responderSubject', 'no subject', () => ({ subject: nameFrom({}) })],
]

describe('RFC 6960 §4.2.2.2 responders', () => {
  test.each(ROWS)('%s: %s', (rule, _, change) => {
    const fields = responderFields()
    expect(rulesOf({ ...fields, ...change(fields) }, 'responder')).toEqual(
      rule === null ? [] : expect.arrayContaining([rule]),
    )
  })

  test('ocspSigningOnlyInResponders: a leaf must not speak for its issuer', () => {
    const fields = leafFields(root)
    const change = set(
      OID.extendedKeyUsage,
      false,
      encodeExtendedKeyUsage(['serverAuth', 'ocspSigning']),
    )
    expect(rulesOf({ ...fields, ...change(fields) }, 'leaf')).toEqual([
      'ocspSigningOnlyInResponders',
    ])
    expect(rulesOf(fields, 'responder')).toContain('responderPurpose')
  })

  test('every rule is tried above', () => {
    const tried = new Set([...ROWS.map(([rule]) => rule), 'ocspSigningOnlyInResponders'])
    expect(RESPONDER_RULES.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([])
  })

  test('what is built is what lint asks for', () => {
    const tbs = buildResponderTbs(root.certificate, responderParameters(signerOf('P-256')), hash)
    expect(lintTbs(tbs, root, 'responder')).toBe(tbs)
    expect(findingsOf(tbs, root, 'leaf').map(({ rule }) => rule)).toContain('knownExtensions')
  })
})
