import { createHash } from 'node:crypto'
import type { Exchange } from './exchange.ts'

/** A strong validator (RFC 9110 §8.8.3): the hash of the very bytes that are served. */
export function entityTag(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`
}

/** RFC 9110 §13.1.2: If-None-Match compares weakly, and `*` matches whatever is there. */
export function isUnchanged(exchange: Exchange, tag: string): boolean {
  return matchesTag(exchange.request.header('if-none-match'), tag)
}

/** @param asked the value of If-None-Match */
export function matchesTag(asked: string | undefined, tag: string): boolean {
  if (asked === undefined) return false
  return asked.split(',').some((entry) => {
    const candidate = entry.trim().replace(/^W\//, '')
    return candidate === '*' || candidate === tag
  })
}

/**
 * RFC 9110 §13.2.2: If-Modified-Since (§13.1.3) counts only where there is no If-None-Match; a date that is none is ignored.
 * @param lastModified milliseconds, whole seconds
 */
export function isUnchangedSince(exchange: Exchange, tag: string, lastModified: number): boolean {
  const { request } = exchange
  if (request.header('if-none-match') !== undefined) return isUnchanged(exchange, tag)
  const since = request.header('if-modified-since')
  // Every form of HTTP-date that a client may send ends so (§5.6.7); others would be read in the zone of this machine.
  return since !== undefined && since.endsWith('GMT') && lastModified <= Date.parse(since)
}

/** RFC 9110 §15.4.5: a 304 repeats the validators and the caching rules, and has no content. */
export function replyUnchanged(exchange: Exchange): Response {
  return new Response(null, { status: 304, headers: exchange.headers })
}
