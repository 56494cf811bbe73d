import { randomUUID } from 'node:crypto'
import { AuditChain, type AuditKey } from '../audit-chain.ts'
import { asProblem } from '../conflict.ts'
import {
  commitGroup,
  needsFreshConnection,
  type Outcome,
  type WriteRequest,
} from '../group-commit.ts'
import { freeRunningClaims } from '../idempotency.ts'
import { freeListLeases } from '../list-publication.ts'
import { freeDeliveryLeases } from '../webhook-deliveries.ts'
import { migrate } from '../migrate.ts'
import { SqliteConnection } from './connection.ts'

export interface WriterOptions {
  readonly path: string
  readonly auditKey: AuditKey
  readonly role: 'server' | 'operator'
  readonly migrate: boolean
  readonly now: number
}

const CACHE_KIBIBYTES = 16_384

/** Owns the only write connection of this process to the file. */
export class SqliteWriter {
  readonly #options: WriterOptions
  #open: { readonly connection: SqliteConnection; readonly chain: AuditChain } | undefined

  private constructor(options: WriterOptions) {
    this.#options = options
  }

  /** @throws Problem `unavailable` | `storageFull` */
  static async open(options: WriterOptions): Promise<SqliteWriter> {
    const writer = new SqliteWriter(options)
    try {
      await writer.#prepare()
    } catch (error) {
      writer.#drop()
      throw asProblem(error)
    }
    return writer
  }

  async commit(requests: readonly WriteRequest[]): Promise<readonly Outcome[]> {
    try {
      const { connection, chain } = this.#connect()
      const outcomes = await commitGroup(connection, chain, requests)
      if (needsFreshConnection(outcomes)) this.#drop()
      return outcomes
    } catch (error) {
      this.#drop()
      return requests.map(() => ({ ok: false, error: asProblem(error) }))
    }
  }

  close(): void {
    try {
      this.#open?.connection.checkpoint()
    } finally {
      this.#drop()
    }
  }

  async #prepare(): Promise<void> {
    const { connection } = this.#connect()
    await connection.begin()
    try {
      await migrate(connection, { migrate: this.#options.migrate, now: this.#options.now })
      if (this.#options.role === 'server') {
        await freeRunningClaims(connection)
        await freeListLeases(connection)
        await freeDeliveryLeases(connection)
      }
      await connection.commit()
    } catch (error) {
      await connection.rollback()
      throw error
    }
  }

  #connect(): { readonly connection: SqliteConnection; readonly chain: AuditChain } {
    this.#open ??= {
      connection: new SqliteConnection({
        path: this.#options.path,
        readOnly: false,
        cacheKibibytes: CACHE_KIBIBYTES,
      }),
      // A chain per connection: whether the last commit of a broken one arrived need not be known.
      chain: new AuditChain(randomUUID(), this.#options.auditKey),
    }
    return this.#open
  }

  #drop(): void {
    const open = this.#open
    this.#open = undefined
    open?.connection.close()
  }
}
