import { AsyncLocalStorage } from 'node:async_hooks'
import { originOf } from '../../http/exchange.ts'
import { requestCompleted, requestFailed } from '../../telemetry/events.ts'
import { ROUTES } from './routes.ts'
import type { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import type { OAuthOrigin } from '../../access/oauth/memory.ts'
import type { Origin } from '../../http/exchange.ts'
import type { Framing } from '../../http/frame.ts'
import type { NodeAnswer } from '../../http/listen.ts'
import type { ProviderOptions } from './configuration.ts'
import type { LimitedRoute, OAuthLimits } from './limits.ts'

/** Without a trailing slash; known only when the server listens. */
export interface OAuthAddresses {
  /** Where programs reach this server. */
  readonly issuer: () => string
  /** Where people do: the same, but for a server that nobody gave an address. */
  readonly dashboard: () => string
}

export interface OAuthFaceOptions {
  readonly provider: Omit<ProviderOptions, 'issuer' | 'dashboard' | 'current'>
  readonly limits: OAuthLimits
  readonly addresses: OAuthAddresses
  /** A fault of ours, of which the caller sees nothing. */
  onFailure(error: unknown, requestId: string | null): void
}

/** What the app needs of it; handed in by the composition root. */
export interface OAuthServices {
  readonly oauth: {
    readonly face: Pick<OAuthFace, 'answering'>
    readonly addresses: OAuthAddresses
    /** Whether clients may be described by documents on the Internet; said in the metadata, so that none is tried in vain. */
    readonly readsDocuments: boolean
  }
}

/** The authorization server on Node's own objects: the library is not of our framework. */
export interface OAuthFace {
  /** Loaded and made when it is first asked for: most servers that run for years need it on a few days. */
  provider(): Promise<Provider>
  answering(framing: Framing): NodeAnswer
}

type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

interface ReadyProvider {
  readonly provider: Provider
  readonly answer: NodeListener
}

interface Turn extends Origin {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly route: LimitedRoute
}

/** Paths that scripts of any origin may call (Fetch standard, CORS protocol): no cookie counts there. */
const CROSS_ORIGIN: ReadonlySet<string> = new Set([
  ROUTES.token,
  ROUTES.revocation,
  ROUTES.registration,
  ROUTES.device_authorization,
])

export function createOAuthFace(options: OAuthFaceOptions): OAuthFace {
  const turns = new AsyncLocalStorage<OAuthOrigin & { readonly route: string }>()
  const current = (): OAuthOrigin & { readonly route: string } =>
    turns.getStore() ?? { address: 'unknown', requestId: null, route: '' }
  let made: Promise<ReadyProvider> | undefined
  const make = async (): Promise<ReadyProvider> => {
    const { createProvider } = await import('./provider.ts')
    const { addresses } = options
    const provider = createProvider({
      ...options.provider,
      issuer: addresses.issuer(),
      dashboard: addresses.dashboard(),
      current,
    })
    const told = (error: unknown): void => options.onFailure(error, current().requestId)
    const koa: EventEmitter = provider
    koa.on('error', told)
    provider.on('server_error', (_context, error) => told(error))
    return { provider, answer: provider.callback() }
  }
  const ready = (): Promise<ReadyProvider> =>
    (made ??= make().catch((error: unknown) => {
      // What failed now, for want of files or memory, may succeed for the next one.
      made = undefined
      throw error
    }))

  async function serve(turn: Turn): Promise<void> {
    const { incoming, outgoing, route, address, requestId } = turn
    if (CROSS_ORIGIN.has(route)) {
      outgoing.setHeader('Access-Control-Allow-Origin', '*')
      outgoing.setHeader(
        'Access-Control-Expose-Headers',
        'Retry-After, WWW-Authenticate, X-Request-Id',
      )
      if (incoming.method === 'OPTIONS') return preflight(outgoing)
    }
    const wait = await options.limits.take(route, address)
    if (wait > 0) return tooMany(outgoing, wait)
    const { answer } = await ready()
    await turns.run({ address, requestId, route }, () => answer(incoming, outgoing))
  }

  return {
    provider: async () => (await ready()).provider,
    answering: (framing) => (incoming, outgoing) => {
      const route = routeOf(incoming)
      if (route === undefined) return false
      const { telemetry } = framing
      const started = performance.now()
      const origin = originOf(
        incoming.socket.remoteAddress,
        (name) => headerOf(incoming, name),
        framing.proxies,
      )
      for (const [name, value] of Object.entries(HEADERS)) outgoing.setHeader(name, value)
      outgoing.setHeader('X-Request-Id', origin.requestId)
      const { requestId, address } = origin
      outgoing.once('close', () => {
        const { statusCode: status } = outgoing
        const { method = '' } = incoming
        const seconds = (performance.now() - started) / 1000
        requestCompleted(telemetry, { method, route, status, seconds, requestId, address })
      })
      serve({ ...origin, incoming, outgoing, route }).catch((error: unknown) => {
        requestFailed(telemetry, { error, code: 'internal', requestId })
        if (!outgoing.headersSent) refuse(outgoing, 500, 'server_error', 'something went wrong')
      })
      return true
    },
  }
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

/** @returns the route of a request that is ours, methods included; everything else is the framework's to answer */
function routeOf({ url = '', method = '', headers }: IncomingMessage): LimitedRoute | undefined {
  // RFC 9112 §3.2: a request without Host is refused in the one way for all addresses.
  if (!url.startsWith('/oauth/') || headers.host === undefined) return undefined
  const [path = ''] = url.split('?', 1)
  if (method === 'GET' && /^\/oauth\/authorize(\/[\w-]+)?$/.test(path)) return ROUTES.authorization
  if ((method === 'POST' || method === 'OPTIONS') && CROSS_ORIGIN.has(path)) {
    return path as LimitedRoute
  }
  return undefined
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

function preflight(outgoing: ServerResponse): void {
  outgoing.writeHead(204, {
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, MCP-Protocol-Version',
    'Access-Control-Max-Age': '86400',
  })
  outgoing.end()
}

function tooMany(outgoing: ServerResponse, seconds: number): void {
  outgoing.setHeader('Retry-After', String(seconds))
  refuse(
    outgoing,
    429,
    'temporarily_unavailable',
    `too many requests from this address; try again in ${seconds} seconds`,
  )
}

/** RFC 6749 §5.2. */
function refuse(
  outgoing: ServerResponse,
  status: number,
  error: string,
  description: string,
): void {
  const content = JSON.stringify({ error, error_description: description })
  outgoing.writeHead(status, { 'Content-Type': 'application/json' })
  outgoing.end(content)
}
