import { ownBytes } from './bytes.ts'
import { encodeCertId, readCertId } from './cert-id.ts'
import type { CertId } from './cert-id.ts'
import { DerReader } from './der/reader.ts'
import { TAG, constructed } from './der/tag.ts'
import { encodeDer } from './der/writer.ts'
import { readExtensions } from './extension.ts'
import type { Extension } from './extension.ts'
import { readGeneralName } from './general-name.ts'
import type { GeneralName } from './general-name.ts'
import { criticalUnknownOf, encodeNonceExtensions, nonceOf } from './ocsp-nonce.ts'
import { X509Error } from './x509-error.ts'

/** Limits of a request; a client that asks for one certificate sends about 80 octets. */
export const MAX_OCSP_REQUEST_OCTETS = 65_536
export const MAX_CERT_IDS = 100

export interface OcspRequest {
  readonly requests: readonly RequestedCertificate[]
  /** 1 to 128 octets (RFC 9654 §2.1). */
  readonly nonce?: Uint8Array
  readonly requestorName?: GeneralName
  /** Whether a signature came along; nobody verifies it (RFC 6960 §4.1.2 leaves it to the responder). */
  readonly isSigned: boolean
}

export interface RequestedCertificate {
  readonly certId: CertId
  /** CertID as it was sent, to be answered octet for octet. */
  readonly certIdDer: Uint8Array
}

/**
 *   OCSPRequest ::= SEQUENCE { tbsRequest TBSRequest, optionalSignature [0] EXPLICIT Signature OPTIONAL }
 *   TBSRequest ::= SEQUENCE {
 *     version [0] EXPLICIT INTEGER DEFAULT v1, requestorName [1] EXPLICIT GeneralName OPTIONAL,
 *     requestList SEQUENCE OF Request, requestExtensions [2] EXPLICIT Extensions OPTIONAL }
 *
 * @throws X509Error `unsupportedAlgorithm` for a CertID by a hash that is not supported: an issuer that nobody here can know;
 * any other code for what is no request (RFC 6960 §4.1.1)
 */
export function parseOcspRequest(der: Uint8Array): OcspRequest {
  const outer = new DerReader(ownBytes(der, MAX_OCSP_REQUEST_OCTETS))
  const fields = outer.sequence()
  outer.finish()
  const tbs = fields.sequence()
  const isSigned = !fields.atEnd
  if (isSigned) skipSignature(fields.enter(constructed(0)))
  fields.finish()
  if (tbs.nextTag === constructed(0)) skipVersion(tbs.enter(constructed(0)))
  const requestorName =
    tbs.nextTag === constructed(1) ? readRequestorName(tbs.enter(constructed(1))) : undefined
  const requests = readRequestList(tbs.sequence())
  const extensions = tbs.atEnd ? [] : readTagged(tbs.enter(constructed(2)))
  tbs.finish()
  const nonce = nonceOf(extensions)
  return {
    requests,
    ...(nonce && { nonce }),
    ...(requestorName && { requestorName }),
    isSigned,
  }
}

/**
 * A request that is not signed, DER.
 * @throws X509Error `limitExceeded`, `malformedExtension` for a nonce that is not of 1 to 128 octets
 */
export function buildOcspRequest(parameters: {
  readonly certIds: readonly CertId[]
  readonly nonce?: Uint8Array
}): Uint8Array {
  const { certIds, nonce } = parameters
  assertCount(certIds.length)
  return encodeDer((der) =>
    der.sequence(() =>
      der.sequence(() => {
        der.sequence(() => {
          for (const certId of certIds) der.sequence(() => der.raw(encodeCertId(certId)))
        })
        if (nonce !== undefined) der.tagged(2, () => der.raw(encodeNonceExtensions(nonce)))
      }),
    ),
  )
}

/** Request ::= SEQUENCE { reqCert CertID, singleRequestExtensions [0] EXPLICIT Extensions OPTIONAL } */
function readRequestList(list: DerReader): readonly RequestedCertificate[] {
  const requests: RequestedCertificate[] = []
  while (!list.atEnd) {
    assertCount(requests.length + 1)
    const fields = list.sequence()
    const certIdDer = fields.element(TAG.sequence)
    if (!fields.atEnd) readTagged(fields.enter(constructed(0)))
    fields.finish()
    requests.push({ certId: readCertId(certIdDer), certIdDer })
  }
  assertCount(requests.length)
  return requests
}

/** X.690 §11.5 forbids to encode the default; clients that do it all the same do no harm. */
function skipVersion(field: DerReader): void {
  const version = field.smallInteger() + 1
  field.finish()
  if (version !== 1) throw malformed(`requests of version ${version} do not exist`)
}

function readRequestorName(field: DerReader): GeneralName {
  const name = readGeneralName(field)
  field.finish()
  return name
}

/** Signature ::= SEQUENCE { signatureAlgorithm, signature BIT STRING, certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL } */
function skipSignature(field: DerReader): void {
  const fields = field.sequence()
  field.finish()
  fields.element(TAG.sequence)
  fields.bitString()
  if (!fields.atEnd) fields.element(constructed(0))
  fields.finish()
}

function readTagged(field: DerReader): readonly Extension[] {
  const extensions = readExtensions(field)
  field.finish()
  const unknown = criticalUnknownOf(extensions)
  if (unknown !== null) throw malformed(`the critical extension ${unknown} is not understood`)
  return extensions
}

function assertCount(certIds: number): void {
  if (certIds === 0) throw malformed('no certificate is asked for')
  if (certIds > MAX_CERT_IDS)
    throw new X509Error('limitExceeded', `more than ${MAX_CERT_IDS} certificates are asked for`)
}

function malformed(message: string): X509Error {
  return new X509Error('malformedOcspRequest', message)
}
