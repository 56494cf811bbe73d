import { encodeSignatureAlgorithm, parseSignatureAlgorithm } from './algorithms.ts'
import type { HashName, SignatureAlgorithm } from './algorithms.ts'
import { DerReader } from './der/reader.ts'
import { TAG, constructed } from './der/tag.ts'
import { encodeDer, joinDer } from './der/writer.ts'
import type { LintedRevocationListTbs, LintedTbs } from './lint/linted-tbs.ts'
import type { PublicKey } from './public-key.ts'
import { X509Error } from './x509-error.ts'

/** Hashing, passed in by whoever has cryptography. */
export type Hash = (name: HashName, data: Uint8Array) => Uint8Array

/** Verifying, passed in. ECDSA signatures are ECDSA-Sig-Value, DER (RFC 3279 §2.2.3). Must not throw. */
export type Verify = (
  algorithm: SignatureAlgorithm,
  key: PublicKey,
  data: Uint8Array,
  signature: Uint8Array,
) => boolean

/** The one seam behind which every private key hides. */
export interface Signer {
  readonly publicKey: PublicKey
  readonly algorithm: SignatureAlgorithm
  /** A signature over `data`; for ECDSA an ECDSA-Sig-Value, DER. */
  sign(data: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/**
 * Turns linted TBS octets into a certificate, DER; synchronous when the signer is.
 * @throws X509Error `algorithmMismatch` when the TBS names another algorithm than the signer's
 */
export function signCertificate(tbs: LintedTbs, signer: Signer): Uint8Array | Promise<Uint8Array> {
  assertAlgorithm('certificate', signatureFieldOf(tbs), signer)
  return signDer(tbs, signer)
}

/**
 * Turns linted TBS octets into a CRL, DER; synchronous when the signer is.
 * @throws X509Error `algorithmMismatch` when the TBS names another algorithm than the signer's
 */
export function signRevocationList(
  tbs: LintedRevocationListTbs,
  signer: Signer,
): Uint8Array | Promise<Uint8Array> {
  const fields = new DerReader(tbs).sequence()
  fields.integer()
  assertAlgorithm('list', fields.element(TAG.sequence), signer)
  return signDer(tbs, signer)
}

/**
 * SEQUENCE { the octets to be signed, signatureAlgorithm, signature }, the shape that all signed values share; `trailer` is
 * DER that follows the signature.
 */
export function signDer(
  tbs: Uint8Array,
  signer: Signer,
  trailer: Uint8Array = NOTHING,
): Uint8Array | Promise<Uint8Array> {
  const signature = signer.sign(tbs)
  return signature instanceof Uint8Array
    ? encodeSigned(tbs, signer.algorithm, signature, trailer)
    : signature.then((octets) => encodeSigned(tbs, signer.algorithm, octets, trailer))
}

const NOTHING = new Uint8Array(0)

function encodeSigned(
  tbs: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
  trailer: Uint8Array,
): Uint8Array {
  const bits = encodeDer((der) => der.bitString(signature))
  // A CRL has tens of megabytes: one allocation of the final size.
  return joinDer(TAG.sequence, [tbs, encodeSignatureAlgorithm(algorithm), bits, trailer])
}

function assertAlgorithm(what: 'certificate' | 'list', named: Uint8Array, signer: Signer): void {
  const algorithm = parseSignatureAlgorithm(named)
  if (algorithm === signer.algorithm) return
  throw new X509Error(
    'algorithmMismatch',
    `the ${what} names ${algorithm}, the key signs with ${signer.algorithm}`,
  )
}

/** The field `signature` of a TBSCertificate (RFC 5280 §4.1.2.3). */
function signatureFieldOf(tbs: Uint8Array): Uint8Array {
  const fields = new DerReader(tbs).sequence()
  if (fields.nextTag === constructed(0)) fields.element()
  fields.integer()
  return fields.element(TAG.sequence)
}
