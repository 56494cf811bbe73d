import { errors, type KoaContextWithOIDC } from 'oidc-provider'

/** Of what registers itself (RFC 7591): longer names only serve to mislead whoever reads the consent page. */
const MOST_NAME_CHARACTERS = 100
const MOST_REDIRECT_URIS = 10
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The members that the library hands over while it reads a client's metadata; the first makes it call at all. */
export const OWN_METADATA = ['software_id', 'software_version']

interface Metadata {
  application_type?: unknown
  client_name?: unknown
  client_secret?: unknown
  client_secret_expires_at?: unknown
  jwks?: unknown
  jwks_uri?: unknown
  redirect_uris?: unknown
  scope?: unknown
  sector_identifier_uri?: unknown
  token_endpoint_auth_method?: unknown
}

/**
 * RFC 7591 §3.2.1 lets the server replace what it would rather not have: a program that registers itself is public, since
 * a secret that anybody may have made is none.
 * @throws InvalidClientMetadata
 */
export function adjustMetadata(
  context: KoaContextWithOIDC | undefined,
  key: string,
  value: unknown,
  metadata: Metadata,
): void {
  if (value !== undefined && (typeof value !== 'string' || value.length > 200)) {
    throw new errors.InvalidClientMetadata(`${key} must be a short text`)
  }
  if (key !== OWN_METADATA[0]) return
  markNative(metadata)
  requireSafeRedirects(metadata.redirect_uris)
  // There is one scope, whatever a program would ask for: what it may do is the user's choice.
  delete metadata.scope
  // Of OpenID Connect, or of keys that no client has here: nothing shall be fetched because a stranger names an address.
  delete metadata.sector_identifier_uri
  delete metadata.jwks_uri
  delete metadata.jwks
  if (context?.oidc.route === 'registration') {
    metadata.token_endpoint_auth_method = 'none'
    delete metadata.client_secret
    delete metadata.client_secret_expires_at
  }
  // What a workspace made went through the rules of our own verb.
  if (metadata.token_endpoint_auth_method === 'none') requireModesty(metadata)
}

function requireModesty({ client_name: name, redirect_uris: uris }: Metadata): void {
  if (typeof name === 'string' && !isFitName(name)) {
    throw new errors.InvalidClientMetadata(
      `client_name must have 1 to ${MOST_NAME_CHARACTERS} visible characters`,
    )
  }
  if (Array.isArray(uris) && uris.length > MOST_REDIRECT_URIS) {
    throw new errors.InvalidClientMetadata(`redirect_uris may have ${MOST_REDIRECT_URIS} members`)
  }
}

/** RFC 8252 §7.3: on loopback the port is whatever was free; that goes for every program that has such an address. */
function markNative(metadata: Metadata): void {
  const { redirect_uris: uris } = metadata
  if (!Array.isArray(uris) || uris.length === 0) return
  if (uris.some((uri) => typeof uri === 'string' && isOfNative(uri))) {
    metadata.application_type = 'native'
  }
}

/** RFC 9700 §4.1.3: an answer over plain HTTP can be read on its way; on loopback there is no way. */
function requireSafeRedirects(uris: unknown): void {
  if (!Array.isArray(uris)) return
  for (const uri of uris as readonly unknown[]) {
    const parsed = typeof uri === 'string' ? URL.parse(uri) : null
    if (parsed?.protocol !== 'http:' || isLoopbackHost(parsed.hostname)) continue
    throw new errors.InvalidClientMetadata('redirect_uris over http may only be on loopback')
  }
}

function isOfNative(uri: string): boolean {
  const parsed = URL.parse(uri)
  if (parsed === null) return false
  if (parsed.protocol === 'http:') return isLoopbackHost(parsed.hostname)
  return parsed.protocol !== 'https:'
}

function isFitName(name: string): boolean {
  const { length } = Array.from(name.trim())
  return length >= 1 && length <= MOST_NAME_CHARACTERS && !/\p{C}/u.test(name)
}

/** As the URL parser writes them. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK.has(hostname)
}
