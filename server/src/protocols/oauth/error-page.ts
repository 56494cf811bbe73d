import { markup } from '../../http/markup.ts'
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'

/** What somebody sees whose program sent a request that cannot be answered at its own address (RFC 6749 §4.1.2.1). */
export function renderErrorPage(
  context: KoaContextWithOIDC,
  { error, error_description: description }: ErrorOut,
  issuer: string,
): void {
  if (context.accepts('json', 'html') !== 'html') {
    context.body = { error, error_description: description, iss: issuer }
    return
  }
  const { host } = new URL(issuer)
  context.type = 'text/html; charset=utf-8'
  context.body = `<!doctype html>${
    markup`<html lang="en"><head><meta charset="utf-8"><title>Request refused · Certman</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"></head>
<body><main><h1>This program cannot be let in</h1>
<p>It sent a request that ${host} refuses. Nothing was granted; you can close this page and tell whoever makes the program:</p>
<p><code>${error}</code>: ${description}</p></main></body></html>`.html
  }`
}
