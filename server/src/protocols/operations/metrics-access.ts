import { createHash, timingSafeEqual } from 'node:crypto'
import { isLoopback } from '../../http/client-address.ts'
import { HttpRefusal } from '../../http/http-refusal.ts'
import type { Exchange } from '../../http/exchange.ts'

/** What a proxy on this machine adds: behind one, loopback says nothing about who asks. */
const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'] as const

/**
 * Numbers of a CA are nobody else's business: they go to loopback peers that come without a proxy, and to bearers of the
 * metrics token.
 * @throws HttpRefusal 401 where a token would help, 403 where none is configured
 */
export function requireMetricsAccess(exchange: Exchange, token: string | undefined): void {
  const proxied = FORWARDING.some((name) => exchange.request.header(name) !== undefined)
  if (isLoopback(exchange.peer) && !proxied) return
  if (token === undefined) {
    const message =
      'metrics are for this machine only; set CERTMAN_METRICS_TOKEN to read them from elsewhere'
    throw new HttpRefusal(403, 'forbidden', message)
  }
  const [, given] = /^bearer +(\S+)$/i.exec(exchange.request.header('authorization') ?? '') ?? []
  if (given !== undefined && sameSecret(given, token)) return
  const message = 'send "Authorization: Bearer …" with the metrics token'
  throw new HttpRefusal(401, 'unauthenticated', message, {
    'WWW-Authenticate': 'Bearer realm="certman metrics"',
  })
}

/** Hashes first: equal lengths for the comparison, whose time then says nothing. */
function sameSecret(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(expected))
}
