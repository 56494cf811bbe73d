import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

export type Dialect = 'sqlite' | 'postgres'
export type SqlValue = null | number | string | Uint8Array

/** SQL that is written once, prepared once per connection, and means the same on both dialects. */
export interface Statement {
  readonly sqlite: string
  readonly postgres: string
  /** PostgreSQL's name for the prepared form. */
  readonly name: string
}

let statements = 0

/**
 * @param text SQL with `?` for each parameter, in order
 * @param lock what PostgreSQL locks besides; SQLite has one writer and needs none
 */
export function statement(text: string, lock = ''): Statement {
  const sqlite = text.replace(/\s+/g, ' ').trim()
  const numbered = inDialect('postgres', sqlite)
  const postgres = lock ? `${numbered} ${lock}` : numbered
  return { sqlite, postgres, name: `certman_${++statements}` }
}

/** SQL of the moment, whose parameters are written `?`, as the dialect writes them. */
export function inDialect(dialect: Dialect, sql: string): string {
  if (dialect === 'sqlite') return sql
  let parameters = 0
  return sql.replace(/\?/g, () => `$${++parameters}`)
}

export interface QueryOutcome {
  readonly rows: readonly Record<string, SqlValue>[]
  readonly changes: number
}

/** One connection to a database, of either dialect. */
export interface Connection {
  readonly dialect: Dialect
  /** The shape of a row is what the statement selects: the caller names it. */
  all<Row>(statement: Statement, ...parameters: readonly SqlValue[]): Promise<readonly Row[]>
  get<Row>(statement: Statement, ...parameters: readonly SqlValue[]): Promise<Row | undefined>
  /** @returns the number of rows changed */
  run(statement: Statement, ...parameters: readonly SqlValue[]): Promise<number>
  /** SQL of the moment, in the dialect's own form. */
  query(sql: string, parameters: readonly SqlValue[]): Promise<QueryOutcome>
  /** The query builder over this connection; loaded when first asked for, since the hot paths do without it. */
  kysely(): Promise<Kysely<Database>>
}
