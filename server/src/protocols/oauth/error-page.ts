import { markup, type Markup } from '../../http/markup.ts'
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'

/** What the library says when a client's document is out of reach; a test sees to it that it still does. */
const NOT_FETCHED = 'client_id metadata document fetch failed'

type Context = Pick<KoaContextWithOIDC, 'accepts' | 'body' | 'type'>

/** What somebody sees whose program sent a request that cannot be answered at its own address (RFC 6749 §4.1.2.1). */
export function renderErrorPage(
  context: Context,
  { error, error_description: description }: ErrorOut,
  issuer: string,
): void {
  if (context.accepts('json', 'html') !== 'html') {
    context.body = { error, error_description: description, iss: issuer }
    return
  }
  if (description === NOT_FETCHED) {
    show(
      context,
      markup`<p>It is described by a document on the Internet, which this server could not fetch. Nothing was granted; you can close this page.</p>
<p>Where the server does not reach the Internet, its operator sets <code>CERTMAN_OAUTH_CLIENT_DOCUMENTS=off</code>; the program then registers instead.</p>`,
    )
    return
  }
  show(
    context,
    markup`<p>It sent a request that is refused here. Nothing was granted; you can close this page and tell whoever makes the program:</p>
<p><code>${error}</code>: ${description}</p>`,
  )
}

/** The answer is for a place that nobody vouches for: whoever reads this decides whether to go there. */
export function renderHeldAnswer(context: Context, target: URL): void {
  const answer =
    target.hash === '' ? target.searchParams : new URLSearchParams(target.hash.slice(1))
  const error = answer.get('error') ?? 'error'
  const description = answer.get('error_description') ?? undefined
  show(
    context,
    markup`<p>It sent a request that is refused here, and nothing was granted:</p>
<p><code>${error}</code>: ${description}</p>
<p>If you know it, you can <a href="${target.href}" rel="noreferrer">tell it so at ${target.host}</a>.</p>`,
  )
}

function show(context: Context, content: Markup): void {
  context.type = 'text/html; charset=utf-8'
  context.body = `<!doctype html>${
    markup`<html lang="en"><head><meta charset="utf-8"><title>Request refused · Certman</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"></head>
<body><main><h1>This program cannot be let in</h1>
${content}</main></body></html>`.html
  }`
}
