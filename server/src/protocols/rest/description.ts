import { createHash } from 'node:crypto'
import { entityTag, isUnchanged, replyUnchanged } from '../../http/entity-tag.ts'
import { reply } from '../../http/exchange.ts'
import { docsPage } from './docs/page.ts'
import { STYLE } from './docs/style.ts'
import { openApiDocument } from './openapi.ts'
import type { Answer } from '../../http/frame.ts'

/** The OpenAPI document, to anybody. */
export function describing(): Answer {
  return unchanging('application/json', () => JSON.stringify(openApiDocument()))
}

/** The same as a page to read. */
export function describingToPeople(): Answer {
  return unchanging('text/html; charset=utf-8', () => docsPage(openApiDocument()))
}

/** No script, no other host, no frame; the one style is allowed by its hash (CSP Level 3 §8.3). */
export const DOCS_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hashOf(STYLE)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** Made at the first request for it, and the same until the server is replaced. */
function unchanging(contentType: string, make: () => string): Answer {
  let made: { readonly text: string; readonly tag: string } | undefined
  return (exchange) => {
    made ??= tagged(make())
    exchange.headers['ETag'] = made.tag
    exchange.headers['Cache-Control'] = 'public, max-age=300'
    if (isUnchanged(exchange, made.tag)) return replyUnchanged(exchange)
    return reply(exchange, 200, contentType, made.text)
  }
}

function tagged(text: string): { readonly text: string; readonly tag: string } {
  return { text, tag: entityTag(text) }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
