import { createCertmanClient, OWN_SERVER, parseBaseUrl, type CertmanClient } from '@certman/sdk'
import { readConfigFile } from './config-file.ts'
import type { Console } from './console.ts'
import { Refusal } from './refusal.ts'

/**
 * The API as the options, the variables and the configuration file say, in this order.
 * @throws Refusal without an API key; CertmanError for one, or an address, that can be none
 */
export function connect(console: Console): CertmanClient {
  const apiKey = apiKeyOf(console)
  return createCertmanClient({ apiKey, baseUrl: apiUrlOf(console), fetch: console.fetch })
}

/** @throws Refusal without an API key */
export function apiKeyOf(console: Console): string {
  const apiKey =
    console.options().apiKey ||
    console.variables['CERTMAN_API_KEY'] ||
    readConfigFile(console.home).apiKey
  if (!apiKey) throw new MissingApiKey()
  return apiKey
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
