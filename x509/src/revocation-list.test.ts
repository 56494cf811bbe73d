import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertHostileProof } from './_hostile.ts'
import { KEY_KINDS, authority, rootAuthority, serialNumber, signed, verify } from './_keys.ts'
import { NEXT_UPDATE, THIS_UPDATE, listOf } from './_revocation.ts'
import { encodeSignatureAlgorithm } from './algorithms.ts'
import { buildRevocationListTbs } from './build-revocation-list.ts'
import { parseHex } from './bytes.ts'
import { CRL_REASONS } from './crl-reason.ts'
import { TAG } from './der/tag.ts'
import { encodeDer } from './der/writer.ts'
import type { DerWriter } from './der/writer.ts'
import { writeExtension } from './extension.ts'
import { OID } from './oids.ts'
import { findRevoked, parseRevocationList, verifyRevocationList } from './revocation-list.ts'
import type { RevocationList } from './revocation-list.ts'
import { encodeRevokedCertificate } from './revoked-certificate.ts'
import type { RevokedCertificate } from './revoked-certificate.ts'
import { asSerialNumber } from './serial-number.ts'
import { signDer, signRevocationList } from './signer.ts'
import { lintRevocationListTbs } from './lint/lint-revocation-list.ts'
import { readTbsCertList } from './tbs-cert-list.ts'
import { X509Error } from './x509-error.ts'

const root = rootAuthority()
const other = rootAuthority({ label: 'Other', commonName: 'Other' })

