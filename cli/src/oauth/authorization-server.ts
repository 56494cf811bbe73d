import { Refusal } from '../refusal.ts'

/** Where a server signs people in (RFC 8414 §2). */
export interface AuthorizationServer {
  readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly registration_endpoint: string
  readonly device_authorization_endpoint: string
  readonly revocation_endpoint: string
}

const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'registration_endpoint',
  'device_authorization_endpoint',
  'revocation_endpoint',
] as const

/** Of these, all but the first are called by us: no code and no token goes to a host that nobody named. */
const CALLED = ENDPOINTS.slice(1)

/** @throws Refusal when the server has none, or speaks for another one (RFC 8414 §3.3) */
export async function discover(
  fetch: typeof globalThis.fetch,
  url: string,
): Promise<AuthorizationServer> {
  const found = await read(fetch, `${url}/.well-known/oauth-authorization-server`)
  const { issuer } = found
  if (issuer !== url) {
    throw new Refusal(
      `${url} calls itself ${String(issuer)}`,
      `name the server as it does: --api-url ${String(issuer)}`,
    )
  }
  for (const name of ENDPOINTS) {
    const endpoint = found[name]
    const isOurs = typeof endpoint === 'string' && URL.canParse(endpoint)
    if (!isOurs || (CALLED.includes(name) && new URL(endpoint).origin !== new URL(url).origin)) {
      throw new Refusal(`${url} names no ${name} of its own`, 'is it a Certman server?')
    }
  }
  return found as unknown as AuthorizationServer
}

async function read(
  fetch: typeof globalThis.fetch,
  address: string,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(address, { redirect: 'manual' }).catch((cause: unknown) => {
    throw new Refusal(
      `no connection: ${new URL(address).origin}`,
      'check the address (--api-url, CERTMAN_API_URL) and whether the server runs',
      cause,
    )
  })
  const members: unknown = response.ok ? await response.json().catch(() => undefined) : undefined
  if (typeof members === 'object' && members !== null) return members as Record<string, unknown>
  throw new Refusal(
    `${address} answered ${response.status}`,
    'this server signs nobody in without a key; use certman login',
  )
}
