import type { Kysely } from 'kysely'
import type { ClientBase, Pool, QueryResult, QueryResultRow } from 'pg'
import type { Connection, QueryOutcome, SqlValue, Statement } from '../connection.ts'
import type { WriteConnection } from '../group-commit.ts'
import type { Database } from '../schema.ts'

/** Over a pool (each statement wherever there is room) or over one client. */
export class PostgresConnection implements Connection {
  readonly dialect = 'postgres'
  readonly #client: Pool | ClientBase
  #kysely: Promise<Kysely<Database>> | undefined

  constructor(client: Pool | ClientBase) {
    this.#client = client
  }

  async all<Row>(statement: Statement, ...parameters: readonly SqlValue[]): Promise<Row[]> {
    return (await this.#execute(statement, parameters)).rows as Row[]
  }

  async get<Row>(
    statement: Statement,
    ...parameters: readonly SqlValue[]
  ): Promise<Row | undefined> {
    return (await this.#execute(statement, parameters)).rows[0] as Row | undefined
  }

  async run(statement: Statement, ...parameters: readonly SqlValue[]): Promise<number> {
    return (await this.#execute(statement, parameters)).rowCount ?? 0
  }

  async query(sql: string, parameters: readonly SqlValue[]): Promise<QueryOutcome> {
    const result = await this.#client.query<QueryResultRow>(sql, [...parameters])
    return { rows: result.rows, changes: result.rowCount ?? 0 }
  }

  async kysely(): Promise<Kysely<Database>> {
    this.#kysely ??= import('../kysely-connection.ts').then(({ kyselyOver }) => kyselyOver(this))
    return this.#kysely
  }

  async #execute(
    { name, postgres }: Statement,
    parameters: readonly SqlValue[],
  ): Promise<QueryResult<QueryResultRow>> {
    return this.#client.query({ name, text: postgres, values: [...parameters] })
  }
}

/** One client that transactions run on, one after the other. */
export class PostgresWriteConnection extends PostgresConnection implements WriteConnection {
  async begin(): Promise<void> {
    await this.query('begin', [])
  }

  async commit(): Promise<void> {
    await this.query('commit', [])
  }

  async rollback(): Promise<void> {
    // A connection that is gone has rolled back by itself.
    await this.query('rollback', []).catch(() => {})
  }
}
