import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Kysely } from 'kysely'
import type { QueryOutcome, SqlValue, Statement } from '../connection.ts'
import type { WriteConnection } from '../group-commit.ts'
import type { Database } from '../schema.ts'

/** Statements of the moment (searches with so many CAs) must not pile up. */
const MOST_KEPT = 300

export interface SqliteOptions {
  readonly path: string
  readonly readOnly: boolean
  /** Page cache of this connection; the operating system's cache does the rest. */
  readonly cacheKibibytes: number
}

export interface LogState {
  readonly pages: number
  /** Of those, how many are not in the file yet. */
  readonly backlog: number
}

/** One connection to the file, with its statements prepared once. Synchronous beneath its promises. */
export class SqliteConnection implements WriteConnection {
  readonly dialect = 'sqlite'
  readonly #database: DatabaseSync
  readonly #kept = new Map<string, StatementSync>()
  #kysely: Promise<Kysely<Database>> | undefined

  constructor({ path, readOnly, cacheKibibytes }: SqliteOptions) {
    // The operator's commands and the server write one after the other; ten seconds is longer than any write takes.
    this.#database = new DatabaseSync(path, { timeout: 10_000, enableForeignKeyConstraints: true })
    this.#database.exec(`pragma cache_size = -${cacheKibibytes}; pragma temp_store = memory`)
    if (readOnly) {
      this.#database.exec('pragma query_only = on')
      return
    }
    // FULL: in WAL mode with NORMAL a power cut loses certificates that were already handed out.
    this.#database.exec('pragma journal_mode = wal; pragma synchronous = full')
    this.#database.exec('pragma journal_size_limit = 67108864')
  }

  async all<Row>(statement: Statement, ...parameters: readonly SqlValue[]): Promise<Row[]> {
    return this.#prepare(statement.sqlite).all(...parameters) as Row[]
  }

  async get<Row>(
    statement: Statement,
    ...parameters: readonly SqlValue[]
  ): Promise<Row | undefined> {
    return this.#prepare(statement.sqlite).get(...parameters) as Row | undefined
  }

  async run(statement: Statement, ...parameters: readonly SqlValue[]): Promise<number> {
    return Number(this.#prepare(statement.sqlite).run(...parameters).changes)
  }

  async query(sql: string, parameters: readonly SqlValue[]): Promise<QueryOutcome> {
    const prepared = this.#prepare(sql)
    if (prepared.columns().length === 0) {
      return { rows: [], changes: Number(prepared.run(...parameters).changes) }
    }
    const rows = prepared.all(...parameters)
    return { rows: rows as QueryOutcome['rows'], changes: rows.length }
  }

  async kysely(): Promise<Kysely<Database>> {
    this.#kysely ??= import('../kysely-connection.ts').then(({ kyselyOver }) => kyselyOver(this))
    return this.#kysely
  }

  async begin(): Promise<void> {
    this.#database.exec('begin immediate')
  }

  async commit(): Promise<void> {
    this.#database.exec('commit')
  }

  async rollback(): Promise<void> {
    if (this.#database.isTransaction) this.#database.exec('rollback')
  }

  /** The write-ahead log goes into the file and is emptied, as far as readers allow. */
  checkpoint(): void {
    this.#database.exec('pragma wal_checkpoint(truncate)')
  }

  /** From now on the log goes into the file only when it is asked to, not within the commit that makes it long. */
  deferCheckpoints(): void {
    this.#database.exec('pragma wal_autocheckpoint = 0')
  }

  /** The log begins anew with the commit after a checkpoint that nobody's reading hindered; until then it only grows. */
  log(): LogState {
    const { log, checkpointed } = this.#prepare('pragma wal_checkpoint(noop)').get() ?? {}
    return { pages: Number(log), backlog: Number(log) - Number(checkpointed) }
  }

  /** As much of the log as readers allow goes into the file. */
  shortenLog(): void {
    this.#prepare('pragma wal_checkpoint(passive)').get()
  }

  close(): void {
    this.#kept.clear()
    this.#database.close()
  }

  #prepare(sql: string): StatementSync {
    const kept = this.#kept.get(sql)
    if (kept) return kept
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear()
    const prepared = this.#database.prepare(sql)
    this.#kept.set(sql, prepared)
    return prepared
  }
}
