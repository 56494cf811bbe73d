import { entityTag, isUnchanged, replyUnchanged } from '../../http/entity-tag.ts'
import { reply } from '../../http/exchange.ts'
import { framed } from '../../http/frame.ts'
import { HttpRefusal } from '../../http/http-refusal.ts'
import { parseUuid } from '../../pki/identifier.ts'
import { encodePem } from '@certman/x509'
import type { Hono } from 'hono'
import type { CertificationAuthority } from '../../ca/certification-authority.ts'
import type { Exchange, HttpEnv } from '../../http/exchange.ts'
import type { Face, Framing } from '../../http/frame.ts'

export interface PkiServices {
  readonly ca: Pick<CertificationAuthority, 'publishedCertificate'>
}

/** What relying parties fetch, by anybody, over plain HTTP too: what is served is signed itself. */
const PKI_FACE: Face = {
  headers: {
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  },
  statusOf: (code) => (code === 'unavailable' || code === 'storageFull' ? 503 : 500),
}

/**
 * DER as RFC 2585 §4.1 names it, which RFC 5280 §4.2.2.1 asks of caIssuers; PEM as RFC 8555 §9.1 registers it (a chain of
 * one), since no type was ever registered for a single certificate as PEM.
 */
const FORMS = {
  crt: { type: 'application/pkix-cert', encode: (der: Uint8Array) => Uint8Array.from(der) },
  pem: {
    type: 'application/pem-certificate-chain',
    encode: (der: Uint8Array) => `${encodePem('CERTIFICATE', der)}\n`,
  },
} as const

/** A renewed CA keeps its address: an hour is how long a cache may hold on to the former certificate. */
const CACHING = 'public, max-age=3600'

export function mountPki(app: Hono<HttpEnv>, framing: Framing, services: PkiServices): void {
  const answer = (exchange: Exchange): Promise<Response> => authorityCertificate(services, exchange)
  app.get('/ca/:file', framed(framing, PKI_FACE, '/ca/{caId}', answer))
}

async function authorityCertificate({ ca }: PkiServices, exchange: Exchange): Promise<Response> {
  const [, id = '', extension] =
    /^([\w-]+)\.(crt|pem)$/.exec(exchange.request.param('file') ?? '') ?? []
  const authorityId = parseUuid(id)
  const der = authorityId === undefined ? undefined : await ca.publishedCertificate(authorityId)
  if (der === undefined) {
    throw new HttpRefusal(404, 'notFound', 'there is no certificate of a CA at this address')
  }
  const form = FORMS[extension === 'pem' ? 'pem' : 'crt']
  const content = form.encode(der)
  const tag = entityTag(content)
  exchange.headers['ETag'] = tag
  exchange.headers['Cache-Control'] = CACHING
  return isUnchanged(exchange, tag)
    ? replyUnchanged(exchange)
    : reply(exchange, 200, form.type, content)
}
