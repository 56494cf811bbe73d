import {
  type CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect as KyselyDialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { Connection, Dialect, SqlValue } from './connection.ts'
import type { Database } from './schema.ts'

/** Kysely over one connection of ours; transactions are begun and ended by whoever owns the connection. */
export function kyselyOver(connection: Connection): Kysely<Database> {
  return new Kysely<Database>({ dialect: dialectOf(connection) })
}

const PARTS = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  },
  postgres: {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  },
} as const satisfies Record<Dialect, Omit<KyselyDialect, 'createDriver'>>

function dialectOf(connection: Connection): KyselyDialect {
  return { ...PARTS[connection.dialect], createDriver: () => driverOver(connection) }
}

function driverOver(connection: Connection): Driver {
  const one: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const outcome = await connection.query(query.sql, query.parameters as readonly SqlValue[])
      return { rows: outcome.rows as Row[], numAffectedRows: BigInt(outcome.changes) }
    },
    // eslint-disable-next-line require-yield
    async *streamQuery(): AsyncGenerator<never> {
      throw new Error('rows are not streamed')
    },
  }
  const notHere = async (): Promise<void> => {
    throw new Error('transactions belong to the owner of the connection')
  }
  return {
    init: async () => {},
    acquireConnection: async () => one,
    releaseConnection: async () => {},
    beginTransaction: notHere,
    commitTransaction: notHere,
    rollbackTransaction: notHere,
    destroy: async () => {},
  }
}
