import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertHostileProof } from './_hostile.ts'
import {
  KEY_KINDS,
  authority,
  hash,
  rootAuthority,
  serialNumber,
  signed,
  signerOf,
  verify,
} from './_keys.ts'
import type { Authority, TestSigner } from './_keys.ts'
import { NEXT_UPDATE, THIS_UPDATE, responderOf } from './_revocation.ts'
import { encodeFields, leafFields, replacing } from './_tbs.ts'
import type { Fields } from './_tbs.ts'
import {
  buildOcspResponseData,
  ocspErrorResponse,
  signOcspResponse,
} from './build-ocsp-response.ts'
import type { ResponseDataParameters } from './build-ocsp-response.ts'
import { parseHex } from './bytes.ts'
import { certIdFor, encodeCertId } from './cert-id.ts'
import type { CertId } from './cert-id.ts'
import { parseCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { CRL_REASONS } from './crl-reason.ts'
import { encodeDer } from './der/writer.ts'
import { encodeExtendedKeyUsage } from './extensions/extended-key-usage.ts'
import { encodeKeyUsage } from './extensions/key-usage.ts'
import { parseOcspResponse } from './ocsp-response.ts'
import type { CertStatus, OcspResponse } from './ocsp-response.ts'
import { OID } from './oids.ts'
import { signDer } from './signer.ts'
import { verifyOcspResponse } from './verify-ocsp-response.ts'
import type { OcspVerifyOptions } from './verify-ocsp-response.ts'
import { X509Error } from './x509-error.ts'

const root = rootAuthority()
const responder = responderOf(root)
const asked = certIdFor({ serialNumber: serialNumber() }, root.certificate, 'SHA-1', hash)
const nonce = new Uint8Array(32).fill(9)

function data(changes: Partial<ResponseDataParameters> = {}, of: CertId = asked): Uint8Array {
  return buildOcspResponseData({
    responderKeyHash: responder.keyHash,
    producedAt: THIS_UPDATE,
    responses: [single({ kind: 'good' }, of)],
    ...changes,
  })
}

function single(status: CertStatus, of: CertId = asked) {
  return { certIdDer: encodeCertId(of), status, thisUpdate: THIS_UPDATE, nextUpdate: NEXT_UPDATE }
}

function respond(
  octets: Uint8Array = data(),
  signer: TestSigner = responder.signer,
  certificates: readonly Certificate[] = [responder.certificate],
): Uint8Array {
  return signed(
    signOcspResponse(
      octets,
      signer,
      certificates.map(({ der }) => der),
    ),
  )
}

function reasonOf(
  response: OcspResponse | Uint8Array,
  options: Partial<OcspVerifyOptions> = {},
): string {
  const parsed = response instanceof Uint8Array ? parseOcspResponse(response) : response
  const verdict = verifyOcspResponse(parsed, {
    issuer: root.certificate,
    at: THIS_UPDATE,
    verify,
    hash,
    ...options,
  })
  return verdict.ok ? 'ok' : verdict.reason
}

function codeOf(der: Uint8Array): string | null {
  try {
    parseOcspResponse(der)
    return null
  } catch (error) {
    if (error instanceof X509Error) return error.code
    throw error
  }
}

/** A responder's certificate with one thing changed, signed by whom it may concern. */
function delegate(change: (fields: Fields) => Partial<Fields>, by: Authority = root): Certificate {
  const leaf = leafFields(by)
  const purpose = encodeExtendedKeyUsage(['ocspSigning'])
  const base: Fields = {
    ...leaf,
    publicKey: responder.signer.publicKey,
    extensions: replacing(leaf.extensions, OID.extendedKeyUsage, {
      oid: OID.extendedKeyUsage,
      critical: false,
      value: purpose,
    }),
  }
  const tbs = encodeFields({ ...base, ...change(base) })
  return parseCertificate(signed(signDer(tbs, by.signer)))
}

describe('RFC 6960 §4.2.1 answers', () => {
  test.each([
    ['malformedRequest', '30030A0101'],
    ['internalError', '30030A0102'],
    ['tryLater', '30030A0103'],
    ['sigRequired', '30030A0105'],
    ['unauthorized', '30030A0106'],
  ] as const)('%s in five octets', (status, hex) => {
    const der = ocspErrorResponse(status)
    expect(der).toEqual(parseHex(hex))
    expect(parseOcspResponse(der)).toEqual({ status })
    expect(reasonOf(der)).toBe('notSuccessful')
  })

  const second = fc
    .integer({ min: Date.UTC(1990, 0) / 1000, max: Date.UTC(2200, 0) / 1000 })
    .map((seconds) => new Date(1000 * seconds))
  const status: fc.Arbitrary<CertStatus> = fc.oneof(
    fc.constant({ kind: 'good' } as const),
    fc.constant({ kind: 'unknown' } as const),
    fc
      .record({ revokedAt: second, reason: fc.constantFrom(...CRL_REASONS) })
      .map(({ revokedAt, reason }) => ({
        kind: 'revoked' as const,
        revokedAt,
        // Unspecified is said by leaving it out.
        ...(reason !== 'unspecified' && { reason }),
      })),
  )
  const singles = fc.record({ status, thisUpdate: second, nextUpdate: fc.option(second) })

  test('decode∘encode of any statuses, times and nonces', () => {
    fc.assert(
      fc.property(
        fc.array(singles, { minLength: 1, maxLength: 5 }),
        second,
        fc.option(fc.uint8Array({ minLength: 1, maxLength: 128 })),
        (list, producedAt, echoed) => {
          const certId = certIdFor(
            { serialNumber: serialNumber() },
            root.certificate,
            'SHA-256',
            hash,
          )
          const certIdDer = encodeCertId(certId)
          const responses = list.map(({ nextUpdate, ...rest }) => ({
            certIdDer,
            ...rest,
            ...(nextUpdate && { nextUpdate }),
          }))
          const octets = data({ producedAt, responses, ...(echoed && { nonce: echoed }) })
          const { basic } = parseOcspResponse(respond(octets))
          expect(basic).toMatchObject({
            responseData: octets,
            responderId: { type: 'byKey', keyHash: responder.keyHash },
            producedAt,
            ...(echoed && { nonce: echoed }),
            signatureAlgorithm: 'ecdsa-with-SHA256',
          })
          expect(basic?.responses).toEqual(responses.map((each) => ({ ...each, certId })))
          expect(basic?.certificates).toEqual([responder.certificate])
        },
      ),
      { numRuns: 50 },
    )
  })

  test('unspecified is said by leaving it out', () => {
    const of = (status: CertStatus): Uint8Array => data({ responses: [single(status)] })
    const revoked = { kind: 'revoked', revokedAt: THIS_UPDATE } as const
    expect(of({ ...revoked, reason: 'unspecified' })).toEqual(of(revoked))
  })

  test('a fraction of a second and a nonce of another length are refused', () => {
    expect(() => data({ producedAt: new Date(1) })).toThrow(X509Error)
    expect(() => data({ nonce: new Uint8Array(0) })).toThrow(X509Error)
    expect(() => data({ nonce: new Uint8Array(129) })).toThrow(X509Error)
  })

  test('an asynchronous signer', async () => {
    const signer = {
      ...responder.signer,
      sign: async (octets: Uint8Array) => responder.signer.sign(octets),
    }
    const der = await signOcspResponse(data(), signer, [responder.certificate.der])
    expect(reasonOf(der)).toBe('ok')
  })

  const foreign = encodeDer((der) =>
    der.sequence(() => {
      der.raw(Uint8Array.of(0x0a, 1, 0))
      der.tagged(0, () =>
        der.sequence(() => {
          der.objectIdentifier('1.2.3.4')
          der.octetString(Uint8Array.of(0x30, 0))
        }),
      )
    }),
  )
  test.each<[string, Uint8Array, string]>([
    ['successful without an answer', parseHex('30030A0100')!, 'malformedOcspResponse'],
    ['the status 4', parseHex('30030A0104')!, 'malformedOcspResponse'],
    ['an error with an answer', parseHex('30070A0101A0023000')!, 'malformedOcspResponse'],
    ['another type of answer', foreign, 'malformedOcspResponse'],
    ['a certificate', root.certificate.der, 'malformedDer'],
    ['nothing', new Uint8Array(0), 'malformedDer'],
  ])('refuses %s', (_, der, code) => {
    expect(codeOf(der)).toBe(code)
  })

  test('every truncation, every flipped bit: the same statuses, a refusal, or no valid signature', () => {
    const statuses: readonly CertStatus[] = [
      { kind: 'revoked', revokedAt: THIS_UPDATE, reason: 'keyCompromise' },
      { kind: 'unknown' },
    ]
    const der = respond(data({ responses: statuses.map((each) => single(each)), nonce }))
    const expected = parseOcspResponse(der).basic?.responses
    let believed = 0
    const count = assertHostileProof(der, parseOcspResponse, (response) => {
      const verdict = verifyOcspResponse(response, {
        issuer: root.certificate,
        at: THIS_UPDATE,
        verify,
        hash,
        nonce,
      })
      if (!verdict.ok) return
      believed++
      expect(verdict.responses).toEqual(expected)
    })
    expect(count.refused).toBeGreaterThan(der.length)
    expect(count.accepted).toBeGreaterThan(believed)
  })

  test('random octets and 64 KB of nesting', () => {
    expect(codeOf(new Uint8Array(65_536).fill(0x30))).toBe('malformedDer')
    expect(codeOf(new Uint8Array(1_000_000))).toBe('limitExceeded')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        expect(codeOf(octets)).not.toBeNull()
      }),
    )
  })
})

