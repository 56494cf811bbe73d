import { statement, type Connection } from './connection.ts'
import { asProblem } from './conflict.ts'
import { SCHEMA_VERSION, schemaVersion } from './migrate.ts'
import type { StoreLocation } from './open.ts'

/** What the operator is told of a database; it is read, never written. */
export interface Inspection {
  readonly schema: { readonly found: number; readonly needed: number }
  /** What is wrong with the file, one line each; none on PostgreSQL, which checks its pages itself. */
  readonly damage: readonly string[]
  /** Certificates begun more than an hour ago and never finished: a crash, or a signature that failed. */
  readonly staleIntents: number
}

const INTENT_IS_STALE_AFTER_MILLISECONDS = 3_600_000
/** `quick_check` stops there; one is as bad as a hundred. */
const MOST_DAMAGE = 10

const STALE = statement(
  'select count(*) as intents from certificates where issued_at is null and created_at < ?',
)

/** @throws Problem `unavailable` when the database does not answer */
export async function inspectDatabase(location: StoreLocation, now: number): Promise<Inspection> {
  try {
    return location.kind === 'sqlite'
      ? await inspectSqlite(location.directory, now)
      : await inspectPostgres(location.url, now)
  } catch (error) {
    throw asProblem(error)
  }
}

async function inspectSqlite(directory: string, now: number): Promise<Inspection> {
  const [{ SqliteConnection }, { databasePath }] = await Promise.all([
    import('./sqlite/connection.ts'),
    import('./sqlite/engine.ts'),
  ])
  const path = databasePath(directory)
  const connection = new SqliteConnection({ path, readOnly: true, cacheKibibytes: 4096 })
  try {
    const { rows } = await connection.query(`pragma quick_check(${MOST_DAMAGE})`, [])
    const lines = rows.map((row) => String(row['quick_check']))
    return { ...(await inspect(connection, now)), damage: lines.filter((line) => line !== 'ok') }
  } finally {
    connection.close()
  }
}

async function inspectPostgres(url: string, now: number): Promise<Inspection> {
  const [{ default: pg }, { clientOptions }, { PostgresConnection }] = await Promise.all([
    import('pg'),
    import('./postgres/client-options.ts'),
    import('./postgres/connection.ts'),
  ])
  const client = new pg.Client(clientOptions(url))
  await client.connect()
  try {
    return { ...(await inspect(new PostgresConnection(client), now)), damage: [] }
  } finally {
    await client.end()
  }
}

async function inspect(connection: Connection, now: number): Promise<Omit<Inspection, 'damage'>> {
  const found = await schemaVersion(connection)
  const schema = { found, needed: SCHEMA_VERSION }
  if (found !== SCHEMA_VERSION) return { schema, staleIntents: 0 }
  const before = now - INTENT_IS_STALE_AFTER_MILLISECONDS
  const counted = await connection.get<{ intents: number }>(STALE, before)
  return { schema, staleIntents: counted?.intents ?? 0 }
}
