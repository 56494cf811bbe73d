import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { eventData } from './event-stream.ts'

export interface BridgeOptions {
  /** Such as `https://certman.internal/mcp`. */
  readonly url: string
  /** Asked before each message: a token that was refreshed is another one. */
  readonly credential: () => Promise<string>
  readonly fetch: typeof globalThis.fetch
  readonly input: Readable
  /** Messages only, one a line. */
  readonly output: Writable
  readonly say: (line: string) => void
}

interface Message {
  readonly id?: string | number | null
  readonly method?: string
  readonly params?: {
    readonly name?: unknown
    readonly uri?: unknown
    readonly requestId?: unknown
    readonly _meta?: Readonly<Record<string, unknown>>
  }
  readonly result?: { readonly protocolVersion?: unknown }
}

const REVISION = 'io.modelcontextprotocol/protocolVersion'
/** JSON-RPC 2.0 §5.1: an error of the transport's own. */
const TRANSPORT_ERROR = -32_000
const PARSE_ERROR = -32_700

/**
 * Carries MCP messages between standard input and output (one JSON object a line) and a Streamable HTTP endpoint. It reads
 * of a message only what belongs into HTTP headers. Returns when the input has ended and everything asked was answered.
 */
export async function bridge(options: BridgeOptions): Promise<void> {
  const session = new Session(options)
  const lines = createInterface({ input: options.input, crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) {
    if (line.trim() === '') continue
    // What opens a conversation is answered before anything else is sent: it decides on revision and session.
    await session.take(line)
  }
  await session.finish()
}

class Session {
  readonly #options: BridgeOptions
  readonly #underWay = new Map<unknown, AbortController>()
  readonly #waiting = new Set<Promise<void>>()
  #revision: string | undefined
  #sessionId: string | undefined

  constructor(options: BridgeOptions) {
    this.#options = options
  }

  async take(line: string): Promise<void> {
    const message = parsed(line)
    if (message === undefined) {
      return this.#write(failure(null, PARSE_ERROR, 'this line is no JSON object'))
    }
    if (message.method === 'notifications/cancelled') {
      this.#underWay.get(message.params?.requestId)?.abort()
    }
    const sent = this.#send(line, message)
    if (message.method === 'initialize') return sent
    this.#waiting.add(sent)
    void sent.finally(() => this.#waiting.delete(sent))
  }

  /** Streams that end only with their reader are ended; what was asked is waited for. */
  async finish(): Promise<void> {
    for (const [id, stream] of this.#underWay) if (isListening(id)) stream.abort()
    await Promise.all(this.#waiting)
  }

  async #send(line: string, message: Message): Promise<void> {
    const { id, method } = message
    const isRequest = method !== undefined && id !== undefined && id !== null
    const ending = new AbortController()
    const name = method === 'subscriptions/listen' ? listening(id) : id
    if (isRequest) this.#underWay.set(name, ending)
    try {
      const response = await this.#options.fetch(this.#options.url, {
        method: 'POST',
        headers: await this.#headersFor(message),
        body: line,
        redirect: 'manual',
        signal: ending.signal,
      })
      this.#sessionId = response.headers.get('mcp-session-id') ?? this.#sessionId
      await this.#pass(response, message)
    } catch (error) {
      if (ending.signal.aborted) return
      this.#fail(message, `no connection to ${this.#options.url}: ${reasonOf(error)}`)
    } finally {
      this.#underWay.delete(name)
    }
  }

  async #headersFor({ method, params }: Message): Promise<Record<string, string>> {
    const own = params?._meta?.[REVISION]
    const revision = typeof own === 'string' ? own : this.#revision
    const named = params?.name ?? params?.uri
    return {
      Authorization: `Bearer ${await this.#options.credential()}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...(revision === undefined ? {} : { 'MCP-Protocol-Version': revision }),
      ...(this.#sessionId === undefined ? {} : { 'Mcp-Session-Id': this.#sessionId }),
      // Since revision 2026-07-28 these repeat what the body says.
      ...(typeof own === 'string' && method !== undefined ? { 'Mcp-Method': method } : {}),
      ...(typeof own === 'string' && typeof named === 'string'
        ? { 'Mcp-Name': headerValue(named) }
        : {}),
    }
  }

  async #pass(response: Response, message: Message): Promise<void> {
    const type = response.headers.get('content-type') ?? ''
    if (type.startsWith('text/event-stream') && response.body !== null) {
      for await (const data of eventData(response.body)) this.#passMessage(data, message)
      return
    }
    const text = await response.text()
    const answer = parsed(text)
    if (answer !== undefined && 'jsonrpc' in answer) return this.#passMessage(text, message)
    if (response.ok) return
    const { error } = (answer ?? {}) as { readonly error?: unknown }
    const sentence = typeof error === 'string' ? error : `the server answered ${response.status}`
    this.#fail(message, sentence)
  }

  #passMessage(text: string, { method }: Message): void {
    const answer = parsed(text)
    if (answer === undefined) return
    const revision = answer.result?.protocolVersion
    if (method === 'initialize' && typeof revision === 'string') this.#revision = revision
    this.#write(answer)
  }

  /** Who asked is told in the protocol; what wanted no answer is told beside it. */
  #fail({ id, method }: Message, sentence: string): void {
    if (method !== undefined && id !== undefined && id !== null) {
      this.#write(failure(id, TRANSPORT_ERROR, sentence))
    } else this.#options.say(sentence)
  }

  #write(message: object): void {
    this.#options.output.write(`${JSON.stringify(message)}\n`)
  }
}

const LISTENING = 'listening '
const listening = (id: unknown): string => LISTENING + String(id)
const isListening = (id: unknown): boolean => typeof id === 'string' && id.startsWith(LISTENING)

function parsed(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

function failure(id: string | number | null, code: number, message: string): object {
  return { jsonrpc: '2.0', id, error: { code, message } }
}

/** RFC 9110 §5.5: what no header may hold travels in base 64, as the protocol writes it. */
function headerValue(text: string): string {
  return /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text)
    ? text
    : `=?base64?${Buffer.from(text).toString('base64')}?=`
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? cause.message : error.message
}
