import { encodeSignatureAlgorithm, signatureAlgorithmFor } from './algorithms.ts'
import type { Certificate } from './certificate.ts'
import { TAG } from './der/tag.ts'
import { DerWriter, encodeDer } from './der/writer.ts'
import { writeExtension } from './extension.ts'
import { encodeAlternativeName } from './extensions/alternative-name.ts'
import { encodeAuthorityInfoAccess } from './extensions/authority-info-access.ts'
import { encodeBasicConstraints } from './extensions/basic-constraints.ts'
import { encodeDistributionPoint } from './extensions/distribution-point.ts'
import { encodeExtendedKeyUsage } from './extensions/extended-key-usage.ts'
import type { ExtendedKeyUsage } from './extensions/extended-key-usage.ts'
import {
  encodeAuthorityKeyIdentifier,
  encodeSubjectKeyIdentifier,
  keyIdentifierOf,
} from './extensions/key-identifier.ts'
import { encodeKeyUsage } from './extensions/key-usage.ts'
import type { KeyUsage } from './extensions/key-usage.ts'
import type { GeneralName } from './general-name.ts'
import type { Name } from './name.ts'
import { OID } from './oids.ts'
import type { PublicKey } from './public-key.ts'
import type { SerialNumber } from './serial-number.ts'
import type { Hash } from './signer.ts'
import { X509Error } from './x509-error.ts'

/** What every certificate of one issuer has in common, encoded once. */
export interface IssuerTemplate {
  /** AlgorithmIdentifier of the issuer's signatures, DER. */
  readonly signature: Uint8Array
  /** The subject of the issuer's certificate, octet for octet (RFC 5280 §4.1.2.4). */
  readonly issuer: Uint8Array
  /** authorityKeyIdentifier, cRLDistributionPoints, authorityInfoAccess: Extension values, DER. */
  readonly extensions: Uint8Array
}

export interface IssuerParameters {
  /** The certificate of the authority that will sign. */
  readonly certificate: Certificate
  readonly crlUrls?: readonly string[]
  readonly ocspUrls?: readonly string[]
  readonly caIssuersUrls?: readonly string[]
}

export interface SubjectParameters {
  readonly serialNumber: SerialNumber
  readonly subject: Name
  /** Whole seconds. */
  readonly notBefore: Date
  /** Whole seconds; the last second of the validity, which includes it (RFC 5280 §4.1.2.5). */
  readonly notAfter: Date
  readonly publicKey: PublicKey
  /** Of a key that was certified before; otherwise it follows from the key (RFC 7093 §2). */
  readonly subjectKeyIdentifier?: Uint8Array
}

export interface LeafParameters extends SubjectParameters {
  readonly subjectAltNames: readonly GeneralName[]
  /** Default: digitalSignature, with RSA also keyEncipherment. */
  readonly keyUsage?: readonly KeyUsage[]
  /** Default: serverAuth, clientAuth. */
  readonly extendedKeyUsage?: readonly ExtendedKeyUsage[]
}

export interface AuthorityParameters extends SubjectParameters {
  /** How many authorities may stand below; null is no limit. */
  readonly pathLength: number | null
}

const VERSION_3 = encodeDer((der) => der.tagged(0, () => der.smallInteger(2)))

const LEAF_BASIC_CONSTRAINTS = extension(
  OID.basicConstraints,
  true,
  encodeBasicConstraints({ ca: false, pathLength: null }),
)
const AUTHORITY_KEY_USAGE = extension(
  OID.keyUsage,
  true,
  encodeKeyUsage(['keyCertSign', 'cRLSign']),
)
const SIGNING_KEY_USAGE = extension(OID.keyUsage, true, encodeKeyUsage(['digitalSignature']))
const RSA_KEY_USAGE = extension(
  OID.keyUsage,
  true,
  encodeKeyUsage(['digitalSignature', 'keyEncipherment']),
)
const TLS_PURPOSES = extension(
  OID.extendedKeyUsage,
  false,
  encodeExtendedKeyUsage(['serverAuth', 'clientAuth']),
)

/** RFC 6960 §4.2.2.2, §4.2.2.2.1: it signs answers and nothing else, and for its short life nobody asks after it. */
const RESPONDER_EXTENSIONS = encodeDer((der) => {
  der.raw(SIGNING_KEY_USAGE)
  der.raw(extension(OID.extendedKeyUsage, false, encodeExtendedKeyUsage(['ocspSigning'])))
  der.raw(extension(OID.ocspNoCheck, false, Uint8Array.of(TAG.null, 0)))
})

/** The extension up to its extnValue, which holds an OCTET STRING of 20 octets in the end. */
const SUBJECT_KEY_IDENTIFIER_20 = extension(
  OID.subjectKeyIdentifier,
  false,
  encodeSubjectKeyIdentifier(new Uint8Array(20)),
).subarray(0, -20)

/**
 * Encodes once what all certificates of an issuer share.
 * @throws X509Error `invalidIssuer` where the certificate has no subject key identifier or is of no authority
 */
