import { describe, expect, test } from 'vitest'
import { assertHostileProof } from './_hostile.ts'
import { KEY_KINDS, signed, signerOf, verify } from './_keys.ts'
import type { KeyKind } from './_keys.ts'
import { encodeSignatureAlgorithm } from './algorithms.ts'
import {
  buildCertificationRequest,
  parseCertificationRequest,
  verifyProofOfPossession,
} from './certification-request.ts'
import { encodeDer } from './der/writer.ts'
import type { DerWriter } from './der/writer.ts'
import type { GeneralName } from './general-name.ts'
import { nameFrom } from './name.ts'
import { OID } from './oids.ts'
import { X509Error } from './x509-error.ts'

const subject = nameFrom({ commonName: 'example.com', organization: 'Example' })
const subjectAltNames: readonly GeneralName[] = [
  { type: 'dns', value: 'example.com' },
  { type: 'ip', value: '192.0.2.1' },
]

function request(kind: KeyKind): Uint8Array {
  return signed(buildCertificationRequest({ subject, subjectAltNames, signer: signerOf(kind) }))
}

/** A request whose attributes are whatever `write` writes; not signed. */
function withAttributes(write: (der: DerWriter) => void, version = 0): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.sequence(() => {
        der.smallInteger(version)
        der.raw(subject.der)
        der.raw(signerOf('P-256').publicKey.spki)
        write(der)
      })
      der.raw(encodeSignatureAlgorithm('ecdsa-with-SHA256'))
      der.bitString(Uint8Array.of(1))
    }),
  )
}

function attribute(der: DerWriter, type: string, write: () => void): void {
  der.sequence(() => {
    der.objectIdentifier(type)
    der.nest(0x31, write)
  })
}

describe('RFC 2986 certification requests', () => {
  test.each(KEY_KINDS)('%s: what was asked for, and the proof that the key is held', (kind) => {
    const parsed = parseCertificationRequest(request(kind))
    const { publicKey, algorithm } = signerOf(kind)
    expect(parsed).toMatchObject({
      subject,
      publicKey,
      signatureAlgorithm: algorithm,
      decoded: { subjectAltName: subjectAltNames },
    })
    expect(verifyProofOfPossession(parsed, verify)).toBe(true)
    const other = { ...parsed, publicKey: signerOf(kind, 'other').publicKey }
    expect(verifyProofOfPossession(other, verify)).toBe(false)
    const foreign = {
      ...parsed,
      publicKey: signerOf(kind === 'Ed25519' ? 'P-256' : 'Ed25519').publicKey,
    }
    expect(verifyProofOfPossession(foreign, verify)).toBe(false)
  })

  test('no alternative names, no attribute', () => {
    const parsed = parseCertificationRequest(
      signed(buildCertificationRequest({ subject, signer: signerOf('P-256') })),
    )
    expect(parsed.attributes).toEqual([])
    expect(parsed.extensions).toEqual([])
  })

  test('attributes that are not understood are kept and do no harm', () => {
    const parsed = parseCertificationRequest(
      withAttributes((der) =>
        der.tagged(0, () => {
          attribute(der, '1.2.840.113549.1.9.7', () => der.text(0x0c, 'challenge'))
          attribute(der, '1.3.6.1.4.1.311.13.2.3', () => der.text(0x16, '10.0'))
        }),
      ),
    )
    expect(parsed.attributes.map(({ type }) => type)).toEqual([
      '1.2.840.113549.1.9.7',
      '1.3.6.1.4.1.311.13.2.3',
    ])
    expect(parsed.extensions).toEqual([])
  })

  test('attributes may be missing', () => {
    expect(parseCertificationRequest(withAttributes(() => {})).attributes).toEqual([])
  })

  const extensions = (der: DerWriter) => () =>
    der.sequence(() =>
      der.sequence(() => {
        der.objectIdentifier(OID.subjectAltName)
        der.octetString(Uint8Array.of(0x30, 3, 0x82, 1, 0x61))
      }),
    )
  test.each<[string, (der: DerWriter) => void]>([
    [
      'two lists of extensions',
      (der) =>
        der.tagged(0, () => {
          attribute(der, OID.extensionRequest, extensions(der))
          attribute(der, OID.extensionRequest, extensions(der))
        }),
    ],
    [
      'two values of extensions',
      (der) =>
        der.tagged(0, () =>
          attribute(der, OID.extensionRequest, () => {
            extensions(der)()
            extensions(der)()
          }),
        ),
    ],
    [
      'no value of extensions',
      (der) => der.tagged(0, () => attribute(der, OID.extensionRequest, () => {})),
    ],
    [
      'an empty list of extensions',
      (der) =>
        der.tagged(0, () => attribute(der, OID.extensionRequest, () => der.sequence(() => {}))),
    ],
    [
      'more attributes than anybody has',
      (der) =>
        der.tagged(0, () => {
          for (let i = 0; i < 65; i++) attribute(der, '1.2.3', () => der.null())
        }),
    ],
    ['another tag', (der) => der.tagged(1, () => {})],
  ])('refuses %s', (_, write) => {
    expect(() => parseCertificationRequest(withAttributes(write))).toThrow(X509Error)
  })

  test('refuses another version', () => {
    expect(() =>
      parseCertificationRequest(withAttributes((der) => der.tagged(0, () => {}), 1)),
    ).toThrow('the version is not 1')
  })
})

test.each(['P-256', 'RSA-2048'] as const)(
  'every truncation and flipped bit of a request (%s)',
  (kind) => {
    const der = request(kind)
    const { refused } = assertHostileProof(der, parseCertificationRequest, (value, mutated) => {
      if (Buffer.compare(value.der, mutated) !== 0) throw new Error('other octets than were given')
      let forged = false
      try {
        forged = verifyProofOfPossession(value, verify)
      } catch {
        // OpenSSL refuses the key itself: a point off the curve.
      }
      if (forged) throw new Error('a forgery verifies')
    })
    expect(refused).toBeGreaterThan(der.length)
  },
  240_000,
)
