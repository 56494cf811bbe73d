import type { Exchange } from '../../http/exchange.ts'
import type { NewSession } from '../../access/sessions.ts'
import type { SecretText } from '../../pki/secret-text.ts'

/**
 * RFC 6265bis §4.1.3.2: a name that begins so is only taken with Secure, Path=/ and no Domain, so no other host and no page
 * without TLS can set it. Browsers count localhost as secure.
 */
const NAME = '__Host-certman'

/** Of a sign-in that is away at a provider: another browser cannot finish it. */
const DEPARTURE = '__Host-certman-departure'
const DEPARTURE_SECONDS = 15 * 60

export function sessionToken(exchange: Exchange): string | undefined {
  return cookieOf(exchange, NAME)
}

export function departureToken(exchange: Exchange): string | undefined {
  return cookieOf(exchange, DEPARTURE)
}

function cookieOf({ request }: Exchange, wanted: string): string | undefined {
  for (const pair of (request.header('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === wanted && value !== undefined && value !== '') return value
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

/** SameSite=Lax: the provider's redirect brings it along. */
export function keepDeparture(exchange: Exchange, token: SecretText): void {
  exchange.headers['Set-Cookie'] =
    `${DEPARTURE}=${token.reveal()}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${DEPARTURE_SECONDS}`
}

export function forgetDeparture(exchange: Exchange): void {
  exchange.headers['Set-Cookie'] =
    `${DEPARTURE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`
}
