import { randomUUID } from 'node:crypto'
import pg, { type ClientConfig } from 'pg'
import { AuditChain, type AuditKey } from '../audit/audit-chain.ts'
import { asProblem } from '../conflict.ts'
import {
  commitGroup,
  needsFreshConnection,
  type Outcome,
  type WriteRequest,
} from '../group-commit.ts'
import { PostgresWriteConnection } from './connection.ts'

/** Bounds how long the first of a group waits for the last. */
const MOST_IN_GROUP = 128

interface Waiting {
  readonly request: WriteRequest
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
}

/** Requests that arrive while the lanes are busy share the next transaction. */
export class WriteLanes {
  readonly #lanes: readonly Lane[]
  readonly #onCommit: ((size: number) => void) | undefined
  #waiting: Waiting[] = []
  #scheduled = false

  /** @param onCommit told how many writes each transaction took */
  constructor(
    config: ClientConfig,
    auditKey: AuditKey,
    lanes: number,
    onCommit?: (size: number) => void,
  ) {
    this.#onCommit = onCommit
    this.#lanes = Array.from({ length: lanes }, () => new Lane(config, auditKey))
  }

  write(request: WriteRequest): Promise<never> {
    const { promise, resolve, reject } = Promise.withResolvers<never>()
    this.#waiting.push({ request, resolve, reject })
    this.#schedule()
    return promise
  }

  /** Resolves when all that was asked is answered and the connections are closed. */
  async close(): Promise<void> {
    while (this.#waiting.length > 0 || this.#lanes.some((lane) => lane.busy)) {
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await Promise.all(this.#lanes.map(async (lane) => lane.close()))
  }

  /** After this turn of the event loop, so that what arrives together goes together. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      const free = this.#lanes.find((lane) => !lane.busy)
      if (free !== undefined && this.#waiting.length > 0) void this.#run(free)
    })
  }

  async #run(lane: Lane): Promise<void> {
    const group = this.#waiting.splice(0, MOST_IN_GROUP)
    const outcomes = await lane.run(group.map(({ request }) => request))
    this.#onCommit?.(group.length)
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index]
      if (outcome?.ok) resolve(outcome.value as never)
      else reject(outcome?.error)
    }
    if (this.#waiting.length > 0) this.#schedule()
  }
}

/** One connection, and the audit chain that lives as long as it does. */
class Lane {
  readonly #config: ClientConfig
  readonly #auditKey: AuditKey
  #client: pg.Client | undefined
  #open: { readonly connection: PostgresWriteConnection; readonly chain: AuditChain } | undefined
  busy = false

  constructor(config: ClientConfig, auditKey: AuditKey) {
    this.#config = config
    this.#auditKey = auditKey
  }

  async run(requests: readonly WriteRequest[]): Promise<readonly Outcome[]> {
    this.busy = true
    const outcomes = await this.#commit(requests)
    this.busy = false
    return outcomes
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#drop()
    await client?.end().catch(() => {})
  }

  async #commit(requests: readonly WriteRequest[]): Promise<readonly Outcome[]> {
    try {
      const { connection, chain } = this.#open ?? (await this.#connect())
      const outcomes = await commitGroup(connection, chain, requests)
      if (needsFreshConnection(outcomes)) await this.close()
      return outcomes
    } catch (error) {
      await this.close()
      return requests.map(() => ({ ok: false, error: asProblem(error) }))
    }
  }

  async #connect(): Promise<{
    readonly connection: PostgresWriteConnection
    readonly chain: AuditChain
  }> {
    const client = new pg.Client(this.#config)
    client.on('error', () => this.#drop(client))
    client.on('end', () => this.#drop(client))
    await client.connect()
    this.#client = client
    const connection = new PostgresWriteConnection(client)
    await assureDurability(connection)
    this.#open = { connection, chain: new AuditChain(randomUUID(), this.#auditKey) }
    return this.#open
  }

  #drop(client = this.#client): void {
    if (client !== this.#client) return
    this.#client = undefined
    this.#open = undefined
  }
}

/** What was answered must survive a power cut; a cluster may have been set to forget the last second. */
async function assureDurability(connection: PostgresWriteConnection): Promise<void> {
  const { rows } = await connection.query('show synchronous_commit', [])
  if (rows[0]?.['synchronous_commit'] === 'off') {
    await connection.query('set synchronous_commit = on', [])
  }
}
