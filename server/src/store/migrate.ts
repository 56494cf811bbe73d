import type { Kysely } from 'kysely'
import { Problem } from '../pki/problem.ts'
import { statement, type Connection } from './connection.ts'

/** How many migrations this version knows (migrations/all.ts, loaded only when one is missing). */
export const SCHEMA_VERSION = 26

const MIGRATIONS_TABLE = {
  sqlite: statement(`select count(*) as tables from sqlite_schema where name = 'migrations'`),
  postgres: statement(`select count(to_regclass('migrations')) as tables`),
}
const VERSION = statement('select coalesce(max(number), 0) as version from migrations')
const CREATE = statement(
  'create table migrations (number integer primary key, name text not null, applied_at bigint not null)',
)
const REMEMBER = statement('insert into migrations (number, name, applied_at) values (?, ?, ?)')

export interface MigrateOptions {
  /** false: refuse when migrations are missing. */
  readonly migrate: boolean
  readonly now: number
}

/**
 * Brings the schema up to this version, inside the transaction of the caller.
 * @returns the names of the migrations that were applied
 * @throws Problem `unavailable` for a database of a newer version, or an older one that must not be migrated now
 */
export async function migrate(
  connection: Connection,
  options: MigrateOptions,
): Promise<readonly string[]> {
  const version = await schemaVersion(connection)
  if (version > SCHEMA_VERSION) {
    throw new Problem(
      'unavailable',
      `the database is from a newer version of Certman (schema ${version} > ${SCHEMA_VERSION}); start that version`,
    )
  }
  if (version === SCHEMA_VERSION) return []
  if (!options.migrate) {
    throw new Problem(
      'unavailable',
      `the database has schema ${version} and this version of Certman needs ${SCHEMA_VERSION}; run "certman-server migrate"`,
    )
  }
  return applyFrom(connection, version, options.now)
}

/** @returns 0 for a database without tables of ours */
export async function schemaVersion(connection: Connection): Promise<number> {
  const found = await connection.get<{ tables: number }>(MIGRATIONS_TABLE[connection.dialect])
  if (!found?.tables) return 0
  const row = await connection.get<{ version: number }>(VERSION)
  return row?.version ?? 0
}

async function applyFrom(
  connection: Connection,
  version: number,
  now: number,
): Promise<readonly string[]> {
  const { MIGRATIONS } = await import('./migrations/all.ts')
  // Migrations speak of tables that come and go; the schema of today is not theirs.
  const db = (await connection.kysely()) as unknown as Kysely<unknown>
  if (version === 0) await connection.run(CREATE)
  const missing = MIGRATIONS.slice(version)
  for (const [index, migration] of missing.entries()) {
    await migration.up(db, connection.dialect)
    await connection.run(REMEMBER, version + index + 1, migration.name, now)
  }
  return missing.map((migration) => migration.name)
}
