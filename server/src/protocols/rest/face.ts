import { framed } from '../../http/frame.ts'
import { answering } from './endpoint.ts'
import { ENDPOINTS } from './endpoints.ts'
import { DOCS_HEADERS, describing, describingToPeople } from './description.ts'
import { problemStatus } from './problems.ts'
import type { Hono } from 'hono'
import type { HttpEnv } from '../../http/exchange.ts'
import type { Face, Framing } from '../../http/frame.ts'
import type { RestServices } from './endpoint.ts'

/** Our own headers that a script of another origin may read. */
const EXPOSED = [
  'Certman-CRL-Number',
  'Certman-Error-Code',
  'Idempotency-Ignored',
  'Idempotency-Replayed',
  'Link',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-Id',
].join(', ')

/**
 * Any origin may call: a bearer credential is not sent by a browser of its own accord, as a cookie is, so there is nothing
 * for another origin to ride on; hence no Access-Control-Allow-Credentials either.
 */
const CROSS_ORIGIN = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': EXPOSED,
} as const

/** Answers to one credential, some with a private key: no cache may keep them (RFC 9111 §5.2.2.5). */
export const REST_FACE: Face = {
  headers: {
    ...CROSS_ORIGIN,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  },
  statusOf: problemStatus,
}

/** What a preflight request is told, beside the methods (Fetch standard, CORS protocol). */
export const PREFLIGHT: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
  'Access-Control-Max-Age': '86400',
}

export function mountRest(app: Hono<HttpEnv>, framing: Framing, services: RestServices): void {
  for (const operation of ENDPOINTS) {
    const pattern = operation.route.replaceAll(/\{(\w+)\}/g, ':$1')
    const answer = answering(services, operation)
    app.on(
      operation.method.toUpperCase(),
      pattern,
      framed(framing, REST_FACE, operation.route, answer),
    )
  }
  app.get('/v1/openapi', framed(framing, REST_FACE, '/v1/openapi', describing()))
  const docs: Face = { headers: DOCS_HEADERS, statusOf: problemStatus }
  app.get('/docs', framed(framing, docs, '/docs', describingToPeople()))
}
