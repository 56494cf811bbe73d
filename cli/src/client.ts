import { createCertmanClient, OWN_SERVER, parseBaseUrl, type CertmanClient } from '@certman/sdk'
import { readConfigFile, type Grant, type GrantName } from './config-file.ts'
import type { Console } from './console.ts'
import { signedInFetch } from './oauth/signed-in-fetch.ts'
import { Refusal } from './refusal.ts'

/**
 * The API as the options, the variables and the configuration file say, in this order; there an API key goes before a
 * sign-in.
 * @throws Refusal without either; CertmanError for a key, or an address, that can be none
 */
export function connect(console: Console): CertmanClient {
  const baseUrl = apiUrlOf(console)
  const apiKey = apiKeyOf(console)
  if (apiKey !== undefined) return createCertmanClient({ apiKey, baseUrl, fetch: console.fetch })
  const { accessToken } = grantFor(console, 'api')
  const fetch = signedInFetch(console, 'api')
  return createCertmanClient({ apiKey: accessToken, baseUrl, fetch })
}

export function apiKeyOf(console: Console): string | undefined {
  return (
    console.options().apiKey ||
    console.variables['CERTMAN_API_KEY'] ||
    readConfigFile(console.home).apiKey ||
    undefined
  )
}

/** A sign-in at this very server: its tokens go nowhere else. @throws Refusal */
export function grantFor(console: Console, name: GrantName): Grant {
  const grant = readConfigFile(console.home).grants?.[name]
  if (grant === undefined) throw name === 'api' ? new MissingApiKey() : new NotSignedIn()
  const url = serverUrlOf(console)
  if (grant.issuer === url) return grant
  throw new Refusal(
    `the sign-in is for ${grant.issuer}, not for ${url}`,
    'sign in there too: certman login --web',
  )
}

/** The server itself, without a trailing slash. @throws CertmanError for what is no address of one */
export function serverUrlOf(console: Console): string {
  return parseBaseUrl(apiUrlOf(console) ?? OWN_SERVER)
}

/** Undefined: the SDK's default, a server on this machine. */
export function apiUrlOf(console: Console): string | undefined {
  return (
    console.options().apiUrl ||
    console.variables['CERTMAN_API_URL'] ||
    readConfigFile(console.home).apiUrl
  )
}

class MissingApiKey extends Refusal {
  constructor() {
    super(
      "No API key configured. Run 'certman login' or set CERTMAN_API_KEY.",
      'an owner of the workspace creates keys',
    )
  }
}

class NotSignedIn extends Refusal {
  constructor() {
    super(
      'assistants need an API key or a sign-in of their own',
      "run 'certman login --web --mcp', or set CERTMAN_API_KEY",
    )
  }
}
