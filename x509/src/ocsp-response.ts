import { parseSignatureAlgorithm } from './algorithms.ts'
import type { SignatureAlgorithm } from './algorithms.ts'
import { ownBytes } from './bytes.ts'
import { readCertId } from './cert-id.ts'
import type { CertId } from './cert-id.ts'
import { parseCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { crlReasonOf } from './crl-reason.ts'
import type { CrlReason } from './crl-reason.ts'
import { DerReader } from './der/reader.ts'
import { TAG, constructed, primitive } from './der/tag.ts'
import { readExtensions } from './extension.ts'
import type { Extension } from './extension.ts'
import { readName } from './name.ts'
import type { Name } from './name.ts'
import { criticalUnknownOf, nonceOf } from './ocsp-nonce.ts'
import { OID } from './oids.ts'
import { X509Error } from './x509-error.ts'

export type OcspStatus =
  | 'successful'
  | 'malformedRequest'
  | 'internalError'
  | 'tryLater'
  | 'sigRequired'
  | 'unauthorized'

/** OCSPResponseStatus ::= ENUMERATED; 4 is not used (RFC 6960 §4.2.1). */
const STATUS_CODES: Readonly<Record<OcspStatus, number>> = {
  successful: 0,
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
}

/** What is known of a certificate (RFC 6960 §2.2). */
export type CertStatus =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly revokedAt: Date; readonly reason?: CrlReason }
  | { readonly kind: 'unknown' }

export type ResponderId =
  | { readonly type: 'byName'; readonly name: Name }
  /** SHA-1 of the bits of the responder's key. */
  | { readonly type: 'byKey'; readonly keyHash: Uint8Array }

export interface SingleResponse {
  readonly certId: CertId
  readonly certIdDer: Uint8Array
  readonly status: CertStatus
  readonly thisUpdate: Date
  readonly nextUpdate?: Date
}

export interface BasicOcspResponse {
  /** ResponseData: the octets that are signed. */
  readonly responseData: Uint8Array
  readonly responderId: ResponderId
  readonly producedAt: Date
  readonly responses: readonly SingleResponse[]
  readonly nonce?: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithm
  readonly signature: Uint8Array
  readonly certificates: readonly Certificate[]
}

export interface OcspResponse {
  readonly status: OcspStatus
  /** Present exactly when the status is successful. */
  readonly basic?: BasicOcspResponse
}

const MAX_RESPONSE_OCTETS = 262_144
/** A responder's certificate and what it may bring along. */
const MAX_CERTIFICATES = 16

export function ocspStatusCode(status: OcspStatus): number {
  return STATUS_CODES[status]
}

/**
 * An answer of any responder; the ASN.1 stands in build-ocsp-response.ts. Nothing is verified here: see verifyOcspResponse.
 * @throws X509Error for whatever is not an answer of supported algorithms (RFC 6960 §4.2.1)
 */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
  const outer = new DerReader(ownBytes(der, MAX_RESPONSE_OCTETS))
  const fields = outer.sequence()
  outer.finish()
  const status = readStatus(fields.smallInteger(TAG.enumerated))
  const bytes = fields.atEnd ? undefined : fields.enter(constructed(0))
  fields.finish()
  // RFC 6960 §4.2.1: responseBytes are there exactly when an answer was given.
  if ((status === 'successful') !== (bytes !== undefined)) {
    throw malformed(`the status ${status} ${bytes ? 'has' : 'lacks'} an answer`)
  }
  if (bytes === undefined) return { status }
  const response = bytes.sequence()
  bytes.finish()
  const type = response.objectIdentifier()
  if (type !== OID.ocspBasic) throw malformed(`answers of type ${type} are not understood`)
  const basic = response.octetString()
  response.finish()
  return { status, basic: readBasic(basic) }
}

function readStatus(code: number): OcspStatus {
  for (const status of Object.keys(STATUS_CODES) as OcspStatus[]) {
    // Object.keys of an exhaustive record: its keys are the union.
    if (STATUS_CODES[status] === code) return status
  }
  throw malformed(`the status ${code} is not defined`)
}

