import { isAlgorithmOf } from './algorithms.ts'
import { equalBytes } from './bytes.ts'
import { isOfIssuer } from './cert-id.ts'
import type { Certificate } from './certificate.ts'
import type {
  BasicOcspResponse,
  OcspResponse,
  ResponderId,
  SingleResponse,
} from './ocsp-response.ts'
import { OID } from './oids.ts'
import type { Hash, Verify } from './signer.ts'

export type OcspFailure =
  | 'notSuccessful'
  | 'unknownResponder'
  | 'unauthorizedResponder'
  | 'responderExpired'
  | 'badSignature'
  | 'nonce'
  | 'otherIssuer'
  | 'notYetValid'
  | 'expired'

export type OcspVerdict =
  /** `responses` are about certificates of the issuer, each with its CertID: compare the serial number. */
  | { readonly ok: true; readonly responses: readonly SingleResponse[] }
  | { readonly ok: false; readonly reason: OcspFailure; readonly detail: string }

export interface OcspVerifyOptions {
  /** The authority that issued the certificates that were asked for. */
  readonly issuer: Certificate
  readonly at: Date
  readonly verify: Verify
  readonly hash: Hash
  /** Of the request; an answer without the same one is refused. */
  readonly nonce?: Uint8Array
}

/** Extensions that a responder's certificate may have as critical ones. */
const PROCESSED: ReadonlySet<string> = new Set([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.ocspNoCheck,
])

type Refusal = Extract<OcspVerdict, { ok: false }>

/**
 * Whether an answer may be believed (RFC 6960 §3.2): signed by the issuer itself or by a responder that the issuer certified for
 * that (§4.2.2.2), fresh, about the issuer's certificates, and with the nonce that was asked for. Whether a responder's
 * certificate without id-pkix-ocsp-nocheck is revoked is a question of its own (§4.2.2.2.1).
 */
export function verifyOcspResponse(
  response: OcspResponse,
  options: OcspVerifyOptions,
): OcspVerdict {
  const { basic } = response
  if (basic === undefined) {
    return refusal('notSuccessful', `the responder answered ${response.status}`)
  }
  const signer = responderOf(basic, options)
  if ('ok' in signer) return signer
  const { signatureAlgorithm, responseData, signature } = basic
  const isSigned =
    isAlgorithmOf(signatureAlgorithm, signer.publicKey) &&
    options.verify(signatureAlgorithm, signer.publicKey, responseData, signature)
  if (!isSigned) return refusal('badSignature', "it was not signed with the responder's key")
  // A responder has authority over its issuer's certificates alone.
  const responses = basic.responses.filter(({ certId }) =>
    isOfIssuer(certId, options.issuer, options.hash),
  )
  if (responses.length === 0)
    return refusal('otherIssuer', 'it is about no certificate of this issuer')
  return (
    faultOfNonce(basic, options.nonce) ??
    faultOfDates(responses, options.at) ?? { ok: true, responses }
  )
}

/** The certificate of whoever signed, if it was one that may (RFC 6960 §4.2.2.2). */
function responderOf(
  { responderId, certificates }: BasicOcspResponse,
  { issuer, at, verify, hash }: OcspVerifyOptions,
): Certificate | Refusal {
  if (isNamed(issuer, responderId, hash)) return issuer
  const delegate = certificates.find((certificate) => isNamed(certificate, responderId, hash))
  if (delegate === undefined)
    return refusal('unknownResponder', 'the certificate of the responder is not there')
  const { extendedKeyUsage, keyUsage } = delegate.decoded
  const isAuthorized =
    // Issued directly by the authority that is asked about: §4.2.2.2 allows no other way.
    equalBytes(delegate.issuer.der, issuer.subject.der) &&
    // anyExtendedKeyUsage is not enough (§4.2.2.2).
    extendedKeyUsage?.includes(OID.ocspSigning) === true &&
    (keyUsage === undefined || keyUsage.includes('digitalSignature')) &&
    delegate.extensions.every(({ oid, critical }) => !critical || PROCESSED.has(oid)) &&
    isAlgorithmOf(delegate.signatureAlgorithm, issuer.publicKey) &&
    verify(delegate.signatureAlgorithm, issuer.publicKey, delegate.tbs, delegate.signature)
  if (!isAuthorized)
    return refusal('unauthorizedResponder', 'the issuer did not certify the responder for OCSP')
  return at >= delegate.notBefore && isBeforeEnd(at, delegate.notAfter)
    ? delegate
    : refusal('responderExpired', "the responder's certificate is not valid at this time")
}

function isNamed(certificate: Certificate, responderId: ResponderId, hash: Hash): boolean {
  return responderId.type === 'byName'
    ? equalBytes(certificate.subject.der, responderId.name.der)
    : equalBytes(hash('SHA-1', certificate.publicKey.keyBits), responderId.keyHash)
}

function faultOfNonce(basic: BasicOcspResponse, nonce: Uint8Array | undefined): Refusal | null {
  if (nonce === undefined || (basic.nonce && equalBytes(basic.nonce, nonce))) return null
  return refusal('nonce', basic.nonce ? 'the nonce is another one' : 'the nonce is missing')
}

/** RFC 6960 §4.2.2.1; an answer without nextUpdate says that newer ones are always to be had. */
function faultOfDates(responses: readonly SingleResponse[], at: Date): Refusal | null {
  for (const { thisUpdate, nextUpdate } of responses) {
    if (at < thisUpdate)
      return refusal('notYetValid', `it is true from ${thisUpdate.toISOString()}`)
    if (nextUpdate && !isBeforeEnd(at, nextUpdate))
      return refusal('expired', `a newer one was due at ${nextUpdate.toISOString()}`)
  }
  return null
}

/** The last second is included whole, as in certificates (RFC 5280 §4.1.2.5). */
function isBeforeEnd(at: Date, end: Date): boolean {
  return at.getTime() < end.getTime() + 1000
}

function refusal(reason: OcspFailure, detail: string): Refusal {
  return { ok: false, reason, detail }
}
