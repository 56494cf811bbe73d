import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertHostileProof } from './_hostile.ts'
import { hash, rootAuthority, serialNumber } from './_keys.ts'
import type { HashName } from './algorithms.ts'
import { equalBytes, parseHex } from './bytes.ts'
import { certIdFor, encodeCertId } from './cert-id.ts'
import type { CertId } from './cert-id.ts'
import { encodeDer } from './der/writer.ts'
import type { DerWriter } from './der/writer.ts'
import { writeExtension } from './extension.ts'
import { encodeHashAlgorithm } from './hash-algorithm.ts'
import {
  MAX_CERT_IDS,
  MAX_OCSP_REQUEST_OCTETS,
  buildOcspRequest,
  parseOcspRequest,
} from './ocsp-request.ts'
import { OID } from './oids.ts'
import { X509Error } from './x509-error.ts'

const root = rootAuthority()
const HASHES: readonly HashName[] = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']

function certId(algorithm: HashName = 'SHA-1'): CertId {
  return certIdFor({ serialNumber: serialNumber() }, root.certificate, algorithm, hash)
}

const id = encodeCertId(certId())

/** A TBSRequest of whatever `write` writes. */
function requestWith(
  write: (der: DerWriter) => void,
  after?: (der: DerWriter) => void,
): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.sequence(() => write(der))
      after?.(der)
    }),
  )
}

function list(der: DerWriter, ...ids: readonly Uint8Array[]): void {
  der.sequence(() => ids.forEach((each) => der.sequence(() => der.raw(each))))
}

function extensions(
  der: DerWriter,
  tag: number,
  oid: string,
  critical: boolean,
  hex: string,
): void {
  der.tagged(tag, () =>
    der.sequence(() => writeExtension(der, { oid, critical, value: parseHex(hex)! })),
  )
}

/** A CertID with its hash algorithm given as DER. */
function idWith(algorithm: string, octets = 20, serial = '01'): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.raw(parseHex(algorithm)!)
      der.octetString(new Uint8Array(octets))
      der.octetString(new Uint8Array(octets))
      der.integer(parseHex(serial)!)
    }),
  )
}

function codeOf(der: Uint8Array): string | null {
  try {
    parseOcspRequest(der)
    return null
  } catch (error) {
    if (error instanceof X509Error) return error.code
    throw error
  }
}

