import { generateKeyPairSync } from 'node:crypto'
import { errors, interactionPolicy, type Configuration, type JWK } from 'oidc-provider'
import { CONSENT_COOKIE_PATH, consentCookie } from '../../http/consent-cookie.ts'
import { adapterOver, type AdapterOptions } from './adapter.ts'
import { adjustMetadata, OWN_METADATA } from './client-metadata.ts'
import { renderErrorPage } from './error-page.ts'
import { ROUTES } from './routes.ts'
import { resourceIdentifiers, resourceOf, SCOPE } from './resources.ts'

export interface ProviderOptions extends AdapterOptions {
  /** Where people reach this server, without a trailing slash. */
  readonly dashboard: string
  readonly newId: () => string
  /** Whether a client may be described by a document at an address of its own. */
  readonly readsDocuments: boolean
  /** Fetches a client's document at an address of its own choice: must reach nothing but the public Internet. */
  fetchDocument(url: URL, signal: AbortSignal): Promise<Response>
}

export const SESSION_COOKIE = '__Secure-certman-oauth-session'
const MINUTE = 60
const DAY = 24 * 60 * MINUTE
/** How long somebody may take to sign in and decide. */
const DECIDING = 30 * MINUTE

/** OAuth 2.1 and nothing beside it: code with PKCE, device codes, rotating refresh tokens; no OpenID Connect. */
export function configurationOf(options: ProviderOptions): Configuration {
  const { issuer } = options
  return {
    adapter: adapterOver(options),
    clients: [],
    clientAuthMethods: ['client_secret_post', 'none'],
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: 'ES256',
    },
    extraClientMetadata: { properties: [...OWN_METADATA], validator: adjustMetadata },
    responseTypes: ['code'],
    scopes: ['offline_access', SCOPE],
    routes: ROUTES,
    cookies: {
      names: {
        session: SESSION_COOKIE,
        interaction: '__Secure-certman-oauth-interaction',
        resume: '__Secure-certman-oauth-resume',
      },
      long: COOKIE,
      short: COOKIE,
    },
    features: featuresOf(options),
    interactions: {
      policy: askingAlways(),
      url: (context, { uid }) => {
        context.cookies.set(consentCookie(uid), uid, {
          ...COOKIE,
          path: CONSENT_COOKIE_PATH,
          maxAge: DECIDING * 1000,
        })
        return `/oauth/consent?request=${encodeURIComponent(uid)}`
      },
    },
    ttl: {
      AccessToken: 60 * MINUTE,
      AuthorizationCode: MINUTE,
      DeviceCode: 10 * MINUTE,
      Grant: 30 * DAY,
      IdToken: 60 * MINUTE,
      Interaction: DECIDING,
      RefreshToken: 30 * DAY,
      Session: DECIDING,
    },
    // OAuth 2.1 §7.5.2: for every client, confidential ones too.
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    revokeGrantPolicy: () => true,
    loadExistingGrant: async (context) => {
      const grantId = context.oidc.result?.consent?.grantId
      return grantId === undefined ? undefined : context.oidc.provider.Grant.find(grantId)
    },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    // Run for every request for a grant, after the scopes that were asked for have been read.
    extraParams: {
      certman: ({ oidc: { params } }) => {
        if (params === undefined) return
        params['scope'] = SCOPE
        // Before the user is asked: what they agree to must be what the program gets.
        requireOneResource(params['resource'])
      },
    },
    // A token is checked anew at each use, so a clock that is late need not be excused.
    clockTolerance: 0,
    jwks: { keys: [unusedKey()] },
    renderError: (context, out) => renderErrorPage(context, out, issuer),
    fetch: (url, init) =>
      options.fetchDocument(new URL(url), init?.signal ?? AbortSignal.timeout(2500)),
    discovery: {},
  }
}

/** The library wants a key for ID tokens, of which it makes none here. */
function unusedKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ format: 'jwk' })
}

const COOKIE = { httpOnly: true, sameSite: 'lax', secure: true, signed: false } as const

function featuresOf({ issuer, newId, readsDocuments }: ProviderOptions): Configuration['features'] {
  const off = { enabled: false }
  return {
    devInteractions: off,
    dPoP: off,
    pushedAuthorizationRequests: off,
    rpInitiatedLogout: off,
    userinfo: off,
    clientIdMetadataDocument: { enabled: readsDocuments, ack: 'draft-02' },
    deviceFlow: { enabled: true, charset: 'base-20', mask: '****-****', deviceInfo: () => ({}) },
    registration: { enabled: true, idFactory: newId, issueRegistrationAccessToken: false },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_context, _client, oneOf) => {
        requireOneResource(oneOf)
        return oneOf?.[0] ?? resourceIdentifiers(issuer).api
      },
      getResourceServerInfo: (_context, indicator) => {
        const resource = resourceOf(issuer, indicator)
        if (resource === undefined) {
          const known = Object.values(resourceIdentifiers(issuer)).join(' and ')
          throw new errors.InvalidTarget(`there is no such resource; there are ${known}`)
        }
        const audience = resourceIdentifiers(issuer)[resource]
        return { scope: SCOPE, audience, accessTokenFormat: 'opaque' }
      },
    },
  }
}

/** RFC 8707 §2 lets a request name several; here a grant is for one. */
function requireOneResource(asked: unknown): void {
  if (!Array.isArray(asked) || asked.length <= 1) return
  throw new errors.InvalidTarget('a token is for one resource; ask for one at a time')
}

/** Every request is put before its user: an earlier answer was for another grant. */
function askingAlways(): interactionPolicy.Prompt[] {
  const { Check, Prompt } = interactionPolicy
  const notAsked = new Check(
    'consent_missing',
    'the user has not agreed yet',
    'consent_required',
    ({ oidc }) => oidc.result?.consent === undefined,
  )
  return [new Prompt({ name: 'consent', requestable: true }, notAsked)]
}