const second = fc
  .date({
    min: new Date('1950-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000))
const serial = fc
  .uint8Array({ minLength: 1, maxLength: 20 })
  .filter((octets) => octets[0]! > 0 && octets[0]! < 0x80)
  .map(asSerialNumber)
const entry: fc.Arbitrary<RevokedCertificate> = fc
  .record({
    serialNumber: serial,
    revokedAt: second,
    reason: fc.constantFrom(...CRL_REASONS.filter((reason) => reason !== 'removeFromCRL')),
    invalidityDate: fc.option(second, { nil: undefined }),
  })
  .map(({ invalidityDate, ...rest }) => ({ ...rest, ...(invalidityDate && { invalidityDate }) }))
const entries = fc.uniqueArray(entry, {
  maxLength: 40,
  selector: ({ serialNumber: octets }) => octets.join(),
})

/** A list of whatever fields `write` writes after the names of algorithm and issuer; not signed. */
function listWith(write: (der: DerWriter) => void, version: number | null = 1): Uint8Array {
  const algorithm = encodeSignatureAlgorithm('ecdsa-with-SHA256')
  return encodeDer((der) =>
    der.sequence(() => {
      der.sequence(() => {
        if (version !== null) der.smallInteger(version)
        der.raw(algorithm)
        der.raw(root.certificate.subject.der)
        write(der)
      })
      der.raw(algorithm)
      der.bitString(Uint8Array.of(1))
    }),
  )
}

/** The list with fields of its TBSCertList added, signed by its issuer: what lint would never let through. */
function signedWith(write: (der: DerWriter) => void): RevocationList {
  const tbs = encodeDer((der) =>
    der.sequence(() => {
      der.smallInteger(1)
      der.raw(encodeSignatureAlgorithm(root.signer.algorithm))
      der.raw(root.certificate.subject.der)
      der.time(THIS_UPDATE)
      write(der)
    }),
  )
  return parseRevocationList(signed(signDer(tbs, root.signer)))
}

function withExtension(oid: string, critical: boolean, hex: string) {
  return (der: DerWriter): void =>
    der.tagged(0, () =>
      der.sequence(() => writeExtension(der, { oid, critical, value: parseHex(hex)! })),
    )
}

function codeOf(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof X509Error) return error.code
    throw error
  }
}

describe('RFC 5280 §5 lists', () => {
  test.each(KEY_KINDS)('%s: what was written is read, found and verified', (kind) => {
    const issuer = authority(root, { kind, commonName: `Lists ${kind}` })
    const revoked = {
      serialNumber: serialNumber(),
      revokedAt: THIS_UPDATE,
      reason: 'superseded',
    } as const
    const der = listOf(issuer, { number: 77n, entries: [encodeRevokedCertificate(revoked)] })
    const list = parseRevocationList(der)
    expect(list).toMatchObject({
      issuer: issuer.certificate.subject,
      thisUpdate: THIS_UPDATE,
      nextUpdate: NEXT_UPDATE,
      number: 77n,
      signatureAlgorithm: issuer.signer.algorithm,
      authorityKeyIdentifier: { keyIdentifier: issuer.certificate.decoded.subjectKeyIdentifier },
    })
    expect([...list.entries]).toEqual([revoked])
    expect(findRevoked(list, revoked.serialNumber)).toEqual(revoked)
    expect(findRevoked(list, serialNumber())).toBeNull()
    expect(verifyRevocationList(list, issuer.certificate, verify)).toBe(true)
    expect(verifyRevocationList(list, other.certificate, verify)).toBe(false)
  })

  test('decode∘encode of any entries, one by one or together', () => {
    fc.assert(
      fc.property(entries, fc.bigInt({ min: 0n, max: 2n ** 159n - 1n }), (revoked, number) => {
        const encoded = revoked.map(encodeRevokedCertificate)
        const der = listOf(root, { number, entries: encoded })
        const list = parseRevocationList(der)
        expect([...list.entries]).toEqual(revoked)
        expect(list.number).toBe(number)
        const kept = buildRevocationListTbs({
          issuer: root.certificate,
          thisUpdate: THIS_UPDATE,
          nextUpdate: NEXT_UPDATE,
          number,
          entries: [list.encodedEntries],
        })
        expect(kept).toEqual(list.tbs)
        for (const each of revoked) expect(findRevoked(list, each.serialNumber)).toEqual(each)
      }),
    )
  })

  test('§5.1.2.6 without revoked certificates there is no list of them', () => {
    for (const entries of [[], [new Uint8Array(0)]]) {
      const list = parseRevocationList(listOf(root, { entries }))
      expect([...list.entries]).toEqual([])
      expect(readTbsCertList(list.tbs).encodedEntries).toBeUndefined()
      expect(findRevoked(list, serialNumber())).toBeNull()
    }
  })

  test('§5.1.2.4 UTCTime through 2049, GeneralizedTime from 2050', () => {
    const of = (thisUpdate: string, nextUpdate: string): Uint8Array =>
      parseRevocationList(
        listOf(root, { thisUpdate: new Date(thisUpdate), nextUpdate: new Date(nextUpdate) }),
      ).tbs
    const text = Buffer.from(of('2049-12-31T23:59:59Z', '2050-01-01T00:00:00Z')).toString('latin1')
    expect(text).toContain('\x17\x0d491231235959Z\x18\x0f20500101000000Z')
  })

  test('§5.2.5 a partition names its address, critically', () => {
    const urls = ['http://pki.example/crl/1/7.crl']
    const list = parseRevocationList(
      listOf(root, { distributionPoint: { urls, onlyContainsUserCerts: true } }),
    )
    expect(list.distributionPoint).toEqual({
      fullName: [{ type: 'uri', value: urls[0] }],
      onlyContainsUserCerts: true,
      onlyContainsCaCerts: false,
      indirectCrl: false,
      onlyContainsAttributeCerts: false,
    })
    expect(list.extensions.find(({ oid }) => oid === OID.issuingDistributionPoint)?.critical).toBe(
      true,
    )
    expect(verifyRevocationList(list, root.certificate, verify)).toBe(true)
  })

  test('§5.2.3 a CRL number of at most 20 octets', () => {
    const of = (number: bigint) => (): Uint8Array => listOf(root, { number })
    expect(codeOf(of(2n ** 159n - 1n))).toBeNull()
    expect(codeOf(of(2n ** 159n))).toBe('malformedExtension')
    expect(codeOf(of(-1n))).toBe('malformedExtension')
  })

  test('§5.3.1 the reason unspecified is not written', () => {
    const base = { serialNumber: serialNumber(), revokedAt: THIS_UPDATE }
    const without = encodeRevokedCertificate({ ...base, reason: 'unspecified' })
    const withReason = encodeRevokedCertificate({ ...base, reason: 'keyCompromise' })
    expect(withReason.length - without.length).toBe(14)
  })

  test('a fraction of a second is refused', () => {
    const revokedAt = new Date(1)
    expect(
      codeOf(() =>
        encodeRevokedCertificate({
          serialNumber: serialNumber(),
          revokedAt,
          reason: 'unspecified',
        }),
      ),
    ).toBe('invalidTime')
  })

  test('signing takes the algorithm that the octets name', () => {
    const tbs = buildRevocationListTbs({
      issuer: root.certificate,
      thisUpdate: THIS_UPDATE,
      nextUpdate: NEXT_UPDATE,
      number: 1n,
      entries: [],
    })
    const linted = lintRevocationListTbs(tbs, root.certificate)
    const wrong = { ...root.signer, algorithm: 'Ed25519' } as const
    expect(codeOf(() => signRevocationList(linted, wrong))).toBe('algorithmMismatch')
  })
})

describe('a list that must not be used', () => {
  const good = parseRevocationList(listOf(root))

  test.each<[string, (der: DerWriter) => void, boolean]>([
    ['nothing but thisUpdate', () => {}, true],
    ['an unknown extension', withExtension('1.2.3.4', false, '0500'), true],
    ['an unknown critical extension', withExtension('1.2.3.4', true, '0500'), false],
    ['a delta list', withExtension('2.5.29.27', true, '020101'), false],
    ['an indirect list', withExtension(OID.issuingDistributionPoint, true, '30038401FF'), false],
    [
      'another key identifier',
      withExtension(OID.authorityKeyIdentifier, false, '300380010A'),
      false,
    ],
  ])('%s', (_, write, usable) => {
    expect(verifyRevocationList(signedWith(write), root.certificate, verify)).toBe(usable)
  })

  test('an issuer whose key must not sign lists', () => {
    const { certificate } = root
    const decoded = { ...certificate.decoded, keyUsage: ['keyCertSign'] as const }
    expect(verifyRevocationList(good, { ...certificate, decoded }, verify)).toBe(false)
  })

  test('a signature over other octets', () => {
    const changed = { ...good, tbs: parseRevocationList(listOf(root, { number: 2n })).tbs }
    expect(verifyRevocationList(changed, root.certificate, verify)).toBe(false)
  })
})

describe('what is no list', () => {
  const empty = (): void => {}
  test.each<[string, Uint8Array, string | null]>([
    ['version 2', listWith((der) => der.time(THIS_UPDATE)), null],
    ['no version', listWith((der) => der.time(THIS_UPDATE), null), null],
    [
      'an empty list of entries',
      listWith((der) => {
        der.time(THIS_UPDATE)
        der.sequence(empty)
      }),
      null,
    ],
    ['version 1 written', listWith((der) => der.time(THIS_UPDATE), 0), 'malformedRevocationList'],
    ['version 3', listWith((der) => der.time(THIS_UPDATE), 2), 'malformedRevocationList'],
    [
      'version 1 with extensions',
      listWith((der) => {
        der.time(THIS_UPDATE)
        withExtension('1.2.3.4', false, '0500')(der)
      }, null),
      'malformedRevocationList',
    ],
    ['no thisUpdate', listWith(empty), 'malformedDer'],
    [
      'an empty distribution point',
      listWith((der) => {
        der.time(THIS_UPDATE)
        withExtension(OID.issuingDistributionPoint, true, '3000')(der)
      }),
      'malformedExtension',
    ],
    [
      'a negative number',
      listWith((der) => {
        der.time(THIS_UPDATE)
        withExtension(OID.cRLNumber, false, '0201FF')(der)
      }),
      'malformedExtension',
    ],
    ['a certificate', root.certificate.der, 'malformedDer'],
  ])('%s', (_, der, code) => {
    expect(codeOf(() => parseRevocationList(der))).toBe(code)
  })

  test('two algorithms', () => {
    const der = listOf(root)
    const named = Buffer.from(encodeSignatureAlgorithm('ecdsa-with-SHA256'))
    const at = Buffer.from(der).lastIndexOf(named)
    const mutated = Uint8Array.from(der)
    mutated.set(encodeSignatureAlgorithm('ecdsa-with-SHA384'), at)
    expect(codeOf(() => parseRevocationList(mutated))).toBe('malformedRevocationList')
  })

  test.each<[string, (der: DerWriter) => void, string | null]>([
    [
      'an extension that is not understood',
      (der) => extension(der, '1.2.3.4', false, '0500'),
      null,
    ],
    [
      'one that is critical',
      (der) => extension(der, '2.5.29.29', true, '3000'),
      'malformedRevocationList',
    ],
    ['the reason 7', (der) => extension(der, OID.reasonCode, false, '0A0107'), 'malformedDer'],
    [
      'a reason that is an integer',
      (der) => extension(der, OID.reasonCode, false, '020101'),
      'malformedDer',
    ],
    [
      'an invalidity date in UTCTime',
      (der) => extension(der, OID.invalidityDate, false, '170D3236313132303132303030305A'),
      'malformedDer',
    ],
  ])('an entry with %s', (_, write, code) => {
    const serialNumber = asSerialNumber(Uint8Array.of(5))
    const list = signedWith((der) =>
      der.sequence(() =>
        der.sequence(() => {
          der.integer(serialNumber)
          der.time(THIS_UPDATE)
          der.sequence(() => write(der))
        }),
      ),
    )
    expect(codeOf(() => [...list.entries])).toBe(code)
    expect(codeOf(() => findRevoked(list, serialNumber))).toBe(code)
  })

  test('an entry of more than 127 octets is walked over', () => {
    const long = (der: DerWriter): void =>
      der.sequence(() => {
        der.integer(Uint8Array.of(4))
        der.time(THIS_UPDATE)
        der.sequence(() => extension(der, '1.2.3.4', false, `0481C8${'00'.repeat(200)}`))
      })
    const wanted = {
      serialNumber: serialNumber(),
      revokedAt: THIS_UPDATE,
      reason: 'unspecified',
    } as const
    const list = signedWith((der) =>
      der.sequence(() => {
        long(der)
        der.raw(encodeRevokedCertificate(wanted))
      }),
    )
    expect(findRevoked(list, wanted.serialNumber)).toEqual(wanted)
  })

  test('every truncation, every flipped bit: a value or an X509Error', () => {
    const revoked = CRL_REASONS.filter((reason) => reason !== 'removeFromCRL').slice(0, 3)
    const der = listOf(root, {
      entries: revoked.map((reason) =>
        encodeRevokedCertificate({
          serialNumber: serialNumber(),
          revokedAt: THIS_UPDATE,
          reason,
          invalidityDate: THIS_UPDATE,
        }),
      ),
      distributionPoint: { urls: ['http://pki.example/crl/1.crl'] },
    })
    const wanted = serialNumber()
    const count = assertHostileProof(
      der,
      (octets) => {
        const list = parseRevocationList(octets)
        return { list, entries: [...list.entries], found: findRevoked(list, wanted) }
      },
      ({ list, found }, octets) => {
        expect(found).toBeNull()
        expect(list.der).toEqual(octets)
      },
    )
    expect(count.refused).toBeGreaterThan(der.length)
    expect(count.accepted).toBeGreaterThan(0)
  })

  test('random octets and 64 KB of nesting', () => {
    for (const tag of [TAG.sequence, 0xa0]) {
      const nested = new Uint8Array(65_536).fill(tag)
      expect(codeOf(() => parseRevocationList(nested))).toBe('malformedDer')
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        expect(codeOf(() => parseRevocationList(octets))).not.toBeNull()
      }),
    )
  })
})

function extension(der: DerWriter, oid: string, critical: boolean, hex: string): void {
  writeExtension(der, { oid, critical, value: parseHex(hex)! })
}
