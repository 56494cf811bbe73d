import { encodeHex, ownBytes } from './bytes.ts'
import { DerReader } from './der/reader.ts'
import { OID } from './oids.ts'
import { X509Error } from './x509-error.ts'

export type Curve = 'P-256' | 'P-384' | 'P-521'

interface KeyBytes {
  /** The whole SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  /** The content of its BIT STRING without the octet of unused bits: what key identifiers hash. */
  readonly keyBits: Uint8Array
}

export interface RsaPublicKey extends KeyBytes {
  readonly family: 'rsa'
  /** Big-endian, minimal, unsigned. */
  readonly modulus: Uint8Array
  readonly exponent: Uint8Array
  readonly bits: number
}

export interface EcPublicKey extends KeyBytes {
  readonly family: 'ec'
  readonly curve: Curve
  /** Uncompressed: 04, x, y. Whether it lies on the curve is for the cryptography to say. */
  readonly point: Uint8Array
}

export interface Ed25519PublicKey extends KeyBytes {
  readonly family: 'ed25519'
  readonly key: Uint8Array
}

export type PublicKey = RsaPublicKey | EcPublicKey | Ed25519PublicKey

const MAX_SPKI_OCTETS = 4096
const MAX_RSA_BITS = 8192
/** FIPS 186-5 §5.4 asks for e < 2^256. */
const MAX_RSA_EXPONENT_OCTETS = 32

/** Octets of one coordinate (RFC 5480 §2.2). */
const COORDINATE = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const satisfies Record<
  Curve,
  number
>

const CURVES: ReadonlyMap<string, Curve> = new Map([
  [OID.secp256r1, 'P-256'],
  [OID.secp384r1, 'P-384'],
  [OID.secp521r1, 'P-521'],
])

/**
 * A SubjectPublicKeyInfo of a key that this package understands. Whether a key is good enough (RSA sizes below 2048,
 * exponents, points on the curve) is left to policy; only what nobody should compute with is refused here.
 *
 *   SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
 *
 * @throws X509Error `malformedDer`, `unsupportedAlgorithm`
 */
export function parsePublicKey(spki: Uint8Array): PublicKey {
  return readPublicKey(ownBytes(spki, MAX_SPKI_OCTETS))
}

/** As parsePublicKey, on octets that belong to the value being parsed. */
export function readPublicKey(spki: Uint8Array): PublicKey {
  const outer = new DerReader(spki)
  const info = outer.sequence()
  outer.finish()
  const algorithm = info.sequence()
  const keyBits = info.bitString()
  info.finish()
  const oid = algorithm.objectIdentifier()
  switch (oid) {
    case OID.ecPublicKey:
      return readEcKey(spki, keyBits, algorithm)
    case OID.rsaEncryption:
      return readRsaKey(spki, keyBits, algorithm)
    case OID.ed25519:
      algorithm.finish() // RFC 8410 §3: the parameters must be absent
      if (keyBits.length !== 32) {
        throw new X509Error('malformedDer', `an Ed25519 key has ${keyBits.length} octets, not 32`)
      }
      return { family: 'ed25519', spki, keyBits, key: keyBits }
    default:
      throw new X509Error('unsupportedAlgorithm', `public keys of type ${oid} are not supported`)
  }
}

function readEcKey(spki: Uint8Array, keyBits: Uint8Array, algorithm: DerReader): EcPublicKey {
  // RFC 5480 §2.1.1: named curves only; specifiedCurve and implicitCurve must not be used.
  const named = algorithm.objectIdentifier()
  algorithm.finish()
  const curve = CURVES.get(named)
  if (curve === undefined) {
    throw new X509Error('unsupportedAlgorithm', `the curve ${named} is not supported`)
  }
  if (keyBits[0] !== 4 || keyBits.length !== 1 + 2 * COORDINATE[curve]) {
    const found = encodeHex(keyBits.subarray(0, 1))
    throw new X509Error(
      'unsupportedAlgorithm',
      `a ${curve} point must be uncompressed, ${1 + 2 * COORDINATE[curve]} octets from 04, not ${keyBits.length} from ${found}`,
    )
  }
  return { family: 'ec', spki, keyBits, curve, point: keyBits }
}

function readRsaKey(spki: Uint8Array, keyBits: Uint8Array, algorithm: DerReader): RsaPublicKey {
  algorithm.null() // RFC 3279 §2.3.1: the parameters must be NULL
  algorithm.finish()
  // RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
  const outer = new DerReader(keyBits)
  const key = outer.sequence()
  outer.finish()
  const modulus = key.unsignedInteger()
  const exponent = key.unsignedInteger()
  key.finish()
  const bits = 8 * modulus.length - Math.clz32(modulus[0]!) + 24
  if (bits > MAX_RSA_BITS) {
    throw new X509Error('unsupportedAlgorithm', `RSA keys of ${bits} bits > ${MAX_RSA_BITS} bits`)
  }
  if (exponent.length > MAX_RSA_EXPONENT_OCTETS) {
    throw new X509Error('unsupportedAlgorithm', 'an RSA exponent is 2^256 or larger')
  }
  if (modulus[0] === 0 || exponent[0] === 0) {
    throw new X509Error('malformedDer', 'an RSA modulus or exponent is zero')
  }
  return { family: 'rsa', spki, keyBits, modulus, exponent, bits }
}
