import { randomUUID } from 'node:crypto'
import { AuditChain, type AuditKey } from '../audit/audit-chain.ts'
import { asProblem } from '../conflict.ts'
import {
  commitGroup,
  needsFreshConnection,
  type Outcome,
  type WriteRequest,
} from '../group-commit.ts'
import { freeRunningClaims } from '../certificates/idempotency.ts'
import { freeListLeases } from '../revocation/list-publication.ts'
import { freeDeliveryLeases } from '../notifications/webhook-deliveries.ts'
import { migrate } from '../migrate.ts'
import { SqliteConnection } from './connection.ts'

export interface WriterOptions {
  readonly path: string
  readonly auditKey: AuditKey
  readonly role: 'server' | 'operator'
  readonly migrate: boolean
  readonly now: number
  /** When a long log goes into the file: in the commit that makes it long, or when `tidyLog` is called. */
  readonly checkpoints: 'inCommits' | 'onCall'
}

const CACHE_KIBIBYTES = 16_384
/** Above which the log goes into the file, 4 KiB each: as many as SQLite takes by itself. */
const LOG_PAGES = 1000
/** Above which nothing waits any longer: 64 MiB. */
const MOST_LOG_PAGES = 16_384

/** Owns the only write connection of this process to the file. */
export class SqliteWriter {
  readonly #options: WriterOptions
  #open: { readonly connection: SqliteConnection; readonly chain: AuditChain } | undefined
  /** Pages of the log that were not in the file when it was last looked at. */
  #backlog = 0

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

  /**
   * The log goes into the file when it has become long: after the answers, so that nobody who was waiting for a commit waits
   * for that too. What a single large commit has written (a long revocation list) can wait for the commit that follows it.
   * @returns whether it is still long
   */
  tidyLog(next: 'busy' | 'idle'): boolean {
    const connection = this.#open?.connection
    if (connection === undefined) return false
    try {
      const { pages, backlog } = connection.log()
      const isFromOneCommit = backlog - this.#backlog > LOG_PAGES
      this.#backlog = backlog
      if (pages <= LOG_PAGES) return false
      if (isFromOneCommit && next === 'busy' && pages <= MOST_LOG_PAGES) return true
      connection.shortenLog()
      this.#backlog = connection.log().backlog
    } catch {
      // A full disk, perhaps: the log stays as it is, and the next commit tells. SQLite disregards it too.
    }
    return false
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
    if (this.#open !== undefined) return this.#open
    const { path, auditKey, checkpoints } = this.#options
    const connection = new SqliteConnection({
      path,
      readOnly: false,
      cacheKibibytes: CACHE_KIBIBYTES,
    })
    if (checkpoints === 'onCall') connection.deferCheckpoints()
    // A chain per connection: whether the last commit of a broken one arrived need not be known.
    this.#open = { connection, chain: new AuditChain(randomUUID(), auditKey) }
    return this.#open
  }

  #drop(): void {
    const open = this.#open
    this.#open = undefined
    open?.connection.close()
  }
}
