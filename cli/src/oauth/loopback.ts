import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Refusal } from '../refusal.ts'

/** A place on this machine where the browser comes back to (RFC 8252 §7.3). */
export interface Loopback {
  readonly redirectUri: string
  /** What the browser brought. @throws Refusal when it does not come in time */
  readonly callback: Promise<URLSearchParams>
  close(): Promise<void>
}

const PATIENCE = 10 * 60_000
const PAGE = (sentence: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Certman</title><body><p>${sentence}</p></body></html>`

export async function listenForCallback(): Promise<Loopback> {
  const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>()
  // Whoever stops waiting closes it; nobody then hears of it.
  promise.catch(() => undefined)
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (request.method !== 'GET' || address.pathname !== '/callback') {
      answer(response, 404, 'There is nothing here.')
      return
    }
    answer(
      response,
      200,
      'Certman has what it needs: go back to the terminal. You can close this window.',
    )
    resolve(address.searchParams)
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  const patience = setTimeout(() => {
    reject(new Refusal('nobody signed in within ten minutes', 'run the command again'))
  }, PATIENCE)
  const { port } = server.address() as AddressInfo
  return {
    redirectUri: `http://127.0.0.1:${port}/callback`,
    callback: promise,
    async close() {
      clearTimeout(patience)
      await closed(server)
    },
  }
}

function answer(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  })
  response.end(PAGE(sentence))
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