describe('RFC 6960 §4.1 requests', () => {
  test('decode∘encode of any CertIDs and nonces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...HASHES), { minLength: 1, maxLength: 6 }),
        fc.option(fc.uint8Array({ minLength: 1, maxLength: 128 }), { nil: undefined }),
        (algorithms, nonce) => {
          const certIds = algorithms.map(certId)
          const parsed = parseOcspRequest(buildOcspRequest({ certIds, ...(nonce && { nonce }) }))
          expect(parsed.requests).toEqual(
            certIds.map((each) => ({ certId: each, certIdDer: encodeCertId(each) })),
          )
          expect(parsed.nonce).toEqual(nonce)
          expect(parsed.isSigned).toBe(false)
        },
      ),
    )
  })

  test('RFC 3370 §2.1, RFC 5754 §2 parameters absent or NULL, echoed as they came', () => {
    for (const algorithm of ['300706052B0E03021A', '300906052B0E03021A0500']) {
      const der = idWith(algorithm)
      const [request] = parseOcspRequest(requestWith((out) => list(out, der))).requests
      expect(request?.certId.hashAlgorithm).toBe('SHA-1')
      expect(request?.certIdDer).toEqual(der)
    }
    expect(encodeHashAlgorithm('SHA-256')).toEqual(parseHex('300B0609608648016503040201'))
    expect(encodeHashAlgorithm('SHA-1')).toEqual(parseHex('300906052B0E03021A0500'))
  })

  test('a requestor name and a signature are read over', () => {
    const der = requestWith(
      (out) => {
        out.tagged(1, () => out.element(0x82, new TextEncoder().encode('client.example')))
        list(out, id)
      },
      (out) =>
        out.tagged(0, () =>
          out.sequence(() => {
            out.raw(encodeHashAlgorithm('SHA-256'))
            out.bitString(Uint8Array.of(1))
            out.tagged(0, () => out.sequence(() => {}))
          }),
        ),
    )
    const parsed = parseOcspRequest(der)
    expect(parsed.requestorName).toEqual({ type: 'dns', value: 'client.example' })
    expect(parsed.isSigned).toBe(true)
  })

  test.each<[string, Uint8Array, string | null]>([
    [
      'version 1 written',
      requestWith((out) => {
        out.tagged(0, () => out.smallInteger(0))
        list(out, id)
      }),
      null,
    ],
    [
      'version 2',
      requestWith((out) => {
        out.tagged(0, () => out.smallInteger(1))
        list(out, id)
      }),
      'malformedOcspRequest',
    ],
    ['no certificate', requestWith((out) => list(out)), 'malformedOcspRequest'],
    ['no list', requestWith(() => {}), 'malformedDer'],
    [
      'an extension of one request',
      requestWith((out) =>
        out.sequence(() =>
          out.sequence(() => {
            out.raw(id)
            extensions(out, 0, '1.2.3.4', false, '0500')
          }),
        ),
      ),
      null,
    ],
    [
      'a critical one',
      requestWith((out) =>
        out.sequence(() =>
          out.sequence(() => {
            out.raw(id)
            extensions(out, 0, '1.2.3.4', true, '0500')
          }),
        ),
      ),
      'malformedOcspRequest',
    ],
    [
      'an extension that is not understood',
      requestWith((out) => {
        list(out, id)
        extensions(out, 2, '1.2.3.4', false, '0500')
      }),
      null,
    ],
    [
      'a critical one of the request',
      requestWith((out) => {
        list(out, id)
        extensions(out, 2, '1.2.3.4', true, '0500')
      }),
      'malformedOcspRequest',
    ],
    [
      'a nonce of 1 octet',
      requestWith((out) => {
        list(out, id)
        extensions(out, 2, OID.ocspNonce, false, '040107')
      }),
      null,
    ],
    [
      'a critical nonce',
      requestWith((out) => {
        list(out, id)
        extensions(out, 2, OID.ocspNonce, true, '040107')
      }),
      null,
    ],
    [
      'a nonce of 128 octets',
      requestWith((out) => {
        list(out, id)
        extensions(out, 2, OID.ocspNonce, false, `048180${'07'.repeat(128)}`)
      }),
      null,
    ],
    [
      'a nonce of 129 octets',
      requestWith((out) => {
        list(out, id)
        extensions(out, 2, OID.ocspNonce, false, `048181${'07'.repeat(129)}`)
      }),
      'malformedExtension',
    ],
    [
      'an empty nonce',
      requestWith((out) => {
        list(out, id)
        extensions(out, 2, OID.ocspNonce, false, '0400')
      }),
      'malformedExtension',
    ],
    [
      'a nonce that is no OCTET STRING',
      requestWith((out) => {
        list(out, id)
        extensions(out, 2, OID.ocspNonce, false, '0707')
      }),
      'malformedDer',
    ],
    [
      'a hash by MD5',
      requestWith((out) => list(out, idWith('300A06082A864886F70D0205', 16))),
      'unsupportedAlgorithm',
    ],
    [
      'SHA-1 with other parameters',
      requestWith((out) => list(out, idWith('300A06052B0E03021A020101'))),
      'unsupportedAlgorithm',
    ],
    [
      'a hash of another length',
      requestWith((out) => list(out, idWith('300706052B0E03021A', 32))),
      'malformedDer',
    ],
    [
      'a negative serial number, which nobody has',
      requestWith((out) => list(out, idWith('300706052B0E03021A', 20, 'FF'))),
      null,
    ],
    [
      'as many as are allowed',
      requestWith((out) => list(out, ...Array<Uint8Array>(MAX_CERT_IDS).fill(id))),
      null,
    ],
    [
      'one more',
      requestWith((out) => list(out, ...Array<Uint8Array>(MAX_CERT_IDS + 1).fill(id))),
      'limitExceeded',
    ],
    ['more than 64 KiB', new Uint8Array(MAX_OCSP_REQUEST_OCTETS + 1).fill(0x30), 'limitExceeded'],
    ['64 KiB of nesting', new Uint8Array(MAX_OCSP_REQUEST_OCTETS).fill(0x30), 'malformedDer'],
    [
      '64 KiB of tagged nesting',
      new Uint8Array(MAX_OCSP_REQUEST_OCTETS).fill(0xa0),
      'malformedDer',
    ],
    ['nothing', new Uint8Array(0), 'malformedDer'],
    ['a certificate', root.certificate.der, 'malformedDer'],
  ])('%s', (_, der, code) => {
    expect(codeOf(der)).toBe(code)
  })

  test('64 KiB of well-formed nesting', () => {
    let nested: Uint8Array = new Uint8Array(0)
    while (nested.length < 10_000) {
      const inner = nested
      nested = encodeDer((der) => der.sequence(() => der.raw(inner)))
    }
    for (const der of [
      nested,
      requestWith((out) => {
        out.tagged(1, () => out.element(0xa4, nested))
        list(out, id)
      }),
    ]) {
      expect(codeOf(der)).toBe('malformedDer')
    }
  })

  test('building refuses what parsing refuses', () => {
    const one = certId()
    expect(() => buildOcspRequest({ certIds: [] })).toThrow(X509Error)
    expect(() => buildOcspRequest({ certIds: Array<CertId>(101).fill(one) })).toThrow(X509Error)
    expect(() => buildOcspRequest({ certIds: [one], nonce: new Uint8Array(129) })).toThrow(
      X509Error,
    )
  })

  test('every truncation, every flipped bit: a value or an X509Error', () => {
    const asked = certId()
    const der = buildOcspRequest({ certIds: [asked, certId('SHA-256')], nonce: new Uint8Array(32) })
    const count = assertHostileProof(der, parseOcspRequest, ({ requests }, octets) => {
      // Whatever is answered echoes octets that were sent.
      for (const { certIdDer } of requests)
        expect(Buffer.from(octets).includes(Buffer.from(certIdDer))).toBe(true)
    })
    expect(count.refused).toBeGreaterThan(der.length)
    expect(count.accepted).toBeGreaterThan(0)
  })

  test('random octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        expect(codeOf(octets)).not.toBeNull()
      }),
    )
  })

  test('what is parsed stays when the buffer is used again', () => {
    const asked = certId()
    const der = buildOcspRequest({ certIds: [asked] })
    const parsed = parseOcspRequest(der)
    der.fill(0)
    expect(equalBytes(parsed.requests[0]!.certIdDer, encodeCertId(asked))).toBe(true)
  })
})
