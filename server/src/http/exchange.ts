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

/** Whence a request comes, and its name in the log. */
export interface Origin {
  readonly requestId: string
  /** The socket's other end. */
  readonly peer: string
  /** The client's address, seen through trusted proxies. */
  readonly address: string
}

/** One request on its way to its answer. */
export interface Exchange extends Origin {
  readonly request: HonoRequest
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
  const peer = context.env?.incoming?.socket.remoteAddress
  const origin = originOf(peer, (name) => request.header(name), proxies)
  return { ...origin, request, headers: { ...headers, 'X-Request-Id': origin.requestId } }
}

/** @param header reads a header of the request by its lower-case name */
export function originOf(
  socketAddress: string | undefined,
  header: (name: string) => string | undefined,
  proxies: TrustedProxies,
): Origin {
  const peer = socketAddress ?? 'unknown'
  if (!proxies.isTrusted(peer)) {
    return { requestId: randomUUID(), peer, address: proxies.clientAddress(peer, undefined) }
  }
  return {
    requestId: foreignRequestId(header('x-request-id')) ?? randomUUID(),
    peer,
    address: proxies.clientAddress(peer, header('x-forwarded-for')),
  }
}

function foreignRequestId(id: string | undefined): string | undefined {
  return id !== undefined && FOREIGN_REQUEST_ID.test(id) ? id : undefined
}

/** Builds the answer in one go: a Response made from a plain object is the adapter's quick path. */
export function reply(
  exchange: Exchange,
  status: number,
  contentType: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>,
): Response {
  exchange.headers['Content-Type'] = contentType
  return new Response(body, { status, headers: exchange.headers })
}

export function replyJson(exchange: Exchange, value: unknown): Response {
  return reply(exchange, 200, 'application/json', JSON.stringify(value))
}

/**
 * Octets as the body of an answer, without a copy where there need not be one: only those in memory that is shared with
 * another thread cannot be sent as they are.
 */
export function bodyOf(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  // The check of the buffer is what the type asks for; the compiler does not narrow by it.
  return octets.buffer instanceof ArrayBuffer
    ? (octets as Uint8Array<ArrayBuffer>)
    : Uint8Array.from(octets)
}
