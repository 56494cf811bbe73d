import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  Configuration,
  discovery,
  fetchProtectedResource,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { Claims, Going, IdentityProvider, ProviderOptions } from './identity-provider.ts'

const PATIENCE_SECONDS = 10
/** The provider's keys and addresses change rarely, but they do. */
const REMEMBERED_MILLISECONDS = 3_600_000

/** Any provider of OpenID Connect, by its configuration document (OpenID Connect Discovery §4). */
export function createOpenIdProvider(
  options: ProviderOptions & { readonly issuer: string },
  now: () => number,
): IdentityProvider {
  const { id, name, clientId, clientSecret, issuer } = options
  const isPlain = new URL(issuer).protocol === 'http:'
  let known: { readonly at: number; readonly configuration: Promise<Configuration> } | undefined
  const configuration = (): Promise<Configuration> => {
    if (known !== undefined && now() - known.at < REMEMBERED_MILLISECONDS)
      return known.configuration
    const found = discovery(new URL(issuer), clientId, clientSecret.reveal(), undefined, {
      timeout: PATIENCE_SECONDS,
      // Only of this machine: the settings take no other.
      execute: isPlain ? [allowInsecureRequests] : [],
    })
    known = { at: now(), configuration: found }
    found.catch(() => {
      known = undefined
    })
    return found
  }
  return {
    id,
    name,
    begin: async (redirectUri) => begin(await configuration(), 'openid email profile', redirectUri),
    async finish(callback, going) {
      const provider = await configuration()
      const tokens = await authorizationCodeGrant(provider, callback, {
        pkceCodeVerifier: going.verifier,
        expectedState: going.state,
        expectedNonce: going.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('the provider sent no ID token')
      // OpenID Connect Core §5.4: with a code, the address may be told by the UserInfo endpoint alone.
      const told =
        claims['email'] === undefined && provider.serverMetadata().userinfo_endpoint !== undefined
          ? await fetchUserInfo(provider, tokens.access_token, claims.sub)
          : claims
      const { email, name: called } = told
      const { amr } = claims
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: typeof email === 'string' ? email : null,
        isEmailVerified: told['email_verified'] === true,
        name: typeof called === 'string' ? called : '',
        hasSecondFactor: Array.isArray(amr) && amr.includes('mfa'),
      }
    },
  }
}

/** Where GitHub is. */
export interface GitHubPlaces {
  readonly web: string
  readonly api: string
}

const GITHUB: GitHubPlaces = { web: 'https://github.com', api: 'https://api.github.com' }

/** GitHub knows OAuth alone: who it is, and which addresses are theirs, is asked with the token, which is then forgotten. */
export function createGitHubProvider(
  options: ProviderOptions,
  { web, api }: GitHubPlaces = GITHUB,
): IdentityProvider {
  const { id, name, clientId, clientSecret } = options
  const configuration = new Configuration(
    {
      issuer: web,
      authorization_endpoint: `${web}/login/oauth/authorize`,
      token_endpoint: `${web}/login/oauth/access_token`,
    },
    clientId,
    undefined,
    ClientSecretPost(clientSecret.reveal()),
  )
  configuration.timeout = PATIENCE_SECONDS
  if (web.startsWith('http:')) allowInsecureRequests(configuration)
  const ask = async (token: string, path: string): Promise<unknown> => {
    const url = new URL(api + path)
    const headers = new Headers({ Accept: 'application/vnd.github+json', 'User-Agent': 'Certman' })
    const response = await fetchProtectedResource(configuration, token, url, 'GET', null, headers)
    if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}`)
    return response.json()
  }
  return {
    id,
    name,
    begin: (redirectUri) => begin(configuration, 'read:user user:email', redirectUri),
    async finish(callback, going) {
      const { access_token: token } = await authorizationCodeGrant(configuration, callback, {
        pkceCodeVerifier: going.verifier,
        expectedState: going.state,
      })
      return gitHubClaims(web, await ask(token, '/user'), await ask(token, '/user/emails'))
    },
  }
}

function gitHubClaims(issuer: string, user: unknown, emails: unknown): Claims {
  const { id, name } = user as { readonly id?: unknown; readonly name?: unknown }
  if (typeof id !== 'number') throw new Error('GitHub did not say who it is')
  const all = (Array.isArray(emails) ? emails : []) as readonly {
    readonly email?: unknown
    readonly primary?: unknown
    readonly verified?: unknown
  }[]
  const primary = all.find((one) => one.primary === true)
  return {
    issuer,
    subject: String(id),
    email: typeof primary?.email === 'string' ? primary.email : null,
    isEmailVerified: primary?.verified === true,
    name: typeof name === 'string' ? name : '',
    hasSecondFactor: false,
  }
}

async function begin(
  configuration: Configuration,
  scope: string,
  redirectUri: string,
): Promise<{ readonly url: URL; readonly going: Going }> {
  const going = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    redirectUri,
  }
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope,
    state: going.state,
    code_challenge: await calculatePKCECodeChallenge(going.verifier),
    code_challenge_method: 'S256',
    ...(scope.startsWith('openid') ? { nonce: going.nonce } : {}),
  })
  return { url, going }
}
