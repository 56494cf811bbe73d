import { parseUuid } from '../../pki/identifier.ts'
import type { Uuid } from '../../pki/identifier.ts'

/** What a request's target says. */
export interface OcspAddress {
  /** undefined: any of ours. */
  readonly authorityId: Uuid | undefined
  /** What follows: the request in base64 with GET, nothing with POST. */
  readonly rest: string
}

const OCSP_PATH = /^\/+ocsp(?=[/?]|$)\/*([^?]*)/
/** A request in absolute form, as a proxy may send it (RFC 9112 §3.2.2). */
const ABSOLUTE = /^https?:\/\/[^/?]*/i

/**
 * Slashes that clients double, because they put one between an address that ends in one and the request, are dropped: no
 * request in base64 begins with a slash, since DER begins with 0x30.
 * @param target as it came; @returns undefined when it is not of this face
 */
export function parseAddress(target: string): OcspAddress | undefined {
  const [, path] = OCSP_PATH.exec(target.replace(ABSOLUTE, '')) ?? []
  if (path === undefined) return undefined
  const [, first = '', rest = ''] = /^([^/]*)\/*(.*)$/s.exec(path) ?? []
  const authorityId = parseUuid(first)
  return { authorityId, rest: authorityId === undefined ? path : rest }
}

/**
 * RFC 6960 Appendix A.1: the percent-encoding of the base64 of the DER. Base64 that nobody percent-encoded is taken as well
 * (its slashes are then part of the path), and so is base64url.
 * @returns undefined when it is neither
 */
export function decodeRequest(rest: string): Uint8Array | undefined {
  const base64 = percentDecoded(rest)
  if (base64 === undefined || !/^[\w+/-]+={0,2}$/.test(base64)) return undefined
  // Node reads both alphabets.
  return Uint8Array.from(Buffer.from(base64, 'base64'))
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
