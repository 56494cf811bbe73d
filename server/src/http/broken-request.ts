import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

const HEADERS = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
} as const

/** What is wrong with bytes that never became a request, by Node's code. */
const BROKEN: Readonly<Record<string, readonly [status: number, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the header of the request is larger than 16 KiB; send a smaller one'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request took too long to arrive; send it again'],
}
const MALFORMED = [400, 'this is not an HTTP/1.1 request'] as const

/** For `clientError`: the caller hears what was wrong in the form of every other error, then the connection ends. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, sentence] = BROKEN[error.code ?? ''] ?? MALFORMED
  const body = JSON.stringify({ error: sentence })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** A request whose target or Host makes no URL reaches no route (RFC 9112 §3.2). */
export function refuseRequestLine(): Response {
  const body = JSON.stringify({
    error: 'the Host header or the target of the request is not valid',
  })
  return new Response(body, { status: 400, headers: HEADERS })
}