describe('RFC 6960 §3.2 who may be believed', () => {
  test.each(KEY_KINDS)('%s: a delegated responder, and the authority itself', (kind) => {
    const issuer = authority(root, { kind, commonName: `OCSP ${kind}` })
    const of = certIdFor({ serialNumber: serialNumber() }, issuer.certificate, 'SHA-384', hash)
    const { certificate, signer, keyHash } = responderOf(issuer)
    const options = { issuer: issuer.certificate }
    const delegated = respond(data({ responderKeyHash: keyHash }, of), signer, [certificate])
    expect(reasonOf(delegated, options)).toBe('ok')
    const ownHash = hash('SHA-1', issuer.signer.publicKey.keyBits)
    const own = respond(data({ responderKeyHash: ownHash }, of), issuer.signer, [])
    expect(reasonOf(own, options)).toBe('ok')
    expect(reasonOf(delegated)).toBe('unauthorizedResponder')
    expect(reasonOf(own)).toBe('unknownResponder')
  })

  test('only answers about the certificates of the issuer are handed on', () => {
    const other = rootAuthority({ label: 'Other', commonName: 'Other' })
    const foreign = certIdFor({ serialNumber: serialNumber() }, other.certificate, 'SHA-1', hash)
    const both = [single({ kind: 'good' }, foreign), single({ kind: 'unknown' })]
    const response = parseOcspResponse(respond(data({ responses: both })))
    const options = { issuer: root.certificate, at: THIS_UPDATE, verify, hash }
    expect(verifyOcspResponse(response, options)).toMatchObject({
      ok: true,
      responses: [{ certId: asked, status: { kind: 'unknown' } }],
    })
    expect(reasonOf(respond(data({}, foreign)))).toBe('otherIssuer')
    expect(reasonOf(respond(data({ responses: [] })))).toBe('otherIssuer')
  })

  test('RFC 9654 the nonce that was asked for', () => {
    expect(reasonOf(respond(data({ nonce })), { nonce })).toBe('ok')
    expect(reasonOf(respond(data({ nonce })))).toBe('ok')
    expect(reasonOf(respond(data()), { nonce })).toBe('nonce')
    expect(reasonOf(respond(data({ nonce: Uint8Array.of(1) })), { nonce })).toBe('nonce')
  })

  const ms = (date: Date, change: number): Date => new Date(date.getTime() + change)
  test.each<[string, Date]>([
    ['notYetValid', ms(THIS_UPDATE, -1)],
    ['ok', THIS_UPDATE],
    ['ok', ms(NEXT_UPDATE, 999)],
    ['expired', ms(NEXT_UPDATE, 1000)],
  ])('§4.2.2.1 dates: %s', (reason, at) => {
    const long = delegate(() => ({}))
    expect(reasonOf(respond(data(), responder.signer, [long]), { at })).toBe(reason)
  })

  test('without nextUpdate an answer stays true', () => {
    const { certIdDer, status, thisUpdate } = single({ kind: 'good' })
    const octets = data({ responses: [{ certIdDer, status, thisUpdate }] })
    const long = delegate(() => ({}))
    expect(reasonOf(respond(octets, responder.signer, [long]), { at: ms(NEXT_UPDATE, 1e9) })).toBe(
      'ok',
    )
  })

  const set = (oid: string, critical: boolean, value: Uint8Array | null) => (fields: Fields) => ({
    extensions: replacing(fields.extensions, oid, value && { oid, critical, value }),
  })
  const stranger = rootAuthority({ label: 'Stranger', commonName: 'Test Root' })
  test.each<[string, string, Certificate]>([
    ['ok', 'a delegate', delegate(() => ({}))],
    ['ok', 'without key usage', delegate(set(OID.keyUsage, true, null))],
    [
      'unauthorizedResponder',
      'without a purpose',
      delegate(set(OID.extendedKeyUsage, false, null)),
    ],
    [
      'unauthorizedResponder',
      'for TLS',
      delegate(set(OID.extendedKeyUsage, false, encodeExtendedKeyUsage(['serverAuth']))),
    ],
    [
      'unauthorizedResponder',
      'for anything',
      delegate(set(OID.extendedKeyUsage, false, parseHex('30060604551D2500'))),
    ],
    [
      'unauthorizedResponder',
      'that may not sign',
      delegate(set(OID.keyUsage, true, encodeKeyUsage(['keyAgreement']))),
    ],
    [
      'unauthorizedResponder',
      'with something critical',
      delegate(set('1.2.3.4', true, parseHex('0500'))),
    ],
    [
      'unauthorizedResponder',
      'certified by another of the same name',
      delegate(() => ({}), stranger),
    ],
    [
      'responderExpired',
      'of tomorrow',
      delegate(() => ({ notBefore: encodeDer((der) => der.time(NEXT_UPDATE)) })),
    ],
    [
      'responderExpired',
      'of yesterday',
      delegate(() => ({ notAfter: encodeDer((der) => der.time(ms(THIS_UPDATE, -1000))) })),
    ],
  ])('%s: %s', (reason, _, certificate) => {
    expect(reasonOf(respond(data(), responder.signer, [certificate]))).toBe(reason)
  })

  test('a signature of another key, and over other octets', () => {
    expect(reasonOf(respond(data(), signerOf('P-256', 'nobody')))).toBe('badSignature')
    const response = parseOcspResponse(respond())
    const basic = { ...response.basic!, responseData: data({ nonce }) }
    expect(reasonOf({ ...response, basic })).toBe('badSignature')
    expect(reasonOf(respond(data(), responder.signer, []))).toBe('unknownResponder')
  })
})
