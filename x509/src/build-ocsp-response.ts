import { crlReasonCode } from './crl-reason.ts'
import { TAG, constructed, primitive } from './der/tag.ts'
import { DerWriter, encodeDer, encodeHeader, joinDer, octetsOf } from './der/writer.ts'
import { encodeNonceExtensions } from './ocsp-nonce.ts'
import { ocspStatusCode } from './ocsp-response.ts'
import type { CertStatus, OcspStatus } from './ocsp-response.ts'
import { OID } from './oids.ts'
import { signDer } from './signer.ts'
import type { Signer } from './signer.ts'

export interface ResponseDataParameters {
  /** SHA-1 of the bits of the responder's key, whatever hash the CertIDs use (RFC 6960 §4.2.1, byKey). */
  readonly responderKeyHash: Uint8Array
  /** Whole seconds. */
  readonly producedAt: Date
  readonly responses: readonly SingleResponseParameters[]
  /** Of the request: 1 to 128 octets. */
  readonly nonce?: Uint8Array
}

export interface SingleResponseParameters {
  /** CertID as it stood in the request. */
  readonly certIdDer: Uint8Array
  readonly status: CertStatus
  /** Whole seconds. */
  readonly thisUpdate: Date
  readonly nextUpdate?: Date
}

const GOOD = Uint8Array.of(primitive(0), 0)
const UNKNOWN = Uint8Array.of(primitive(2), 0)
const SUCCESSFUL = encodeStatus('successful')
const BASIC = encodeDer((der) => der.objectIdentifier(OID.ocspBasic))

/** The five octets of an answer that says only why there is none (RFC 6960 §4.2.1). */
export function ocspErrorResponse(status: Exclude<OcspStatus, 'successful'>): Uint8Array {
  return joinDer(TAG.sequence, [encodeStatus(status)])
}

/**
 *   ResponseData ::= SEQUENCE {
 *     version [0] EXPLICIT INTEGER DEFAULT v1, responderID CHOICE { byName [1] Name, byKey [2] OCTET STRING },
 *     producedAt GeneralizedTime, responses SEQUENCE OF SingleResponse, responseExtensions [1] EXPLICIT Extensions OPTIONAL }
 *
 * The octets to be signed.
 * @throws X509Error `invalidTime` for a fraction of a second, `malformedExtension` for a nonce of another length
 */
export function buildOcspResponseData(parameters: ResponseDataParameters): Uint8Array {
  const { responderKeyHash, producedAt, responses, nonce } = parameters
  const der = new DerWriter()
  der.sequence(() => {
    der.tagged(2, () => der.octetString(responderKeyHash))
    der.generalizedTime(producedAt)
    der.sequence(() => {
      for (const response of responses) writeSingleResponse(der, response)
    })
    if (nonce !== undefined) der.tagged(1, () => der.raw(encodeNonceExtensions(nonce)))
  })
  return der.finish()
}

/**
 * The whole OCSPResponse, DER; synchronous when the signer is. `certificates` is what a client needs to trust the signer: the
 * responder's own certificate, or nothing when the authority itself signs.
 *
 *   OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] EXPLICIT ResponseBytes OPTIONAL }
 *   ResponseBytes ::= SEQUENCE { responseType OBJECT IDENTIFIER, response OCTET STRING }
 *   BasicOCSPResponse ::= SEQUENCE {
 *     tbsResponseData, signatureAlgorithm, signature BIT STRING, certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
 */
export function signOcspResponse(
  responseData: Uint8Array,
  signer: Signer,
  certificates: readonly Uint8Array[],
): Uint8Array | Promise<Uint8Array> {
  const certs =
    certificates.length === 0
      ? undefined
      : joinDer(constructed(0), [joinDer(TAG.sequence, certificates)])
  const basic = signDer(responseData, signer, certs)
  return basic instanceof Uint8Array ? encodeSuccessful(basic) : basic.then(encodeSuccessful)
}

function encodeSuccessful(basic: Uint8Array): Uint8Array {
  const response = [BASIC, encodeHeader(TAG.octetString, basic.length), basic]
  const bytes = [encodeHeader(TAG.sequence, octetsOf(response)), ...response]
  return joinDer(TAG.sequence, [
    SUCCESSFUL,
    encodeHeader(constructed(0), octetsOf(bytes)),
    ...bytes,
  ])
}

function encodeStatus(status: OcspStatus): Uint8Array {
  return Uint8Array.of(TAG.enumerated, 1, ocspStatusCode(status))
}

/**
 *   SingleResponse ::= SEQUENCE {
 *     certID CertID, certStatus CertStatus, thisUpdate GeneralizedTime, nextUpdate [0] EXPLICIT GeneralizedTime OPTIONAL,
 *     singleExtensions [1] EXPLICIT Extensions OPTIONAL }
 */
function writeSingleResponse(der: DerWriter, response: SingleResponseParameters): void {
  const { certIdDer, status, thisUpdate, nextUpdate } = response
  der.sequence(() => {
    der.raw(certIdDer)
    writeStatus(der, status)
    der.generalizedTime(thisUpdate)
    if (nextUpdate !== undefined) der.tagged(0, () => der.generalizedTime(nextUpdate))
  })
}

/**
 *   CertStatus ::= CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT NULL }
 *   RevokedInfo ::= SEQUENCE { revocationTime GeneralizedTime, revocationReason [0] EXPLICIT CRLReason OPTIONAL }
 */
function writeStatus(der: DerWriter, status: CertStatus): void {
  if (status.kind === 'good') return der.raw(GOOD)
  if (status.kind === 'unknown') return der.raw(UNKNOWN)
  const { revokedAt, reason = 'unspecified' } = status
  der.tagged(1, () => {
    der.generalizedTime(revokedAt)
    // As in lists: unspecified is said by leaving it out (RFC 5280 §5.3.1).
    if (reason === 'unspecified') return
    der.tagged(0, () => der.element(TAG.enumerated, Uint8Array.of(crlReasonCode(reason))))
  })
}
