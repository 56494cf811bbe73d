import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { KEY_KINDS, signerOf } from './_keys.ts'
import {
  encodeSignatureAlgorithm,
  isAlgorithmOf,
  keyAlgorithmName,
  parseSignatureAlgorithm,
  signatureAlgorithmFor,
  signatureHash,
} from './algorithms.ts'
import { parseHex } from './bytes.ts'
import { encodeDer } from './der/writer.ts'
import { OID } from './oids.ts'
import { parsePublicKey } from './public-key.ts'
import { X509Error } from './x509-error.ts'

function spki(algorithm: string, parameters: string, key: Uint8Array): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.sequence(() => {
        der.objectIdentifier(algorithm)
        if (parameters === 'null') der.null()
        else if (parameters !== 'absent') der.objectIdentifier(parameters)
      })
      der.bitString(key)
    }),
  )
}

function rsa(modulus: Uint8Array, exponent: Uint8Array): Uint8Array {
  const key = encodeDer((der) =>
    der.sequence(() => {
      der.unsignedInteger(modulus)
      der.unsignedInteger(exponent)
    }),
  )
  return spki(OID.rsaEncryption, 'null', key)
}

describe('keys follow one table', () => {
  test.each([
    ['P-256', 'ECDSA-P256', 'ecdsa-with-SHA256', 'SHA-256'],
    ['P-384', 'ECDSA-P384', 'ecdsa-with-SHA384', 'SHA-384'],
    ['P-521', 'ECDSA-P521', 'ecdsa-with-SHA512', 'SHA-512'],
    ['RSA-2048', 'RSA-2048', 'sha256WithRSAEncryption', 'SHA-256'],
    ['RSA-3072', 'RSA-3072', 'sha256WithRSAEncryption', 'SHA-256'],
    ['Ed25519', 'Ed25519', 'Ed25519', null],
  ] as const)('%s', (kind, name, algorithm, hash) => {
    const { publicKey } = signerOf(kind)
    expect(keyAlgorithmName(publicKey)).toBe(name)
    expect(signatureAlgorithmFor(publicKey)).toBe(algorithm)
    expect(signatureHash(algorithm)).toBe(hash)
    expect(parseSignatureAlgorithm(encodeSignatureAlgorithm(algorithm))).toBe(algorithm)
    expect(
      KEY_KINDS.filter((other) => isAlgorithmOf(algorithm, signerOf(other).publicKey)),
    ).toContain(kind)
  })

  test('RFC 4055 §5: RSA parameters may be absent where they are read, others never wrong', () => {
    const absent = encodeDer((der) =>
      der.sequence(() => der.objectIdentifier(OID.sha256WithRSAEncryption)),
    )
    expect(parseSignatureAlgorithm(absent)).toBe('sha256WithRSAEncryption')
    const extra = encodeDer((der) =>
      der.sequence(() => {
        der.objectIdentifier(OID.ecdsaWithSHA256)
        der.null()
      }),
    )
    expect(() => parseSignatureAlgorithm(extra)).toThrow('does not have these parameters')
    const sha1 = encodeDer((der) =>
      der.sequence(() => der.objectIdentifier('1.2.840.113549.1.1.5')),
    )
    expect(() => parseSignatureAlgorithm(sha1)).toThrow('signatures of type 1.2.840.113549.1.1.5')
  })
})

describe('SubjectPublicKeyInfo', () => {
  test('the fields of RSA keys', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = publicKey.export({ format: 'jwk' })
    const key = parsePublicKey(publicKey.export({ type: 'spki', format: 'der' }))
    if (key.family !== 'rsa') throw new Error(key.family)
    expect(Buffer.from(key.modulus).toString('base64url')).toBe(jwk.n)
    expect(Buffer.from(key.exponent).toString('base64url')).toBe(jwk.e)
    expect(key.bits).toBe(2048)
  })

  test('sizes between multiples of eight', () => {
    for (const [first, bits] of [
      [0x01, 2041],
      [0x02, 2042],
      [0x7f, 2047],
      [0x80, 2048],
    ] as const) {
      const modulus = new Uint8Array(256).fill(0xff)
      modulus[0] = first
      expect(parsePublicKey(rsa(modulus, Uint8Array.of(1, 0, 1)))).toMatchObject({ bits })
    }
  })

  test('the largest RSA key', () => {
    const exponent = new Uint8Array(32).fill(0xff)
    const key = parsePublicKey(rsa(new Uint8Array(1024).fill(0xff), exponent))
    expect(key).toMatchObject({ bits: 8192, exponent })
  })

  test('the caller keeps its buffer', () => {
    const der = Uint8Array.from(signerOf('Ed25519').publicKey.spki)
    const key = parsePublicKey(der)
    der.fill(0)
    expect(key).toEqual(signerOf('Ed25519').publicKey)
  })

  const point = (octets: number, first = 4): Uint8Array =>
    new Uint8Array(octets).fill(1).fill(first, 0, 1)
  test.each([
    ['an EC key without a curve', spki(OID.ecPublicKey, 'absent', point(65))],
    ['a curve nobody asked for', spki(OID.ecPublicKey, '1.3.132.0.10', point(65))],
    ['a compressed point', spki(OID.ecPublicKey, OID.secp256r1, point(33, 2))],
    ['a hybrid point', spki(OID.ecPublicKey, OID.secp256r1, point(65, 6))],
    ['a point of another curve', spki(OID.ecPublicKey, OID.secp384r1, point(65))],
    ['the point at infinity', spki(OID.ecPublicKey, OID.secp256r1, Uint8Array.of(0))],
    ['an empty point', spki(OID.ecPublicKey, OID.secp256r1, new Uint8Array(0))],
    ['Ed25519 with parameters', spki(OID.ed25519, 'null', new Uint8Array(32))],
    ['a short Ed25519 key', spki(OID.ed25519, 'absent', new Uint8Array(31))],
    ['RSA without NULL', spki(OID.rsaEncryption, 'absent', new Uint8Array(4))],
    ['RSA that is no sequence', spki(OID.rsaEncryption, 'null', Uint8Array.of(1, 2, 3))],
    ['RSA of 16384 bits', rsa(new Uint8Array(2048).fill(255), Uint8Array.of(1, 0, 1))],
    ['a huge exponent', rsa(new Uint8Array(256).fill(255), new Uint8Array(33).fill(255))],
    ['a zero modulus', rsa(Uint8Array.of(0), Uint8Array.of(3))],
    ['a zero exponent', rsa(new Uint8Array(256).fill(255), Uint8Array.of(0))],
    ['a key of another kind', spki('1.3.101.113', 'absent', new Uint8Array(57))],
    ['trailing octets', Uint8Array.of(...signerOf('P-256').publicKey.spki, 0)],
    ['nothing', new Uint8Array(0)],
    ['too much', new Uint8Array(5000)],
    ['garbage', parseHex('30030500FF')!],
  ])('refuses %s', (_, der) => expect(() => parsePublicKey(der)).toThrow(X509Error))
})
