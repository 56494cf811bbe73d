import {
  buildOcspRequest,
  certIdFor,
  equalBytes,
  findRevoked,
  OID,
  parseOcspResponse,
  parseRevocationList,
  verifyOcspResponse,
  verifyRevocationList,
  type Certificate,
} from '@certman/x509'
import type { Console } from './console.ts'
import { hash, verify } from './cryptography.ts'
import { accessUrls, crlUrls } from './describe.ts'

/** What a list or a responder says of a certificate. */
export interface Status {
  readonly ok: boolean
  readonly detail: string
}

export interface Questioned {
  readonly certificate: Certificate
  readonly issuer: Certificate
  readonly at: Date
}

const LIMIT_MS = 15_000

/** @returns null when the certificate names no list (RFC 5280 §6.3) */
export async function askList(
  console: Pick<Console, 'fetch'>,
  { certificate, issuer, at }: Questioned,
): Promise<Status | null> {
  const url = crlUrls(certificate).find(isHttp)
  if (url === undefined) return null
  try {
    const list = parseRevocationList(await fetchOctets(console, url))
    if (!verifyRevocationList(list, issuer, verify))
      return bad(`the list at ${url} is not signed by the issuer`)
    // RFC 5280 §6.3.3 (b) (2): a partition speaks only of certificates that name it.
    const partition = list.distributionPoint?.fullName
    if (partition && !partition.some((name) => name.type === 'uri' && name.value === url))
      return bad(`the list at ${url} is that of another distribution point`)
    if (list.nextUpdate && at.getTime() >= list.nextUpdate.getTime() + 1000)
      return bad(`the list at ${url} is stale: a newer one was due at ${time(list.nextUpdate)}`)
    const entry = findRevoked(list, certificate.serialNumber)
    if (entry) return bad(`revoked at ${time(entry.revokedAt)}: ${entry.reason}`)
    const number = list.number === undefined ? '' : ` ${list.number}`
    return { ok: true, detail: `not on list${number} of ${time(list.thisUpdate)}` }
  } catch (error) {
    return unanswered(url, error)
  }
}

/** @returns null when the certificate names no responder (RFC 6960 §3.2) */
export async function askResponder(
  console: Pick<Console, 'fetch'>,
  { certificate, issuer, at }: Questioned,
): Promise<Status | null> {
  const url = accessUrls(certificate, OID.ocsp).find(isHttp)
  if (url === undefined) return null
  const request = buildOcspRequest({ certIds: [certIdFor(certificate, issuer, 'SHA-1', hash)] })
  try {
    const answer = parseOcspResponse(
      await fetchOctets(console, url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/ocsp-request' },
        body: new Uint8Array(request),
      }),
    )
    const verdict = verifyOcspResponse(answer, { issuer, at, verify, hash })
    if (!verdict.ok) return bad(verdict.detail)
    const single = verdict.responses.find(({ certId }) =>
      equalBytes(certId.serialNumber, certificate.serialNumber),
    )
    if (single === undefined) return bad('the answer is about another certificate')
    const { status, thisUpdate } = single
    if (status.kind === 'good') return { ok: true, detail: `good as of ${time(thisUpdate)}` }
    return status.kind === 'unknown'
      ? bad('the responder does not know it')
      : bad(`revoked at ${time(status.revokedAt)}: ${status.reason ?? 'unspecified'}`)
  } catch (error) {
    return unanswered(url, error)
  }
}

async function fetchOctets(
  { fetch }: Pick<Console, 'fetch'>,
  url: string,
  request: RequestInit = {},
): Promise<Uint8Array> {
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(LIMIT_MS) })
  if (!response.ok) throw new Error(`it answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

const isHttp = (url: string): boolean => /^https?:/i.test(url)

const bad = (detail: string): Status => ({ ok: false, detail })

/** Not knowing is not the same as not being revoked. */
function unanswered(url: string, error: unknown): Status {
  return bad(`no answer from ${url}: ${error instanceof Error ? error.message : String(error)}`)
}

const time = (date: Date): string => date.toISOString()
