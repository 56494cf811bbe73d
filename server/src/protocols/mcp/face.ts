import { randomUUID } from 'node:crypto'
import {
  createMcpHandler,
  readRequestBody,
  type McpHttpHandler,
} from '@modelcontextprotocol/server'
import type { Hono } from 'hono'
import { challenging } from '../../http/challenge.ts'
import { HttpRefusal } from '../../http/http-refusal.ts'
import { framed, type Face, type Framing } from '../../http/frame.ts'
import { rateLimitFields } from '../../http/rate-limit-fields.ts'
import type { Exchange, HttpEnv } from '../../http/exchange.ts'
import type { BearerPrincipal } from '../../pki/principal.ts'
import { authInfoOf, callerIn, type Caller } from './caller.ts'
import { Conversations, converse } from './conversations.ts'
import { clientOf, sessionIdOf, type Client } from './client.ts'
import { requireKnownHost } from './origin.ts'
import { problemStatus } from './problems.ts'
import { createServer } from './server.ts'
import type { McpServices } from './dependencies.ts'

const ROUTE = '/mcp'
const MAX_BODY_OCTETS = 256 * 1024
/** What the endpoint itself is named in an access token (RFC 8707) and in its metadata (RFC 9728 §3.1). */
const METADATA = '/.well-known/oauth-protected-resource/mcp'

/** Answers to one credential: no cache may keep them, and no page of another origin may read them. */
const MCP_FACE: Face = {
  headers: {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  },
  statusOf: problemStatus,
}

/** The Model Context Protocol over Streamable HTTP. Nothing depends on a session: whichever instance is asked can answer. */
export function mountMcp(app: Hono<HttpEnv>, framing: Framing, services: McpServices): void {
  const handler = createMcpHandler((context) => createServer(services, callerIn(context)), {
    maxRequestBodySize: MAX_BODY_OCTETS,
  })
  const conversations = new Conversations(() => services.clock.now())
  const serving = { services, handler, conversations }
  services.mcp.ending.addEventListener('abort', () => {
    void Promise.all([handler.close(), conversations.close()])
  })
  const answer = framed(framing, MCP_FACE, ROUTE, (exchange) => serve(serving, exchange))
  // GET would be a stream of what the server says unasked, which is nothing: the handler says so (405).
  for (const method of ['POST', 'GET', 'DELETE']) app.on(method, ROUTE, answer)
  app.on(
    'OPTIONS',
    ROUTE,
    framed(framing, MCP_FACE, ROUTE, (exchange) => {
      admit(services, exchange)
      return new Response(null, { status: 204, headers: { ...exchange.headers, ...PREFLIGHT } })
    }),
  )
}

/** What a browser is told that asks before it sends (Fetch standard, CORS protocol). */
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id',
  'Access-Control-Max-Age': '86400',
} as const

/** @throws HttpRefusal for another host or origin; a page of our own hosts, whatever its port, may read the answer */
function admit({ mcp }: McpServices, { request, headers }: Exchange): void {
  requireKnownHost(request, mcp.hosts())
  const origin = request.header('origin')
  headers['Vary'] = 'Origin'
  if (origin === undefined) return
  headers['Access-Control-Allow-Origin'] = origin
  headers['Access-Control-Expose-Headers'] =
    'Mcp-Session-Id, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id'
}

interface Serving {
  readonly services: McpServices
  /** For everything that stands by itself. */
  readonly handler: McpHttpHandler
  readonly conversations: Conversations
}

async function serve(serving: Serving, exchange: Exchange): Promise<Response> {
  const { services } = serving
  admit(services, exchange)
  const principal = await authenticate(services, exchange)
  const limits = await services.limiter.limit(principal, 'request')
  if (limits) Object.assign(exchange.headers, rateLimitFields([limits]))
  const { request, message } = await readMessage(exchange)
  const client = clientOf(message, request.headers)
  const caller = callerOf(principal, client, exchange)
  const response =
    (await answerWithin(serving, caller, client, { request, message })) ??
    (await serving.handler.fetch(request, { authInfo: authInfoOf(caller) }))
  for (const [name, value] of Object.entries(exchange.headers)) response.headers.set(name, value)
  if (isInitialize(message) && response.ok && !response.headers.has('mcp-session-id')) {
    response.headers.set('Mcp-Session-Id', sessionIdOf(client, randomUUID))
  }
  return response
}

/** @returns undefined for what belongs to no session: most messages */
async function answerWithin(
  { services, conversations }: Serving,
  caller: Caller,
  client: Client,
  { request, message }: { readonly request: Request; readonly message: unknown },
): Promise<Response | undefined> {
  if (request.method === 'GET' || !services.mcp.remembersSessions) return undefined
  const asking = { ...caller, asksPeople: true }
  const known = conversations.find(request.headers.get('mcp-session-id'), caller)
  const conversation =
    known ??
    (client.showsForms && isInitialize(message)
      ? await conversations.begin(
          sessionIdOf(client, randomUUID),
          caller,
          createServer(services, asking),
        )
      : undefined)
  if (conversation === undefined) return undefined
  return converse(conversation, request, { parsedBody: message, authInfo: authInfoOf(asking) })
}

/** @throws HttpRefusal 401 that leads a client to where it can sign in (RFC 9728 §5.1) */
async function authenticate(
  { authenticator, mcp }: McpServices,
  { request, address, requestId }: Exchange,
): Promise<BearerPrincipal> {
  const authorization = request.header('authorization')
  return challenging(
    mcp.baseUrl() + METADATA,
    authorization,
    authenticator.authenticate(authorization, address, requestId, 'mcp'),
  )
}

async function readMessage({
  request: { raw },
}: Exchange): Promise<{ readonly request: Request; readonly message: unknown }> {
  if (raw.method !== 'POST') return { request: raw, message: undefined }
  const body = await readRequestBody(raw, MAX_BODY_OCTETS)
  if (body.tooLarge) {
    throw new HttpRefusal(
      413,
      'contentTooLarge',
      `the message is larger than ${MAX_BODY_OCTETS} octets (256 KiB); send a smaller one`,
      { Connection: 'close' },
    )
  }
  const message = parsed(body.text)
  // Revision 2025-06-18 took batches out of the protocol; within one, limits would count a hundred calls as one.
  if (Array.isArray(message)) {
    throw new HttpRefusal(400, 'invalidRequest', 'MCP has no batches; send one message a request')
  }
  const { url, method, headers, signal } = raw
  return { request: new Request(url, { method, headers, signal, body: body.text }), message }
}

/** What is no JSON is left to the protocol to refuse. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function callerOf(principal: BearerPrincipal, client: Client, { requestId }: Exchange): Caller {
  return {
    principal,
    act: { principal, requestId, via: { face: 'mcp', client: client.name } },
    // Before revision 2026-07-28 this takes a session.
    asksPeople: client.showsForms && client.isStateless,
  }
}

function isInitialize(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'method' in message &&
    message.method === 'initialize'
  )
}
