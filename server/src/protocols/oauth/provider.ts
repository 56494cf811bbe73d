import { timingSafeEqual } from 'node:crypto'
import { Provider, type KoaContextWithOIDC } from 'oidc-provider'
import { ACCESS_TOKEN_MARK, hashToken } from '../../access/oauth/access-token.ts'
import { isLoopbackHost } from './client-metadata.ts'
import { configurationOf, SESSION_COOKIE } from './configuration.ts'
import { ROUTES } from './routes.ts'
import { renderHeldAnswer } from './error-page.ts'
import type { ProviderOptions } from './configuration.ts'

/** Of the library's classes what is replaced. */
interface Prototype<Own> {
  readonly prototype: Own
}

/** The authorization server: the library, told where it stands, what it may do and where it remembers. */
export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(options.issuer, configurationOf(options))
  standAt(provider, options.dashboard)
  markAccessTokens(provider)
  compareHashedSecrets(provider)
  keepNoSession(provider, SESSION_COOKIE)
  redirectNobodyUnasked(provider, options.dashboard)
  readOAuthAlone(provider)
  return provider
}

/** Addresses are made from what the operator says the address is, never from what a request says (Host, X-Forwarded-…). */
function standAt(provider: Provider, address: string): void {
  const { origin, host, protocol } = new URL(address)
  const fixed = { origin, host, protocol: protocol.slice(0, -1), secure: true }
  for (const [name, value] of Object.entries(fixed)) {
    Object.defineProperty(provider.request, name, { get: () => value })
  }
}

function markAccessTokens(provider: Provider): void {
  interface WithId {
    generateTokenId: (this: unknown) => string
  }
  const { prototype } = provider.AccessToken as unknown as Prototype<WithId>
  const generate = prototype.generateTokenId
  prototype.generateTokenId = function marked(this: unknown) {
    return ACCESS_TOKEN_MARK + generate.call(this)
  }
}

/** The adapter gives the SHA-256 of the secret where the library would hold the secret. */
function compareHashedSecrets(provider: Provider): void {
  interface WithSecret {
    readonly clientSecret: string
    compareClientSecret(actual: string): boolean
  }
  const { prototype } = provider.Client as unknown as Prototype<WithSecret>
  prototype.compareClientSecret = function compare(this: WithSecret, actual) {
    const expected = Buffer.from(this.clientSecret, 'base64url')
    const given = hashToken(actual)
    return expected.length === given.length && timingSafeEqual(expected, given)
  }
}

/** The library would remember who was signed in; here only the dashboard does. */
function keepNoSession(provider: Provider, cookie: string): void {
  provider.use(async (context, next) => {
    await next()
    const set = context.response.headers['set-cookie']
    if (!Array.isArray(set)) return
    const kept = set.filter((one) => !one.startsWith(`${cookie}=`))
    if (kept.length > 0) context.set('Set-Cookie', kept)
    else context.remove('Set-Cookie')
  })
}

/** Of OpenID Connect, which is not spoken here. */
const FOREIGN_PARAMETERS = [
  'acr_values',
  'claims',
  'claims_locales',
  'display',
  'id_token_hint',
  'login_hint',
  'max_age',
  'nonce',
  'ui_locales',
] as const
/** No mode of answering has this name. */
const NO_MODE = 'unsupported'

/**
 * RFC 6749 §3.1: what is not of our protocol is ignored, though the library knows it and would refuse, or ask the user for
 * what no page here gives. Answers go by the query alone: a form that sends itself would lead people away unasked.
 */
function readOAuthAlone(provider: Provider): void {
  provider.use(async (context, next) => {
    if (context.path === ROUTES.authorization) {
      const asked = new URLSearchParams(context.querystring)
      for (const name of FOREIGN_PARAMETERS) asked.delete(name)
      // Every request is put before its user; only who wants nobody asked must hear that this cannot be.
      if (asked.get('prompt') !== 'none') asked.delete('prompt')
      if (asked.getAll('response_mode').some((mode) => mode !== 'query')) {
        asked.set('response_mode', NO_MODE)
      }
      context.querystring = asked.toString()
    }
    await next()
  })
}

/**
 * Anybody may register a program: an address of ours that leads to one of theirs without a question would lend them our name
 * (RFC 9700 §4.11.2). So whoever made a mistake before its user was asked is answered on a page with a link.
 */
function redirectNobodyUnasked(provider: Provider, address: string): void {
  provider.use(async (context, next) => {
    await next()
    const { client } = (context as KoaContextWithOIDC).oidc ?? {}
    const location = context.response.get('Location')
    if (context.path !== ROUTES.authorization || client?.clientAuthMethod !== 'none') return
    const target = location === '' ? null : new URL(location, address)
    if (target?.protocol !== 'https:' && target?.protocol !== 'http:') return
    if (target.origin === new URL(address).origin || isLoopbackHost(target.hostname)) return
    context.remove('Location')
    context.status = 400
    renderHeldAnswer(context, target)
  })
}
