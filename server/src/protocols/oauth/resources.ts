import type { OAuthResource } from '../../access/oauth/requests.ts'

/** The one scope: what may be done with which CA is the user's choice on the consent page, not the program's. */
export const SCOPE = 'certman'

/** The identifiers of the protected resources (RFC 8707 §2), from the address of the server without a trailing slash. */
export function resourceIdentifiers(issuer: string): Readonly<Record<OAuthResource, string>> {
  return { api: issuer, mcp: `${issuer}/mcp` }
}

/** @returns which resource an indicator names; a trailing slash makes no difference */
export function resourceOf(issuer: string, indicator: string): OAuthResource | undefined {
  const plain = indicator.replace(/\/$/, '')
  const identifiers = resourceIdentifiers(issuer)
  if (plain === identifiers.api) return 'api'
  return plain === identifiers.mcp ? 'mcp' : undefined
}

/** Every spelling of a resource that `resourceOf` takes. */
export function spellingsOf(issuer: string, resource: OAuthResource): readonly string[] {
  const identifier = resourceIdentifiers(issuer)[resource]
  return [identifier, `${identifier}/`]
}
