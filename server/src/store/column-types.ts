import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import type { Dialect } from './connection.ts'

/** What the dialects call the few types that the schema uses. */
export const COLUMN_TYPES = {
  sqlite: { sequence: 'integer', integer: 'integer', real: 'real', bytes: 'blob', text: 'text' },
  postgres: {
    sequence: 'bigserial',
    integer: 'bigint',
    real: 'double precision',
    bytes: 'bytea',
    text: 'text',
  },
} as const satisfies Record<Dialect, Record<string, string>>

/** STRICT makes SQLite hold every column to its type, as PostgreSQL does anyway. */
export function createTable(
  db: Kysely<unknown>,
  dialect: Dialect,
  name: string,
): CreateTableBuilder<string> {
  const table = db.schema.createTable(name)
  return dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table
}
