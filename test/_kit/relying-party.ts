import {
  OID,
  buildOcspRequest,
  certIdFor,
  decodePem,
  equalBytes,
  findRevoked,
  parseCertificate,
  parseOcspResponse,
  parseRevocationList,
  verifyOcspResponse,
  verifyRevocationList,
  type Certificate,
  type CertStatus,
  type HashName,
  type OcspStatus,
  type RevocationList,
} from '@certman/x509'
import { hash, verify } from '../../server/src/keys/crypto.ts'

/** What a responder said of one certificate, once its answer was verified, or why it said nothing of it. */
export type Told = CertStatus['kind'] | Exclude<OcspStatus, 'successful'>

/** A request about some serial numbers of one issuer. */
export function ocspRequestFor(
  certificates: readonly Pick<Certificate, 'serialNumber'>[],
  issuer: Certificate,
  options: { readonly algorithm?: HashName; readonly nonce?: Uint8Array } = {},
): Uint8Array {
  const { algorithm = 'SHA-1', nonce } = options
  const certIds = certificates.map((each) => certIdFor(each, issuer, algorithm, hash))
  return buildOcspRequest({ certIds, ...(nonce && { nonce }) })
}

/**
 * What an answer says of one certificate.
 * @throws Error when it is none that a relying party may believe (RFC 6960 §3.2)
 */
export function toldBy(
  der: Uint8Array,
  certificate: Pick<Certificate, 'serialNumber'>,
  issuer: Certificate,
  at: Date = new Date(),
): Told {
  const response = parseOcspResponse(der)
  if (response.status !== 'successful') return response.status
  const verdict = verifyOcspResponse(response, { issuer, at, verify, hash })
  if (!verdict.ok) throw new Error(`${verdict.reason}: ${verdict.detail}`)
  const single = verdict.responses.find(({ certId }) =>
    equalBytes(certId.serialNumber, certificate.serialNumber),
  )
  if (single === undefined) throw new Error('the answer is about another certificate')
  return single.status.kind
}

/** Asks as clients of RFC 5019 do: GET, no nonce, so that it may come from memory. */
export async function askOcsp(
  url: string,
  certificate: Pick<Certificate, 'serialNumber'>,
  issuer: Certificate,
): Promise<Told> {
  const request = Buffer.from(ocspRequestFor([certificate], issuer)).toString('base64')
  const response = await fetch(`${url}/${encodeURIComponent(request)}`)
  if (response.status !== 200) throw new Error(`OCSP over HTTP: ${response.status}`)
  return toldBy(new Uint8Array(await response.arrayBuffer()), certificate, issuer)
}

/** A list as it is served. @throws Error when it is not there or the issuer did not sign it */
export async function fetchList(url: string, issuer: Certificate): Promise<RevocationList> {
  const response = await fetch(url)
  if (response.status !== 200) throw new Error(`${url}: ${response.status}`)
  const list = parseRevocationList(new Uint8Array(await response.arrayBuffer()))
  if (!verifyRevocationList(list, issuer, verify)) throw new Error('the list does not verify')
  return list
}

export function isListed(list: RevocationList, { serialNumber }: Certificate): boolean {
  return findRevoked(list, serialNumber) !== null
}

/** Where a certificate says that its status is to be had (RFC 5280 §4.2.1.13, §4.2.2.1). */
export function addressesIn({ decoded }: Certificate): { ocsp: string; list: string } {
  const responder = decoded.authorityInfoAccess?.find(({ method }) => method === OID.ocsp)
  const point = decoded.cRLDistributionPoints?.[0]
  return { ocsp: uriOf(responder?.location), list: uriOf(point?.fullName?.[0]) }
}

function uriOf(name: { readonly type: string; readonly value?: unknown } | undefined): string {
  if (name?.type !== 'uri' || typeof name.value !== 'string') throw new Error('no address in it')
  return name.value
}

export function certificateFrom(pem: string): Certificate {
  const [block] = decodePem(pem)
  if (block === undefined) throw new Error('no PEM')
  return parseCertificate(block.der)
}

/** Tries again until it is true. @returns how long that took, milliseconds; throws after the limit */
export async function until(
  isTrue: () => Promise<boolean>,
  limitMilliseconds: number,
): Promise<number> {
  const began = performance.now()
  for (;;) {
    if (await isTrue()) return performance.now() - began
    const taken = performance.now() - began
    if (taken > limitMilliseconds) throw new Error(`not true after ${taken.toFixed(0)} ms`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
