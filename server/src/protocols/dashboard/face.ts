import { isUnchanged, replyUnchanged } from '../../http/entity-tag.ts'
import { reply } from '../../http/exchange.ts'
import { framed } from '../../http/frame.ts'
import { publicStatus } from '../../http/public-face.ts'
import { unmatched } from '../../http/unmatched.ts'
import { acceptedEncoding } from './accepted-encoding.ts'
import { DASHBOARD_HEADERS } from './policy.ts'
import { UNBUILT_PAGE } from './unbuilt-page.ts'
import type { Hono } from 'hono'
import type { Exchange, HttpEnv } from '../../http/exchange.ts'
import type { Face, Framing } from '../../http/frame.ts'
import type { BuiltDashboard, BuiltFile } from './files.ts'

export interface DashboardServices {
  /** undefined: it is not built; everything else works all the same. */
  readonly dashboard: BuiltDashboard | undefined
}

const DASHBOARD_FACE: Face = { headers: DASHBOARD_HEADERS, statusOf: publicStatus }

/**
 * Where the dashboard's page is served: its router does the rest. Only these, so that an unknown address elsewhere stays
 * unknown, and an address of the API never answers a page. Kept equal to dashboard/src/site-map.tsx by a test.
 */
export const DASHBOARD_ROUTES = [
  '/',
  '/setup',
  '/sign-in',
  '/accept-invitation',
  '/oauth/consent',
  '/oauth/device',
  '/key-link/:linkId',
  '/workspaces',
  '/account',
  '/instance',
  '/w/*',
] as const

const FILES = ['/assets/:name', '/theme.js', '/icon.svg'] as const

const FOREVER = 'public, max-age=31536000, immutable'

export function mountDashboard(
  app: Hono<HttpEnv>,
  framing: Framing,
  { dashboard }: DashboardServices,
): void {
  const page = (exchange: Exchange): Response =>
    dashboard === undefined ? unbuilt(exchange) : serve(exchange, dashboard.page)
  for (const route of DASHBOARD_ROUTES) {
    app.get(route, framed(framing, DASHBOARD_FACE, route, page))
  }
  const file = (exchange: Exchange): Response => {
    const found = dashboard?.files.get(exchange.request.path)
    if (found === undefined) throw unmatched('GET', exchange.request.path, [])
    return serve(exchange, found)
  }
  for (const route of FILES) app.get(route, framed(framing, DASHBOARD_FACE, route, file))
}

function serve(exchange: Exchange, file: BuiltFile): Response {
  const { headers } = exchange
  const encoding = acceptedEncoding(exchange.request.header('accept-encoding'), file.encoded)
  // RFC 9110 §8.8.3: each encoding is a representation of its own.
  const tag = encoding === undefined ? file.tag : file.tag.replace(/"$/, `-${encoding}"`)
  headers['ETag'] = tag
  headers['Vary'] = 'Accept-Encoding'
  headers['Cache-Control'] = file.isImmutable ? FOREVER : 'no-cache'
  if (isUnchanged(exchange, tag)) return replyUnchanged(exchange)
  if (encoding === undefined) return reply(exchange, 200, file.contentType, file.content)
  headers['Content-Encoding'] = encoding
  return reply(exchange, 200, file.contentType, file.encoded[encoding] ?? file.content)
}

function unbuilt(exchange: Exchange): Response {
  exchange.headers['Cache-Control'] = 'no-store'
  return reply(exchange, 503, 'text/html; charset=utf-8', UNBUILT_PAGE)
}
