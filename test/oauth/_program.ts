import * as oauth from 'oauth4webapi'

/** A program as its authors write it: on an independent client library, over plain HTTP because it is a test. */
export const INSECURE = { [oauth.allowInsecureRequests]: true } as const
export const CALLBACK = 'http://127.0.0.1:34567/callback'

export type Tokens = oauth.TokenEndpointResponse

export interface Program {
  readonly server: oauth.AuthorizationServer
  readonly client: oauth.Client
  readonly authentication: oauth.ClientAuth
}

/** Finds the authorization server from the resource, as RFC 9728 has it, and registers (RFC 7591). */
export async function registerProgram(
  url: string,
  metadata: Partial<oauth.OmitSymbolProperties<oauth.Client>> = {},
): Promise<Program> {
  const server = await discover(url)
  const response = await oauth.dynamicClientRegistrationRequest(
    server,
    { client_name: 'Try-out', redirect_uris: [CALLBACK], ...metadata },
    INSECURE,
  )
  const client = await oauth.processDynamicClientRegistrationResponse(response)
  return { server, client, authentication: oauth.None() }
}

export async function discover(url: string): Promise<oauth.AuthorizationServer> {
  const resource = new URL(url)
  const found = await oauth.processResourceDiscoveryResponse(
    resource,
    await oauth.resourceDiscoveryRequest(resource, INSECURE),
  )
  const issuer = new URL(found.authorization_servers?.[0] ?? '')
  const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...INSECURE })
  return oauth.processDiscoveryResponse(issuer, response)
}

export interface Asked {
  readonly address: URL
  readonly verifier: string
  readonly state: string
}

/** The address that the program opens in its user's browser. */
export async function ask(
  { server, client }: Program,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Asked> {
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const address = new URL(server.authorization_endpoint ?? '')
  const parameters = {
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: CALLBACK,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...changes,
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) address.searchParams.set(name, value)
  }
  return { address, verifier, state }
}

/** Exchanges the code that came back. @throws what the library says of the answer */
export async function redeem(
  { server, client, authentication }: Program,
  callback: URL,
  { state, verifier }: Asked,
  redirectUri = CALLBACK,
): Promise<Tokens> {
  const parameters = oauth.validateAuthResponse(server, client, callback, state)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    parameters,
    redirectUri,
    verifier,
    INSECURE,
  )
  return oauth.processAuthorizationCodeResponse(server, client, response)
}

export async function refresh(
  { server, client, authentication }: Program,
  { refresh_token: token = '' }: Pick<Tokens, 'refresh_token'>,
): Promise<Tokens> {
  const response = await oauth.refreshTokenGrantRequest(
    server,
    client,
    authentication,
    token,
    INSECURE,
  )
  return oauth.processRefreshTokenResponse(server, client, response)
}

/** What the server answers to a refused request at the token endpoint (RFC 6749 §5.2). */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return `${error.status} ${error.error}`
    throw error
  }
  return 'not refused'
}