export function prepareIssuer(parameters: IssuerParameters): IssuerTemplate {
  const { certificate, crlUrls = [], ocspUrls = [], caIssuersUrls = [] } = parameters
  const { basicConstraints, subjectKeyIdentifier } = certificate.decoded
  if (basicConstraints?.ca !== true) {
    throw new X509Error(
      'invalidIssuer',
      "the issuer's certificate is not one of an authority (RFC 5280 §4.2.1.9)",
    )
  }
  if (subjectKeyIdentifier === undefined) {
    throw new X509Error(
      'invalidIssuer',
      "the issuer's certificate has no subject key identifier (RFC 5280 §4.2.1.2)",
    )
  }
  const extensions = encodeDer((der) => {
    der.raw(
      extension(
        OID.authorityKeyIdentifier,
        false,
        encodeAuthorityKeyIdentifier(subjectKeyIdentifier),
      ),
    )
    if (crlUrls.length > 0) {
      der.raw(extension(OID.cRLDistributionPoints, false, encodeDistributionPoint(crlUrls)))
    }
    if (ocspUrls.length + caIssuersUrls.length > 0) {
      der.raw(
        extension(
          OID.authorityInfoAccess,
          false,
          encodeAuthorityInfoAccess(ocspUrls, caIssuersUrls),
        ),
      )
    }
  })
  return {
    signature: encodeSignatureAlgorithm(signatureAlgorithmFor(certificate.publicKey)),
    issuer: certificate.subject.der,
    extensions,
  }
}

/**
 * TBSCertificate of an end entity, DER, still to be linted.
 * @throws X509Error where a value cannot be encoded
 */
export function buildLeafTbs(
  template: IssuerTemplate,
  leaf: LeafParameters,
  hash: Hash,
): Uint8Array {
  const { keyUsage, extendedKeyUsage, subjectAltNames, publicKey } = leaf
  return writeTbs(template, leaf, hash, (der) => {
    der.raw(LEAF_BASIC_CONSTRAINTS)
    if (keyUsage) der.raw(extension(OID.keyUsage, true, encodeKeyUsage(keyUsage)))
    else der.raw(publicKey.family === 'rsa' ? RSA_KEY_USAGE : SIGNING_KEY_USAGE)
    if (!extendedKeyUsage) der.raw(TLS_PURPOSES)
    else if (extendedKeyUsage.length > 0) {
      der.raw(extension(OID.extendedKeyUsage, false, encodeExtendedKeyUsage(extendedKeyUsage)))
    }
    if (subjectAltNames.length === 0) return
    // RFC 5280 §4.2.1.6: critical exactly when the subject is empty; derived, so that nobody can pass it wrongly.
    const critical = leaf.subject.rdns.length === 0
    writeExtension(der, {
      oid: OID.subjectAltName,
      critical,
      value: encodeAlternativeName(subjectAltNames),
    })
  })
}

/** TBSCertificate of a self-signed authority, DER, still to be linted. */
export function buildRootTbs(root: AuthorityParameters, hash: Hash): Uint8Array {
  const identifier = root.subjectKeyIdentifier ?? keyIdentifierOf(root.publicKey, hash)
  const template: IssuerTemplate = {
    signature: encodeSignatureAlgorithm(signatureAlgorithmFor(root.publicKey)),
    issuer: root.subject.der,
    extensions: extension(
      OID.authorityKeyIdentifier,
      false,
      encodeAuthorityKeyIdentifier(identifier),
    ),
  }
  return buildAuthorityTbs(template, { ...root, subjectKeyIdentifier: identifier }, hash)
}

/** TBSCertificate of an authority below another, DER, still to be linted. */
export function buildAuthorityTbs(
  template: IssuerTemplate,
  authority: AuthorityParameters,
  hash: Hash,
): Uint8Array {
  const constraints = encodeBasicConstraints({ ca: true, pathLength: authority.pathLength })
  return writeTbs(template, authority, hash, (der) => {
    der.raw(extension(OID.basicConstraints, true, constraints))
    der.raw(AUTHORITY_KEY_USAGE)
  })
}

/** TBSCertificate of a delegated OCSP responder of the issuer, DER, still to be linted; it names no addresses. */
export function buildResponderTbs(
  issuer: Certificate,
  responder: SubjectParameters,
  hash: Hash,
): Uint8Array {
  return writeTbs(prepareIssuer({ certificate: issuer }), responder, hash, (der) =>
    der.raw(RESPONDER_EXTENSIONS),
  )
}

function writeTbs(
  template: IssuerTemplate,
  subject: SubjectParameters,
  hash: Hash,
  writeOwnExtensions: (der: DerWriter) => void,
): Uint8Array {
  const identifier = subject.subjectKeyIdentifier ?? keyIdentifierOf(subject.publicKey, hash)
  const der = new DerWriter()
  der.sequence(() => {
    der.raw(VERSION_3)
    der.integer(subject.serialNumber)
    der.raw(template.signature)
    der.raw(template.issuer)
    der.sequence(() => {
      der.time(subject.notBefore)
      der.time(subject.notAfter)
    })
    der.raw(subject.subject.der)
    der.raw(subject.publicKey.spki)
    der.tagged(3, () =>
      der.sequence(() => {
        writeOwnExtensions(der)
        writeSubjectKeyIdentifier(der, identifier)
        der.raw(template.extensions)
      }),
    )
  })
  return der.finish()
}

function writeSubjectKeyIdentifier(der: DerWriter, identifier: Uint8Array): void {
  if (identifier.length === 20) {
    der.raw(SUBJECT_KEY_IDENTIFIER_20)
    der.raw(identifier)
    return
  }
  der.raw(extension(OID.subjectKeyIdentifier, false, encodeSubjectKeyIdentifier(identifier)))
}

function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return encodeDer((der) => writeExtension(der, { oid, critical, value }))
}
