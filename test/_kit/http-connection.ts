import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface HttpAnswer {
  readonly status: number
  /** The status line and the fields, as they came. */
  readonly head: string
  readonly body: string
}

/** No connection was made: the server cannot have seen the request. */
export class ConnectionRefused extends Error {
  override readonly name = 'ConnectionRefused'
}

/** The request was sent, and its answer did not come whole. */
export class AnswerCut extends Error {
  override readonly name = 'AnswerCut'
}

const END_OF_HEAD = '\r\n\r\n'

/**
 * One HTTP/1.1 connection to 127.0.0.1, one request at a time. It costs a load generator less than a client library does,
 * and it knows what libraries hide: whether a request was refused, cut or answered whole.
 */
export class HttpConnection {
  readonly #socket: Socket
  #received: Buffer = Buffer.alloc(0)
  #waiting: PromiseWithResolvers<HttpAnswer> | undefined
  #isOpen = true

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('error', (error) => this.#end(error))
    socket.on('close', () => this.#end())
  }

  /** @throws ConnectionRefused */
  static open(port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      const refused = (cause: Error): void =>
        reject(new ConnectionRefused(cause.message, { cause }))
      socket.once('error', refused)
      socket.once('connect', () => {
        socket.off('error', refused)
        resolve(new HttpConnection(socket))
      })
    })
  }

  /** False when the other side has closed, or said in its last answer that it will. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /**
   * @param text a whole request, as encodeRequest makes it
   * @throws AnswerCut
   */
  request(text: string): Promise<HttpAnswer> {
    if (this.#waiting) throw new Error('one request at a time')
    if (!this.#isOpen) throw new Error('this connection has ended')
    this.#waiting = Promise.withResolvers()
    this.#socket.write(text)
    return this.#waiting.promise
  }

  close(): void {
    this.#socket.destroy()
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const headLength = this.#received.indexOf(END_OF_HEAD)
    if (headLength < 0) return
    const head = this.#received.toString('latin1', 0, headLength)
    const start = headLength + END_OF_HEAD.length
    const end = start + contentLength(head)
    if (this.#received.length < end) return
    const body = this.#received.toString('utf8', start, end)
    this.#received = this.#received.subarray(end)
    if (/^connection: close$/im.test(head)) this.#isOpen = false
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.resolve({ status: Number(head.slice(9, 12)), head, body })
  }

  #end(cause?: Error): void {
    this.#isOpen = false
    const waiting = this.#waiting
    this.#waiting = undefined
    const got = `${this.#received.length} octets of the answer came`
    waiting?.reject(new AnswerCut(cause ? `${cause.message}; ${got}` : got, { cause }))
  }
}

/** Our servers always know how long an answer is. */
function contentLength(head: string): number {
  const found = /^content-length: (\d+)$/im.exec(head)
  if (found === null) throw new Error(`an answer without Content-Length: ${head}`)
  return Number(found[1])
}

/** A request as it stands on the wire. */
export function encodeRequest(request: {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly apiKey?: string
  readonly idempotencyKey?: string
  readonly body?: object
}): string {
  const { method, path, apiKey, idempotencyKey } = request
  const body = request.body === undefined ? '' : JSON.stringify(request.body)
  const fields = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1']
  if (apiKey !== undefined) fields.push(`Authorization: Bearer ${apiKey}`)
  if (idempotencyKey !== undefined) fields.push(`Idempotency-Key: ${idempotencyKey}`)
  if (body !== '') fields.push('Content-Type: application/json')
  if (method === 'POST') fields.push(`Content-Length: ${Buffer.byteLength(body)}`)
  return `${fields.join('\r\n')}${END_OF_HEAD}${body}`
}
