import { encodeSignatureAlgorithm, signatureAlgorithmFor } from './algorithms.ts'
import type { Certificate } from './certificate.ts'
import { TAG } from './der/tag.ts'
import { encodeTime } from './der/time.ts'
import { encodeDer, encodeHeader, joinDer, octetsOf } from './der/writer.ts'
import { writeExtension } from './extension.ts'
import { encodeCrlNumber } from './extensions/crl-number.ts'
import { encodeIssuingDistributionPoint } from './extensions/issuing-distribution-point.ts'
import type { PartitionParameters } from './extensions/issuing-distribution-point.ts'
import { encodeAuthorityKeyIdentifier } from './extensions/key-identifier.ts'
import { OID } from './oids.ts'
import { X509Error } from './x509-error.ts'

export interface RevocationListParameters {
  /** The certificate of the authority whose list it is, and which will sign. */
  readonly issuer: Certificate
  /** Whole seconds. */
  readonly thisUpdate: Date
  /** Whole seconds. */
  readonly nextUpdate: Date
  /** Grows from list to list; at most 20 octets (RFC 5280 §5.2.3). */
  readonly number: bigint
  /** What encodeRevokedCertificate gave, in any order; each may be many of them, one after the other. */
  readonly entries: readonly Uint8Array[]
  /** Of a partition; a full list has none. */
  readonly distributionPoint?: PartitionParameters
}

const VERSION_2 = encodeDer((der) => der.smallInteger(1))

/**
 * TBSCertList of version 2, DER, still to be linted. The entries are copied once, into the octets that are returned: a list of
 * a million costs its own size.
 * @throws X509Error `invalidIssuer` where the issuer has no subject key identifier, `invalidTime`, `malformedExtension`
 */
export function buildRevocationListTbs(parameters: RevocationListParameters): Uint8Array {
  const { issuer, thisUpdate, nextUpdate, entries } = parameters
  const extensions = encodeExtensions(parameters)
  const before = [
    VERSION_2,
    encodeSignatureAlgorithm(signatureAlgorithmFor(issuer.publicKey)),
    // RFC 5280 §5.1.2.3: the issuer's name, octet for octet as in its certificate.
    issuer.subject.der,
    encodeTime(thisUpdate),
    encodeTime(nextUpdate),
  ]
  const entryOctets = octetsOf(entries)
  // RFC 5280 §5.1.2.6: without revoked certificates the list of them must be absent.
  if (entryOctets > 0) before.push(encodeHeader(TAG.sequence, entryOctets))
  const size = octetsOf(before) + entryOctets + extensions.length
  // A million entries are walked through once here and once in joinDer.
  return joinDer(TAG.sequence, [...before, ...entries, extensions], size)
}

/** AuthorityKeyIdentifier, CRLNumber and, critical, IssuingDistributionPoint (RFC 5280 §5.2.1, §5.2.3, §5.2.5). */
function encodeExtensions(parameters: RevocationListParameters): Uint8Array {
  const { issuer, number, distributionPoint } = parameters
  const { subjectKeyIdentifier } = issuer.decoded
  if (subjectKeyIdentifier === undefined) {
    throw new X509Error(
      'invalidIssuer',
      "the issuer's certificate has no subject key identifier (RFC 5280 §4.2.1.2)",
    )
  }
  return encodeDer((der) =>
    der.tagged(0, () =>
      der.sequence(() => {
        writeExtension(der, {
          oid: OID.authorityKeyIdentifier,
          critical: false,
          value: encodeAuthorityKeyIdentifier(subjectKeyIdentifier),
        })
        writeExtension(der, {
          oid: OID.cRLNumber,
          critical: false,
          value: encodeCrlNumber(number),
        })
        if (distributionPoint === undefined) return
        writeExtension(der, {
          oid: OID.issuingDistributionPoint,
          critical: true,
          value: encodeIssuingDistributionPoint(distributionPoint),
        })
      }),
    ),
  )
}
