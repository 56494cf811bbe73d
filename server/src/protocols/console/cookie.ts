import type { Exchange } from '../../http/exchange.ts'
import type { NewSession } from '../../access/sessions.ts'

/**
 * RFC 6265bis §4.1.3.2: a name that begins so is only taken with Secure, Path=/ and no Domain, so no other host and no page
 * without TLS can set it. Browsers count localhost as secure.
 */
const NAME = '__Host-certman'

export function sessionToken({ request }: Exchange): string | undefined {
  for (const pair of (request.header('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === NAME && value !== undefined && value !== '') return value
  }
  return undefined
}

/** SameSite=Lax: a link from elsewhere opens the dashboard signed in; a form from elsewhere sends nothing. */
export function keepSession(exchange: Exchange, session: NewSession): void {
  const expires = new Date(session.expiresAt).toUTCString()
  exchange.headers['Set-Cookie'] =
    `${NAME}=${session.token.reveal()}; Path=/; Secure; HttpOnly; SameSite=Lax; Expires=${expires}`
}

export function forgetSession(exchange: Exchange): void {
  exchange.headers['Set-Cookie'] = `${NAME}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`
}
