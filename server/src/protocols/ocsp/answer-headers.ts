import { createHash } from 'node:crypto'
import { PUBLIC_HEADERS } from '../../http/public-face.ts'
import type { RememberedAnswer } from '../../ca/revocation/ocsp-memory.ts'

/** Names and values in turn, as Node writes them with the least work. */
export type HeaderList = readonly string[]

/** Issue and revoke are promises to people: nobody shall believe in a status for longer because of a cache. Seconds. */
const MAX_SECONDS = 300

/** What no browser will ever show as a page needs no policy for pages; few headers are part of this face's speed. */
const COMMON: HeaderList = [
  'Content-Type',
  'application/ocsp-response',
  'X-Content-Type-Options',
  'nosniff',
  'Access-Control-Allow-Origin',
  '*',
]

const ALLOWED = 'GET, HEAD, POST, OPTIONS'

/** Of an answer without content that says what may be asked; a browser asks first, for the media type (Fetch standard). */
export const METHODS: HeaderList = [
  ...Object.entries(PUBLIC_HEADERS).flat(),
  'Allow',
  ALLOWED,
  'Access-Control-Allow-Methods',
  ALLOWED,
  'Access-Control-Allow-Headers',
  'Content-Type',
  'Access-Control-Max-Age',
  '86400',
]

/** Of an answer to one caller alone (a nonce, several certificates), and of every refusal. */
export function passingHeaders(der: Uint8Array): HeaderList {
  return [...COMMON, 'Content-Length', String(der.length), 'Cache-Control', 'no-store']
}

export interface CacheableHeaders {
  /** A strong validator (RFC 9110 §8.8.3): the hash of the very octets that are served. */
  readonly tag: string
  readonly list: HeaderList
  readonly withoutContent: HeaderList
}

interface Prepared {
  readonly fixed: HeaderList
  readonly length: HeaderList
  readonly tag: string
  second: number
  headers: CacheableHeaders | undefined
}

/** RFC 5019 §6.2, for answers that are given more than once: what does not change is kept as long as the answer is. */
export function keepHeaders(): (answer: RememberedAnswer, now: number) => CacheableHeaders {
  const kept = new WeakMap<RememberedAnswer, Prepared>()
  return (answer, now) => {
    let prepared = kept.get(answer)
    if (prepared === undefined) kept.set(answer, (prepared = prepare(answer)))
    // Only whole seconds stand in headers.
    const second = Math.floor(now / 1000)
    if (prepared.headers === undefined || prepared.second !== second) {
      prepared.second = second
      prepared.headers = headersAt(prepared, answer, second)
    }
    return prepared.headers
  }
}

function prepare({ der, thisUpdate }: RememberedAnswer): Prepared {
  const tag = `"${createHash('sha256').update(der).digest('hex')}"`
  const modified = new Date(thisUpdate).toUTCString()
  return {
    fixed: [...COMMON, 'ETag', tag, 'Last-Modified', modified],
    length: ['Content-Length', String(der.length)],
    tag,
    second: 0,
    headers: undefined,
  }
}

function headersAt(
  { fixed, length, tag }: Prepared,
  { nextUpdate }: RememberedAnswer,
  second: number,
): CacheableHeaders {
  const left = Math.floor(nextUpdate / 1000) - second
  const seconds = Math.max(0, Math.min(MAX_SECONDS, left))
  // Not nextUpdate itself: a cache that knows no max-age would keep the answer beyond these minutes.
  const expires = new Date((second + seconds) * 1000).toUTCString()
  const caching = `max-age=${seconds}, public, no-transform, must-revalidate`
  const withoutContent = [...fixed, 'Cache-Control', caching, 'Expires', expires]
  return { tag, list: [...withoutContent, ...length], withoutContent }
}
