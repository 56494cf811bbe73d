import { isAlgorithmOf, parseSignatureAlgorithm } from './algorithms.ts'
import type { SignatureAlgorithm } from './algorithms.ts'
import { equalBytes, ownBytes, withinLimit } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { DerReader } from './der/reader.ts'
import { TAG } from './der/tag.ts'
import type { Extension } from './extension.ts'
import type { IssuingDistributionPoint } from './extensions/issuing-distribution-point.ts'
import type { AuthorityKeyIdentifier } from './extensions/key-identifier.ts'
import type { Name } from './name.ts'
import { readRevokedCertificate, walkEntries } from './revoked-certificate.ts'
import type { RevokedCertificate } from './revoked-certificate.ts'
import type { SerialNumber } from './serial-number.ts'
import type { Verify } from './signer.ts'
import { LIST_EXTENSIONS, readTbsCertList } from './tbs-cert-list.ts'
import { X509Error } from './x509-error.ts'

/** A CRL (RFC 5280 §5). */
export interface RevocationList {
  readonly der: Uint8Array
  /** TBSCertList: the octets that are signed. */
  readonly tbs: Uint8Array
  readonly issuer: Name
  readonly thisUpdate: Date
  readonly nextUpdate?: Date
  readonly number?: bigint
  readonly authorityKeyIdentifier?: AuthorityKeyIdentifier
  /** Of a partition: which certificates the list speaks of at all. */
  readonly distributionPoint?: IssuingDistributionPoint
  /** Read one by one while they are walked through, any number of times; a malformed one throws an X509Error there. */
  readonly entries: Iterable<RevokedCertificate>
  /** The entries as octets, one after the other. */
  readonly encodedEntries: Uint8Array
  readonly extensions: readonly Extension[]
  readonly signatureAlgorithm: SignatureAlgorithm
  readonly signature: Uint8Array
}

/** Five million entries of the usual size. */
const MAX_LIST_OCTETS = 268_435_456

export interface ParseListOptions {
  /** The octets belong to the caller, who never changes them: they are not copied. A list may have tens of megabytes. */
  readonly unchanging?: boolean
}

/**
 *   CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
 *
 * The signature is not verified here: see verifyRevocationList.
 * @throws X509Error for whatever is not a list of supported algorithms
 */
export function parseRevocationList(
  der: Uint8Array,
  { unchanging = false }: ParseListOptions = {},
): RevocationList {
  const own = unchanging ? withinLimit(der, MAX_LIST_OCTETS) : ownBytes(der, MAX_LIST_OCTETS)
  const outer = new DerReader(own)
  const fields = outer.sequence()
  outer.finish()
  const tbs = fields.element(TAG.sequence)
  const algorithm = fields.element(TAG.sequence)
  const signature = fields.bitString()
  fields.finish()
  const list = readTbsCertList(tbs)
  // RFC 5280 §5.1.1.2: the two fields must be the same.
  if (!equalBytes(algorithm, list.signature)) {
    throw new X509Error(
      'malformedRevocationList',
      'the signature algorithm differs from the one that is signed (RFC 5280 §5.1.1.2)',
    )
  }
  const encodedEntries = list.encodedEntries ?? new Uint8Array(0)
  return {
    der: own,
    tbs,
    issuer: list.issuer,
    thisUpdate: list.thisUpdate.value,
    ...(list.nextUpdate && { nextUpdate: list.nextUpdate.value }),
    ...list.decoded,
    entries: { [Symbol.iterator]: () => readEntries(encodedEntries) },
    encodedEntries,
    extensions: list.extensions,
    signatureAlgorithm: parseSignatureAlgorithm(algorithm),
    signature,
  }
}

/**
 * The entry of a serial number, or null.
 * @throws X509Error `malformedDer` for an entry on the way that is none
 */
export function findRevoked(
  list: RevocationList,
  serialNumber: SerialNumber,
): RevokedCertificate | null {
  const { encodedEntries: entries } = list
  const size = serialNumber.length
  let found: number | null = null
  walkEntries(entries, (entry, serial, serialEnd) => {
    if (serialEnd - serial !== size) return true
    for (let i = 0; i < size; i++) if (entries[serial + i] !== serialNumber[i]) return true
    found = entry
    return false
  })
  return found === null ? null : readRevokedCertificate(new DerReader(entries, found))
}

/**
 * Whether the list is one that this authority signed for its own certificates, and of which everything is understood
 * (RFC 5280 §6.3.3 (b), (f), (g)). Dates are the caller's to compare, and so is, for a partition, whether its distribution
 * point is the one that the certificate names. Names must agree octet for octet, which is stricter than §7.1.
 */
export function verifyRevocationList(
  list: RevocationList,
  issuer: Certificate,
  verify: Verify,
): boolean {
  const { keyUsage, subjectKeyIdentifier } = issuer.decoded
  if (!equalBytes(list.issuer.der, issuer.subject.der)) return false
  if (keyUsage !== undefined && !keyUsage.includes('cRLSign')) return false
  // RFC 5280 §5.2: a list with a critical extension that is not understood must not be used.
  if (list.extensions.some(({ oid, critical }) => critical && !LIST_EXTENSIONS.has(oid)))
    return false
  if (list.distributionPoint?.indirectCrl === true) return false
  const named = list.authorityKeyIdentifier?.keyIdentifier
  if (named && subjectKeyIdentifier && !equalBytes(named, subjectKeyIdentifier)) return false
  return (
    isAlgorithmOf(list.signatureAlgorithm, issuer.publicKey) &&
    verify(list.signatureAlgorithm, issuer.publicKey, list.tbs, list.signature)
  )
}

function* readEntries(entries: Uint8Array): Generator<RevokedCertificate, void, undefined> {
  const reader = new DerReader(entries)
  while (!reader.atEnd) yield readRevokedCertificate(reader)
}
