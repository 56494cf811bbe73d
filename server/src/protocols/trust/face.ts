import { createHash } from 'node:crypto'
import { entityTag, isUnchanged, replyUnchanged } from '../../http/entity-tag.ts'
import { reply } from '../../http/exchange.ts'
import { framed } from '../../http/frame.ts'
import { publicStatus } from '../../http/public-face.ts'
import { parseUuid } from '../../pki/identifier.ts'
import { findTrustPath } from './described.ts'
import { missingPage, trustPage } from './page.ts'
import { STYLE } from './style.ts'
import type { Hono } from 'hono'
import type { RelyingParties } from '../../ca/revocation/relying-parties.ts'
import type { Exchange, HttpEnv } from '../../http/exchange.ts'
import type { Face, Framing } from '../../http/frame.ts'
import type { Clock } from '../../pki/clock.ts'

export interface TrustServices {
  readonly relyingParties: Pick<RelyingParties, 'authority' | 'chain'>
  readonly clock: Clock
}

/** No script, no other host, no frame; the one style is allowed by its hash (CSP Level 3 §8.3). */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const TRUST_FACE: Face = {
  headers: {
    'Content-Security-Policy': POLICY,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  },
  statusOf: publicStatus,
}

const HTML = 'text/html; charset=utf-8'

/** A page about each CA, for people who are asked to trust it. */
export function mountTrust(app: Hono<HttpEnv>, framing: Framing, services: TrustServices): void {
  const answer = (exchange: Exchange): Promise<Response> => page(services, exchange)
  app.get('/trust/:authority', framed(framing, TRUST_FACE, '/trust/{caId}', answer))
}

async function page(
  { relyingParties, clock }: TrustServices,
  exchange: Exchange,
): Promise<Response> {
  const { headers, request } = exchange
  const authorityId = parseUuid(request.param('authority') ?? '')
  const path = authorityId && (await findTrustPath(relyingParties, authorityId))
  if (path === undefined) {
    headers['Cache-Control'] = 'no-store'
    return reply(exchange, 404, HTML, missingPage())
  }
  const content = trustPage(path, clock.now())
  const tag = entityTag(content)
  headers['ETag'] = tag
  headers['Cache-Control'] = 'public, max-age=300'
  return isUnchanged(exchange, tag) ? replyUnchanged(exchange) : reply(exchange, 200, HTML, content)
}
