import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context, HonoRequest } from 'hono'
import type { TrustedProxies } from './client-address.ts'

/** What the Node listener hands over beside the request; absent when a test calls the app in-process. */
export interface NodeBindings {
  readonly incoming?: IncomingMessage
  readonly outgoing?: ServerResponse
}

export interface HttpEnv {
  Bindings: NodeBindings
}

/** One request on its way to its answer. */
export interface Exchange {
  readonly request: HonoRequest
  readonly requestId: string
  /** The socket's other end. */
  readonly peer: string
  /** The client's address, seen through trusted proxies. */
  readonly address: string
  /** Headers of the answer, whatever it will be; whoever knows one adds it. */
  readonly headers: Record<string, string>
}

/** What a proxy may hand on as a request id: short, printable, and nothing that could break a log line. */
const FOREIGN_REQUEST_ID = /^[\w.:+/=-]{1,128}$/

export function openExchange(
  context: Context<HttpEnv>,
  proxies: TrustedProxies,
  headers: Readonly<Record<string, string>>,
): Exchange {
  const request = context.req
  const peer = context.env?.incoming?.socket.remoteAddress ?? 'unknown'
  const behindProxy = proxies.isTrusted(peer)
  const requestId = (behindProxy ? foreignRequestId(request) : undefined) ?? randomUUID()
  return {
    request,
    requestId,
    peer,
    address: proxies.clientAddress(
      peer,
      behindProxy ? request.header('x-forwarded-for') : undefined,
    ),
    headers: { ...headers, 'X-Request-Id': requestId },
  }
}

function foreignRequestId(request: HonoRequest): string | undefined {
  const id = request.header('x-request-id')
  return id !== undefined && FOREIGN_REQUEST_ID.test(id) ? id : undefined
}

/** Builds the answer in one go: a Response made from a plain object is the adapter's quick path. */
export function reply(
  exchange: Exchange,
  status: number,
  contentType: string,
  body: string | Uint8Array<ArrayBuffer>,
): Response {
  exchange.headers['Content-Type'] = contentType
  return new Response(body, { status, headers: exchange.headers })
}

export function replyJson(exchange: Exchange, value: unknown): Response {
  return reply(exchange, 200, 'application/json', JSON.stringify(value))
}
