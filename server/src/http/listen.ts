import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { getRequestListener } from '@hono/node-server'
import { Problem } from '../pki/problem.ts'
import { Drain } from './drain.ts'
import { answerBrokenRequest, refuseRequestLine } from './broken-request.ts'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Server as TlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { NodeBindings } from './exchange.ts'

/** PEM: the chain with the leaf first, and the leaf's private key. */
export interface TlsIdentity {
  readonly cert: string
  readonly key: string
}

/** Answers a request on Node's own objects, or returns false and leaves it alone. It never throws. */
export type NodeAnswer = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

export interface ListenOptions {
  /** Asked before `fetch`: for the few addresses on which the framework's price would be most of the whole. */
  readonly first?: NodeAnswer | undefined
  fetch(request: Request, bindings: NodeBindings): Response | Promise<Response>
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** The setting that chooses the port, for the sentence when it cannot be had. */
  readonly portSetting: string
  /** undefined: plain HTTP. */
  readonly tls?: TlsIdentity | undefined
  /** The socket failed later on, for example for want of file descriptors; the server goes on. */
  onError(error: Error): void
  /** How long `close` waits for running requests; 30 seconds. */
  readonly drainMilliseconds?: number
}

/** A listening server. Disposing of it closes it. */
export interface Listener extends AsyncDisposable {
  readonly port: number
  /** A renewed certificate, from the next handshake on. */
  setTls(identity: TlsIdentity): void
  /** Takes no further connection, answers the requests that are there, and ends. */
  close(): Promise<void>
}

/** What a client may take of the server: slow or endless requests end, and one host cannot hold every socket. */
const LIMITS = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  // Longer than the idle time of the usual proxies (60 s), so that it is never we who close under their request.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
  connectionsCheckingInterval: 5_000,
  // A request without Host is refused all the same (RFC 9112 §3.2), by us: Node's own refusal has no content.
  requireHostHeader: false,
} as const
const MAX_CONNECTIONS = 10_000
const MAX_HEADERS = 100
const DRAIN_MILLISECONDS = 30_000
/** RFC 9325 §3.1.1: nothing below TLS 1.2. */
const MIN_TLS = 'TLSv1.2'

/** @throws Problem `unavailable` with one sentence that names the port and the setting, when it cannot be had */
export async function listen(options: ListenOptions): Promise<Listener> {
  const drain = new Drain()
  const answer = getRequestListener(
    // Only HTTP/1.1 servers are made here.
    (request, bindings) => options.fetch(request, bindings as NodeBindings),
    {
      errorHandler: refuseRequestLine,
    },
  )
  const handler: Handler = (incoming, outgoing) => {
    drain.track(outgoing)
    if (options.first?.(incoming, outgoing) !== true) void answer(incoming, outgoing)
  }
  const server = options.tls ? tlsServer(options.tls, handler) : createServer(LIMITS, handler)
  server.maxConnections = MAX_CONNECTIONS
  server.maxHeadersCount = MAX_HEADERS
  server.on('clientError', answerBrokenRequest)
  await bind(server, options)
  const { port } = server.address() as AddressInfo
  let closed: Promise<void> | undefined
  const close = (): Promise<void> =>
    (closed ??= drain.end(server, options.drainMilliseconds ?? DRAIN_MILLISECONDS))
  return {
    port,
    setTls: (identity) => replaceIdentity(server, identity),
    close,
    [Symbol.asyncDispose]: close,
  }
}

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void

function tlsServer(identity: TlsIdentity, handler: Handler): TlsServer {
  try {
    return createTlsServer({ ...LIMITS, ...identity, minVersion: MIN_TLS }, handler)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Problem(
      'unavailable',
      `the TLS certificate and key cannot be used (${reason}); give both as PEM, the certificate first in its chain`,
      { cause },
    )
  }
}

function bind(server: Server | TlsServer, options: ListenOptions): Promise<void> {
  const { host, port, portSetting } = options
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Problem('unavailable', whyNot(error, host, port, portSetting), { cause: error }))
    })
    server.listen({ host, port }, () => {
      server.removeAllListeners('error')
      server.on('error', (error) => options.onError(error))
      resolve()
    })
  })
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number, setting: string): string {
  const where = `port ${port} on ${host}`
  switch (error.code) {
    case 'EADDRINUSE':
      return `${where} is in use; stop the program that has it, or set ${setting} to another port`
    case 'EACCES':
      return `${where} needs privileges that this process does not have; set ${setting} to a port above 1023`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine; set CERTMAN_HOST to one that is`
    default:
      return `${where} cannot be opened (${error.code ?? error.message}); set CERTMAN_HOST and ${setting}`
  }
}

function replaceIdentity(server: Server | TlsServer, identity: TlsIdentity): void {
  if (!('setSecureContext' in server)) throw new Error('a plain HTTP listener has no certificate')
  server.setSecureContext({ ...identity, minVersion: MIN_TLS })
}
