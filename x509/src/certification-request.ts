import { isAlgorithmOf, parseSignatureAlgorithm } from './algorithms.ts'
import type { SignatureAlgorithm } from './algorithms.ts'
import { ownBytes } from './bytes.ts'
import { DerReader } from './der/reader.ts'
import { TAG, constructed } from './der/tag.ts'
import { encodeDer } from './der/writer.ts'
import { readExtensions, writeExtension } from './extension.ts'
import type { Extension } from './extension.ts'
import { encodeAlternativeName } from './extensions/alternative-name.ts'
import { encodeBasicConstraints } from './extensions/basic-constraints.ts'
import { decodeExtensions } from './extensions/decode.ts'
import type { Extensions } from './extensions/decode.ts'
import { encodeKeyUsage } from './extensions/key-usage.ts'
import type { GeneralName } from './general-name.ts'
import { readName } from './name.ts'
import type { Name } from './name.ts'
import { OID } from './oids.ts'
import { readPublicKey } from './public-key.ts'
import type { PublicKey } from './public-key.ts'
import { signDer } from './signer.ts'
import type { Signer, Verify } from './signer.ts'
import { X509Error } from './x509-error.ts'

export interface CertificationRequest {
  readonly der: Uint8Array
  /** CertificationRequestInfo: the octets that are signed. */
  readonly info: Uint8Array
  readonly subject: Name
  readonly publicKey: PublicKey
  readonly attributes: readonly Attribute[]
  /** What the attribute extensionRequest asks for (RFC 2985 §5.4.2); decodeExtensions has read all that it knows. */
  readonly extensions: readonly Extension[]
  readonly decoded: Extensions
  readonly signatureAlgorithm: SignatureAlgorithm
  readonly signature: Uint8Array
}

export interface Attribute {
  /** Dotted object identifier. */
  readonly type: string
  /** The values, DER each. */
  readonly values: readonly Uint8Array[]
}

export interface CertificationRequestParameters {
  readonly subject: Name
  readonly subjectAltNames?: readonly GeneralName[]
  /** Asks to become an authority; a path length of null is no limit. */
  readonly authority?: { readonly pathLength: number | null }
  readonly signer: Signer
}

const MAX_REQUEST_OCTETS = 262_144
const MAX_ATTRIBUTES = 64

/**
 *   CertificationRequest ::= SEQUENCE { certificationRequestInfo, signatureAlgorithm, signature BIT STRING }
 *
 * The proof of possession is not verified here: see verifyProofOfPossession.
 * @throws X509Error for whatever is not a request of supported algorithms (RFC 2986 §4)
 */
export function parseCertificationRequest(der: Uint8Array): CertificationRequest {
  const own = ownBytes(der, MAX_REQUEST_OCTETS)
  const outer = new DerReader(own)
  const fields = outer.sequence()
  outer.finish()
  const info = fields.element(TAG.sequence)
  const signatureAlgorithm = parseSignatureAlgorithm(fields.element(TAG.sequence))
  const signature = fields.bitString()
  fields.finish()
  return { der: own, info, ...readInfo(info), signatureAlgorithm, signature }
}

/**
 * Whether the request was signed with the private key of the public key in it (RFC 2986 §3).
 */
export function verifyProofOfPossession(request: CertificationRequest, verify: Verify): boolean {
  const { signatureAlgorithm, publicKey, info, signature } = request
  return (
    isAlgorithmOf(signatureAlgorithm, publicKey) &&
    verify(signatureAlgorithm, publicKey, info, signature)
  )
}

/**
 * A request for the signer's key, DER; synchronous when the signer is.
 *
 *   CertificationRequestInfo ::= SEQUENCE {
 *     version INTEGER (0), subject Name, subjectPKInfo, attributes [0] IMPLICIT SET OF Attribute }
 */
export function buildCertificationRequest(
  parameters: CertificationRequestParameters,
): Uint8Array | Promise<Uint8Array> {
  const { subject, signer } = parameters
  const requested = extensionsOf(parameters)
  const info = encodeDer((der) =>
    der.sequence(() => {
      der.smallInteger(0)
      der.raw(subject.der)
      der.raw(signer.publicKey.spki)
      der.tagged(0, () => {
        if (requested.length > 0) der.raw(extensionRequest(requested))
      })
    }),
  )
  return signDer(info, signer)
}

type Info = Pick<
  CertificationRequest,
  'subject' | 'publicKey' | 'attributes' | 'extensions' | 'decoded'
>

function readInfo(info: Uint8Array): Info {
  const fields = new DerReader(info).sequence()
  if (fields.smallInteger() !== 0) throw malformed('the version is not 1 (RFC 2986 §4.1)')
  const subject = readName(fields.element(TAG.sequence))
  const publicKey = readPublicKey(fields.element(TAG.sequence))
  // RFC 2986 §4.1 requires the field, but software that leaves it out when it would be empty is common.
  const attributes = fields.atEnd ? [] : readAttributes(fields.enter(constructed(0)))
  fields.finish()
  const requested = attributes.filter(({ type }) => type === OID.extensionRequest)
  const value = requested[0]?.values
  if (requested.length > 1 || (value !== undefined && value.length !== 1)) {
    throw malformed('more or less than one list of extensions is requested (RFC 2985 §5.4.2)')
  }
  const extensions = value?.[0] === undefined ? [] : readRequested(value[0])
  return { subject, publicKey, attributes, extensions, decoded: decodeExtensions(extensions) }
}

/** Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET OF ANY } */
function readAttributes(set: DerReader): readonly Attribute[] {
  const attributes: Attribute[] = []
  while (!set.atEnd) {
    const fields = set.sequence()
    const type = fields.objectIdentifier()
    const values = fields.enter(TAG.set)
    fields.finish()
    const list: Uint8Array[] = []
    while (!values.atEnd) list.push(values.element())
    if (attributes.push({ type, values: list }) > MAX_ATTRIBUTES) {
      throw new X509Error('limitExceeded', `more than ${MAX_ATTRIBUTES} attributes`)
    }
  }
  return attributes
}

function readRequested(value: Uint8Array): readonly Extension[] {
  const reader = new DerReader(value)
  const extensions = readExtensions(reader)
  reader.finish()
  return extensions
}

function extensionsOf(parameters: CertificationRequestParameters): readonly Extension[] {
  const { subject, subjectAltNames = [], authority } = parameters
  const extensions: Extension[] = []
  if (authority !== undefined) {
    const value = encodeBasicConstraints({ ca: true, pathLength: authority.pathLength })
    extensions.push({ oid: OID.basicConstraints, critical: true, value })
    const usage = encodeKeyUsage(['keyCertSign', 'cRLSign'])
    extensions.push({ oid: OID.keyUsage, critical: true, value: usage })
  }
  if (subjectAltNames.length > 0) {
    const critical = subject.rdns.length === 0
    const value = encodeAlternativeName(subjectAltNames)
    extensions.push({ oid: OID.subjectAltName, critical, value })
  }
  return extensions
}

/** RFC 2985 §5.4.2 */
function extensionRequest(extensions: readonly Extension[]): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.objectIdentifier(OID.extensionRequest)
      der.nest(TAG.set, () =>
        der.sequence(() => {
          for (const extension of extensions) writeExtension(der, extension)
        }),
      )
    }),
  )
}

function malformed(message: string): X509Error {
  return new X509Error('malformedRequest', message)
}
