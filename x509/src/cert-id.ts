import type { HashName } from './algorithms.ts'
import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { DerReader } from './der/reader.ts'
import { TAG } from './der/tag.ts'
import { encodeDer } from './der/writer.ts'
import { encodeHashAlgorithm, hashOctets, parseHashAlgorithm } from './hash-algorithm.ts'
import type { Hash } from './signer.ts'
import { X509Error } from './x509-error.ts'

/** By which OCSP names a certificate (RFC 6960 §4.1.1). */
export interface CertId {
  readonly hashAlgorithm: HashName
  /** Of the issuer's name, DER. */
  readonly issuerNameHash: Uint8Array
  /** Of the bits of the issuer's key. */
  readonly issuerKeyHash: Uint8Array
  /** Content octets, as they were asked for: a client may ask for a number that no certificate can have. */
  readonly serialNumber: Uint8Array
}

export interface IssuerHashes {
  readonly nameHash: Uint8Array
  readonly keyHash: Uint8Array
}

/** By which OCSP names an issuer: to be computed once per authority and hash. */
export function issuerHashes(issuer: Certificate, algorithm: HashName, hash: Hash): IssuerHashes {
  return {
    nameHash: hash(algorithm, issuer.subject.der),
    keyHash: hash(algorithm, issuer.publicKey.keyBits),
  }
}

export function certIdFor(
  certificate: Pick<Certificate, 'serialNumber'>,
  issuer: Certificate,
  hashAlgorithm: HashName,
  hash: Hash,
): CertId {
  const { nameHash, keyHash } = issuerHashes(issuer, hashAlgorithm, hash)
  return {
    hashAlgorithm,
    issuerNameHash: nameHash,
    issuerKeyHash: keyHash,
    serialNumber: certificate.serialNumber,
  }
}

/** Whether the identifier names a certificate of this issuer. */
export function isOfIssuer(certId: CertId, issuer: Certificate, hash: Hash): boolean {
  const { nameHash, keyHash } = issuerHashes(issuer, certId.hashAlgorithm, hash)
  return equalBytes(certId.issuerNameHash, nameHash) && equalBytes(certId.issuerKeyHash, keyHash)
}

/**
 *   CertID ::= SEQUENCE {
 *     hashAlgorithm AlgorithmIdentifier, issuerNameHash OCTET STRING, issuerKeyHash OCTET STRING, serialNumber INTEGER }
 */
export function encodeCertId(certId: CertId): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.raw(encodeHashAlgorithm(certId.hashAlgorithm))
      der.octetString(certId.issuerNameHash)
      der.octetString(certId.issuerKeyHash)
      der.integer(certId.serialNumber)
    }),
  )
}

/** @throws X509Error `malformedDer`, `unsupportedAlgorithm` for a hash that is not supported */
export function readCertId(der: Uint8Array): CertId {
  const fields = new DerReader(der).sequence()
  const hashAlgorithm = parseHashAlgorithm(fields.element(TAG.sequence))
  const issuerNameHash = fields.octetString()
  const issuerKeyHash = fields.octetString()
  const serialNumber = fields.integer()
  fields.finish()
  const octets = hashOctets(hashAlgorithm)
  if (issuerNameHash.length !== octets || issuerKeyHash.length !== octets) {
    throw new X509Error('malformedDer', `a hash by ${hashAlgorithm} does not have ${octets} octets`)
  }
  return { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }
}
