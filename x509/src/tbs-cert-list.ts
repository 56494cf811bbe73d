import { DerReader } from './der/reader.ts'
import { TAG, constructed } from './der/tag.ts'
import { readExtensions } from './extension.ts'
import type { Extension } from './extension.ts'
import { readCrlNumber } from './extensions/crl-number.ts'
import { readIssuingDistributionPoint } from './extensions/issuing-distribution-point.ts'
import type { IssuingDistributionPoint } from './extensions/issuing-distribution-point.ts'
import { readAuthorityKeyIdentifier } from './extensions/key-identifier.ts'
import type { AuthorityKeyIdentifier } from './extensions/key-identifier.ts'
import { readName } from './name.ts'
import type { Name } from './name.ts'
import { OID } from './oids.ts'
import type { Time } from './tbs-certificate.ts'
import { X509Error } from './x509-error.ts'

/** A TBSCertList as it was read; the entries are left as octets. */
export interface TbsCertList {
  readonly version: 1 | 2
  /** AlgorithmIdentifier, DER. */
  readonly signature: Uint8Array
  readonly issuer: Name
  readonly thisUpdate: Time
  readonly nextUpdate?: Time
  /** The content of revokedCertificates; absent when the field is. */
  readonly encodedEntries?: Uint8Array
  readonly extensions: readonly Extension[]
  readonly decoded: ListExtensions
}

/** What the extensions of a list say; a member is absent when its extension is. */
export interface ListExtensions {
  readonly authorityKeyIdentifier?: AuthorityKeyIdentifier
  readonly number?: bigint
  readonly distributionPoint?: IssuingDistributionPoint
}

/**
 *   TBSCertList ::= SEQUENCE {
 *     version INTEGER OPTIONAL, signature AlgorithmIdentifier, issuer Name, thisUpdate Time, nextUpdate Time OPTIONAL,
 *     revokedCertificates SEQUENCE OF SEQUENCE { … } OPTIONAL, crlExtensions [0] EXPLICIT Extensions OPTIONAL }
 *
 * @throws X509Error (RFC 5280 §5.1.2)
 */
export function readTbsCertList(tbs: Uint8Array): TbsCertList {
  const outer = new DerReader(tbs)
  const fields = outer.sequence()
  outer.finish()
  const version = fields.nextTag === TAG.integer ? readVersion(fields) : 1
  const signature = fields.element(TAG.sequence)
  const issuer = readName(fields.element(TAG.sequence))
  const thisUpdate = { tag: fields.nextTag, value: fields.time() }
  const hasNextUpdate = fields.nextTag === TAG.utcTime || fields.nextTag === TAG.generalizedTime
  const nextUpdate = hasNextUpdate ? { tag: fields.nextTag, value: fields.time() } : undefined
  const encodedEntries = fields.nextTag === TAG.sequence ? fields.content(TAG.sequence) : undefined
  const extensions =
    fields.nextTag === constructed(0) ? readTagged(fields.enter(constructed(0))) : []
  fields.finish()
  // RFC 5280 §5.1.2.1: extensions only in version 2.
  if (version === 1 && extensions.length > 0) {
    throw new X509Error('malformedRevocationList', 'a list of version 1 has extensions')
  }
  return {
    version,
    signature,
    issuer,
    thisUpdate,
    ...(nextUpdate && { nextUpdate }),
    ...(encodedEntries && { encodedEntries }),
    extensions,
    decoded: decodeListExtensions(extensions),
  }
}

/** Extensions of lists that are understood, so that they may be critical (RFC 5280 §5.2). */
export const LIST_EXTENSIONS: ReadonlySet<string> = new Set([
  OID.authorityKeyIdentifier,
  OID.cRLNumber,
  OID.issuingDistributionPoint,
])

function decodeListExtensions(list: readonly Extension[]): ListExtensions {
  const read = <T>(oid: string, from: (reader: DerReader) => T): T | undefined => {
    const extension = list.find((each) => each.oid === oid)
    if (extension === undefined) return undefined
    const reader = new DerReader(extension.value)
    const value = from(reader)
    reader.finish()
    return value
  }
  const authorityKeyIdentifier = read(OID.authorityKeyIdentifier, readAuthorityKeyIdentifier)
  const number = read(OID.cRLNumber, readCrlNumber)
  const distributionPoint = read(OID.issuingDistributionPoint, readIssuingDistributionPoint)
  return {
    ...(authorityKeyIdentifier && { authorityKeyIdentifier }),
    ...(number !== undefined && { number }),
    ...(distributionPoint && { distributionPoint }),
  }
}

function readVersion(fields: DerReader): 2 {
  const version = fields.smallInteger() + 1
  // RFC 5280 §5.1.2.1: version 2 or no version at all.
  if (version !== 2) {
    throw new X509Error('malformedRevocationList', `lists name version ${version}, not 2`)
  }
  return version
}

function readTagged(field: DerReader): readonly Extension[] {
  const extensions = readExtensions(field)
  field.finish()
  return extensions
}
