import { asProblem } from './conflict.ts'
import { statement, type Connection } from './connection.ts'
import { SCHEMA_VERSION, schemaVersion } from './migrate.ts'
import type { StoreLocation } from './open.ts'

export interface SchemaState {
  /** 0: no tables of ours. */
  readonly found: number
  readonly needed: number
}

/** What the operator is told of a database. */
export interface Inspection {
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
export function readSchema(location: StoreLocation): Promise<SchemaState> {
  return reading(location, async (connection) => ({
    found: await schemaVersion(connection),
    needed: SCHEMA_VERSION,
  }))
}

/** Reads every page. @throws Problem `unavailable` when the database does not answer */
export function inspectDatabase(location: StoreLocation, now: number): Promise<Inspection> {
  return reading(location, async (connection) => {
    const damage = await damageOf(connection)
    const before = now - INTENT_IS_STALE_AFTER_MILLISECONDS
    const counted = await connection.get<{ intents: number }>(STALE, before)
    return { damage, staleIntents: counted?.intents ?? 0 }
  })
}

async function damageOf(connection: Connection): Promise<readonly string[]> {
  if (connection.dialect === 'postgres') return []
  const { rows } = await connection.query(`pragma quick_check(${MOST_DAMAGE})`, [])
  return rows.map((row) => String(row['quick_check'])).filter((line) => line !== 'ok')
}

async function reading<Result>(
  location: StoreLocation,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  try {
    return location.kind === 'sqlite'
      ? await readingSqlite(location.directory, use)
      : await readingPostgres(location.url, use)
  } catch (error) {
    throw asProblem(error)
  }
}

async function readingSqlite<Result>(
  directory: string,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const [{ SqliteConnection }, { databasePath }] = await Promise.all([
    import('./sqlite/connection.ts'),
    import('./sqlite/engine.ts'),
  ])
  const path = databasePath(directory)
  const connection = new SqliteConnection({ path, readOnly: true, cacheKibibytes: 4096 })
  try {
    return await use(connection)
  } finally {
    connection.close()
  }
}

async function readingPostgres<Result>(
  url: string,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const [{ default: pg }, { clientOptions }, { PostgresConnection }] = await Promise.all([
    import('pg'),
    import('./postgres/client-options.ts'),
    import('./postgres/connection.ts'),
  ])
  const client = new pg.Client(clientOptions(url))
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(new PostgresConnection(client))
  } finally {
    await client.end()
  }
}
