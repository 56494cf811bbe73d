import { DerReader } from './der/reader.ts'
import { TAG, constructed, primitive } from './der/tag.ts'
import { readExtensions } from './extension.ts'
import type { Extension } from './extension.ts'
import { decodeExtensions } from './extensions/decode.ts'
import type { Extensions } from './extensions/decode.ts'
import { readName } from './name.ts'
import type { Name } from './name.ts'
import { readPublicKey } from './public-key.ts'
import type { PublicKey } from './public-key.ts'
import { X509Error } from './x509-error.ts'

/** An instant and the type in which it was written, which lint looks at. */
export interface Time {
  readonly value: Date
  readonly tag: number
}

/** A TBSCertificate as it was read; values that other rules judge (serial number, algorithm) are left as octets. */
export interface TbsCertificate {
  /** 1, 2 or 3. */
  readonly version: number
  /** Content octets, two's complement. */
  readonly serialNumber: Uint8Array
  /** AlgorithmIdentifier, DER. */
  readonly signature: Uint8Array
  readonly issuer: Name
  readonly notBefore: Time
  readonly notAfter: Time
  readonly subject: Name
  readonly publicKey: PublicKey
  readonly extensions: readonly Extension[]
  readonly decoded: Extensions
}

/**
 *   TBSCertificate ::= SEQUENCE {
 *     version [0] EXPLICIT INTEGER DEFAULT v1, serialNumber INTEGER, signature AlgorithmIdentifier, issuer Name,
 *     validity SEQUENCE { notBefore Time, notAfter Time }, subject Name, subjectPublicKeyInfo,
 *     issuerUniqueID [1] OPTIONAL, subjectUniqueID [2] OPTIONAL, extensions [3] EXPLICIT Extensions OPTIONAL }
 *
 * @throws X509Error (RFC 5280 §4.1)
 */
export function readTbsCertificate(tbs: Uint8Array): TbsCertificate {
  const outer = new DerReader(tbs)
  const fields = outer.sequence()
  outer.finish()
  const version = fields.nextTag === constructed(0) ? readVersion(fields.enter(constructed(0))) : 1
  const serialNumber = fields.integer()
  const signature = fields.element(TAG.sequence)
  const issuer = readName(fields.element(TAG.sequence))
  const validity = fields.sequence()
  const notBefore = readTime(validity)
  const notAfter = readTime(validity)
  validity.finish()
  const subject = readName(fields.element(TAG.sequence))
  const publicKey = readPublicKey(fields.element(TAG.sequence))
  for (const tag of [primitive(1), primitive(2)]) {
    if (fields.nextTag !== tag) continue
    // RFC 5280 §4.1.2.8: unique identifiers only in versions 2 and 3; nobody interprets them.
    if (version === 1) throw malformed('a certificate of version 1 has a unique identifier')
    fields.content(tag)
  }
  const extensions =
    fields.nextTag === constructed(3) ? readTagged(fields.enter(constructed(3))) : []
  fields.finish()
  // RFC 5280 §4.1.2.9: extensions only in version 3.
  if (extensions.length > 0 && version !== 3) {
    throw malformed(`a certificate of version ${version} has extensions`)
  }
  const decoded = decodeExtensions(extensions)
  return {
    version,
    serialNumber,
    signature,
    issuer,
    notBefore,
    notAfter,
    subject,
    publicKey,
    extensions,
    decoded,
  }
}

function readVersion(field: DerReader): number {
  const version = field.smallInteger() + 1
  field.finish()
  // X.690 §11.5: the default, version 1, is not encoded.
  if (version !== 2 && version !== 3)
    throw malformed(`certificates of version ${version} do not exist`)
  return version
}

function readTime(validity: DerReader): Time {
  const tag = validity.nextTag
  return { tag, value: validity.time() }
}

function readTagged(field: DerReader): readonly Extension[] {
  const extensions = readExtensions(field)
  field.finish()
  return extensions
}

function malformed(message: string): X509Error {
  return new X509Error('malformedCertificate', message)
}
