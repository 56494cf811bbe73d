import {
  WebStandardStreamableHTTPServerTransport,
  type AuthInfo,
  type McpServer,
} from '@modelcontextprotocol/server'
import type { Caller } from './caller.ts'

export interface Conversation {
  readonly sessionId: string
  readonly credential: string
  readonly server: McpServer
  readonly transport: WebStandardStreamableHTTPServerTransport
  usedAt: number
}

/** Whoever is silent for so long begins anew, without noticing much. */
const IDLE = 30 * 60_000
/** Each holds a server with its tools, some hundred kilobytes. */
const MOST = 500
const MOST_OF_ONE = 20

/**
 * Before revision 2026-07-28 a question to the person travels as a request of the server within a session. A client that can
 * be asked gets one here, in this process's memory; one that is forgotten (a restart, too many) is served without, and
 * confirms by token like everybody else. So nothing depends on it but the comfort of being asked.
 */
export class Conversations {
  readonly #open = new Map<string, Conversation>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** @returns the session of this very credential; somebody else's is none */
  find(sessionId: string | null, { principal }: Caller): Conversation | undefined {
    const found = this.#open.get(sessionId ?? '')
    if (found === undefined || found.credential !== credentialOf(principal)) return undefined
    found.usedAt = this.#now()
    return found
  }

  async begin(sessionId: string, caller: Caller, server: McpServer): Promise<Conversation> {
    const credential = credentialOf(caller.principal)
    await this.#makeRoom(credential)
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => sessionId,
      onsessionclosed: (closed) => {
        this.#open.delete(closed)
      },
    })
    await server.connect(transport)
    const begun = { sessionId, credential, server, transport, usedAt: this.#now() }
    this.#open.set(sessionId, begun)
    return begun
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()]
    this.#open.clear()
    await Promise.all(all.map(({ server }) => server.close()))
  }

  async #makeRoom(credential: string): Promise<void> {
    const oldestFirst = [...this.#open.values()].toSorted((a, b) => a.usedAt - b.usedAt)
    const own = oldestFirst.filter((one) => one.credential === credential)
    const dropped = new Set([
      ...oldestFirst.filter(({ usedAt }) => this.#now() - usedAt > IDLE),
      ...own.slice(0, Math.max(0, own.length - MOST_OF_ONE + 1)),
      ...oldestFirst.slice(0, Math.max(0, oldestFirst.length - MOST + 1)),
    ])
    for (const one of dropped) {
      this.#open.delete(one.sessionId)
      await one.server.close()
    }
  }
}

export function converse(
  { transport }: Conversation,
  request: Request,
  options: { readonly parsedBody: unknown; readonly authInfo: AuthInfo },
): Promise<Response> {
  return transport.handleRequest(request, options)
}

function credentialOf({ kind, id }: Caller['principal']): string {
  return `${kind} ${id}`
}