function readBasic(der: Uint8Array): BasicOcspResponse {
  const outer = new DerReader(der)
  const fields = outer.sequence()
  outer.finish()
  const responseData = fields.element(TAG.sequence)
  const signatureAlgorithm = parseSignatureAlgorithm(fields.element(TAG.sequence))
  const signature = fields.bitString()
  const certificates = fields.atEnd ? [] : readCertificates(fields.enter(constructed(0)))
  fields.finish()
  return { responseData, ...readData(responseData), signatureAlgorithm, signature, certificates }
}

function readCertificates(field: DerReader): readonly Certificate[] {
  const sequence = field.sequence()
  field.finish()
  const certificates: Certificate[] = []
  while (!sequence.atEnd) {
    if (certificates.push(parseCertificate(sequence.element(TAG.sequence))) > MAX_CERTIFICATES)
      throw new X509Error('limitExceeded', `more than ${MAX_CERTIFICATES} certificates`)
  }
  return certificates
}

type ResponseData = Pick<BasicOcspResponse, 'responderId' | 'producedAt' | 'responses' | 'nonce'>

function readData(responseData: Uint8Array): ResponseData {
  const fields = new DerReader(responseData).sequence()
  if (fields.nextTag === constructed(0)) {
    const version = fields.enter(constructed(0))
    if (version.smallInteger() !== 0) throw malformed('the version is not 1')
    version.finish()
  }
  const responderId = readResponderId(fields)
  const producedAt = fields.generalizedTime()
  const list = fields.sequence()
  const responses: SingleResponse[] = []
  while (!list.atEnd) responses.push(readSingleResponse(list.sequence()))
  const nonce = fields.atEnd ? null : nonceOf(readTagged(fields.enter(constructed(1))))
  fields.finish()
  return { responderId, producedAt, responses, ...(nonce && { nonce }) }
}

function readResponderId(fields: DerReader): ResponderId {
  if (fields.nextTag === constructed(1)) {
    const choice = fields.enter(constructed(1))
    const name = readName(choice.element(TAG.sequence))
    choice.finish()
    return { type: 'byName', name }
  }
  const choice = fields.enter(constructed(2))
  const keyHash = choice.octetString()
  choice.finish()
  return { type: 'byKey', keyHash }
}

function readSingleResponse(fields: DerReader): SingleResponse {
  const certIdDer = fields.element(TAG.sequence)
  const certId = readCertId(certIdDer)
  const status = readCertStatus(fields)
  const thisUpdate = fields.generalizedTime()
  let nextUpdate: Date | undefined
  if (fields.nextTag === constructed(0)) {
    const choice = fields.enter(constructed(0))
    nextUpdate = choice.generalizedTime()
    choice.finish()
  }
  if (!fields.atEnd) readTagged(fields.enter(constructed(1)))
  fields.finish()
  return { certId, certIdDer, status, thisUpdate, ...(nextUpdate && { nextUpdate }) }
}

function readCertStatus(fields: DerReader): CertStatus {
  const tag = fields.nextTag
  if (tag === constructed(1)) return readRevokedInfo(fields.enter(tag))
  const kind = tag === primitive(0) ? 'good' : 'unknown'
  if (fields.content(kind === 'good' ? primitive(0) : primitive(2)).length !== 0)
    throw new X509Error('malformedDer', 'a NULL has content')
  return { kind }
}

function readRevokedInfo(fields: DerReader): CertStatus {
  const revokedAt = fields.generalizedTime()
  if (fields.atEnd) return { kind: 'revoked', revokedAt }
  const choice = fields.enter(constructed(0))
  const reason = crlReasonOf(choice.smallInteger(TAG.enumerated))
  choice.finish()
  fields.finish()
  return { kind: 'revoked', revokedAt, reason }
}

function readTagged(field: DerReader): readonly Extension[] {
  const extensions = readExtensions(field)
  field.finish()
  // RFC 6960 §4.4: ignored, unless it is critical.
  const unknown = criticalUnknownOf(extensions)
  if (unknown !== null) throw malformed(`the critical extension ${unknown} is not understood`)
  return extensions
}

function malformed(message: string): X509Error {
  return new X509Error('malformedOcspResponse', message)
}
