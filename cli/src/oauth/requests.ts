import { Refusal } from '../refusal.ts'
import type { AuthorizationServer } from './authorization-server.ts'

type Fetch = typeof globalThis.fetch

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** What an endpoint refused (RFC 6749 §5.2, RFC 8628 §3.5). */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal'
  readonly code: string

  constructor(code: string, description: string) {
    super(description)
    this.code = code
  }
}

/** Registers this program (RFC 7591) for loopback redirects and device codes. @returns its client id */
export async function register(
  fetch: Fetch,
  { registration_endpoint: endpoint }: AuthorizationServer,
): Promise<string> {
  const answer = await post(fetch, endpoint, {
    client_name: 'Certman command line',
    // RFC 8252 §7.3: the port is whatever is free when it is used.
    redirect_uris: ['http://127.0.0.1/callback'],
    grant_types: [
      'authorization_code',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    application_type: 'native',
  })
  return textOf(answer, 'client_id')
}

/** @throws OAuthRefusal */
export async function requestTokens(
  fetch: Fetch,
  endpoint: string,
  now: number,
  parameters: Readonly<Record<string, string>>,
): Promise<Tokens> {
  const answer = await post(fetch, endpoint, new URLSearchParams(parameters))
  const lifetime = answer['expires_in']
  return {
    accessToken: textOf(answer, 'access_token'),
    refreshToken: textOf(answer, 'refresh_token'),
    expiresAt: now + (typeof lifetime === 'number' ? lifetime : 3600) * 1000,
  }
}

/** A form, or JSON for a plain object. @throws OAuthRefusal; Refusal when nobody answers */
export async function post(
  fetch: Fetch,
  endpoint: string,
  body: URLSearchParams | object,
): Promise<Readonly<Record<string, unknown>>> {
  const isForm = body instanceof URLSearchParams
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    body: isForm ? body.toString() : JSON.stringify(body),
    redirect: 'manual',
  }).catch((cause: unknown) => {
    throw new Refusal(
      `no connection: ${new URL(endpoint).origin}`,
      'check whether the server runs',
      cause,
    )
  })
  const text = await response.text()
  const answer = membersOf(text)
  if (response.ok) return answer
  const { error, error_description: description } = answer
  throw new OAuthRefusal(
    typeof error === 'string' ? error : String(response.status),
    typeof description === 'string' ? description : `${endpoint} answered ${response.status}`,
  )
}

function membersOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

export function textOf(answer: Readonly<Record<string, unknown>>, name: string): string {
  const value = answer[name]
  if (typeof value === 'string' && value !== '') return value
  throw new Refusal(`the server answered without ${name}`, 'is it a Certman server?')
}
