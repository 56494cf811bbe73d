import { isUnchangedSince, replyUnchanged } from '../../http/entity-tag.ts'
import { bodyOf, reply } from '../../http/exchange.ts'
import { framed } from '../../http/frame.ts'
import { PUBLIC_FACE } from '../../http/public-face.ts'
import { findList } from './find-list.ts'
import { cacheSeconds, lastModified } from './freshness.ts'
import { textualEncoding, textualLength } from './textual-encoding.ts'
import type { Hono } from 'hono'
import type { Exchange, HttpEnv } from '../../http/exchange.ts'
import type { Framing } from '../../http/frame.ts'
import type { Clock } from '../../pki/clock.ts'
import type { ListServices } from './find-list.ts'

export interface CrlServices extends ListServices {
  readonly clock: Clock
}

/** DER as RFC 5280 §4.2.1.13 and RFC 2585 §4.2 name it; no type was ever registered for a list as PEM (RFC 7468 §7). */
const FORMS = {
  crl: { type: 'application/pkix-crl', length: (der: Uint8Array) => der.length, encode: bodyOf },
  pem: { type: 'application/x-pem-file', length: textualLength, encode: textualEncoding },
} as const

export function mountCrl(app: Hono<HttpEnv>, framing: Framing, services: CrlServices): void {
  const answer = (exchange: Exchange): Promise<Response> => revocationList(services, exchange)
  app.get('/crl/:file', framed(framing, PUBLIC_FACE, '/crl/{caId}', answer))
  app.get('/crl/:authority/:file', framed(framing, PUBLIC_FACE, '/crl/{caId}/{shard}', answer))
}

async function revocationList(services: CrlServices, exchange: Exchange): Promise<Response> {
  const { request, headers } = exchange
  const found = await findList(services, request.param('authority'), request.param('file') ?? '')
  const { list, form } = found
  const now = services.clock.now()
  const modified = lastModified(list, now)
  // The number only grows, and no two lists of a shard ever share one.
  const tag = `"${list.authorityId}.${list.shard}.${list.publishedNumber}.${form}"`
  headers['ETag'] = tag
  headers['Last-Modified'] = new Date(modified).toUTCString()
  headers['Cache-Control'] = `public, max-age=${cacheSeconds(list, now)}`
  if (isUnchangedSince(exchange, tag, modified)) return replyUnchanged(exchange)
  const { type, length, encode } = FORMS[form]
  // Also for HEAD, whose answer has no content to be measured.
  headers['Content-Length'] = String(length(list.der))
  return reply(exchange, 200, type, encode(list.der))
}
