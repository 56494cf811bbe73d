import { createHash } from 'node:crypto'
import type { Exchange } from './exchange.ts'

/** A strong validator (RFC 9110 §8.8.3): the hash of the very bytes that are served. */
export function entityTag(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`
}

/** RFC 9110 §13.1.2: If-None-Match compares weakly, and `*` matches whatever is there. */
export function isUnchanged(exchange: Exchange, tag: string): boolean {
  const asked = exchange.request.header('if-none-match')
  if (asked === undefined) return false
  return asked.split(',').some((entry) => {
    const candidate = entry.trim().replace(/^W\//, '')
    return candidate === '*' || candidate === tag
  })
}

/** RFC 9110 §15.4.5: a 304 repeats the validators and the caching rules, and has no content. */
export function replyUnchanged(exchange: Exchange): Response {
  return new Response(null, { status: 304, headers: exchange.headers })
}
