import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { Problem } from '../pki/problem.ts'
import { asProblem } from './conflict.ts'
import { schemaVersion, SCHEMA_VERSION } from './migrate.ts'
import { getSecret } from './secrets.ts'
import { SqliteConnection } from './sqlite/connection.ts'
import { databasePath } from './sqlite/engine.ts'
import { lockDirectory } from './sqlite/server-lock.ts'

const CACHE_KIBIBYTES = 4096
const ALL_PAGES = 0x7fff_ffff

/**
 * Copies the database of a directory into a new file, as it stands at one moment; a server may be running on it.
 * The file (0600) holds sealed keys, never the master key.
 * @throws Problem `invalidRequest` when the file exists or there is no database, `storageFull`
 */
export async function backupTo(file: string, directory: string): Promise<void> {
  const path = databasePath(directory)
  if (!existsSync(path)) throw new Problem('invalidRequest', `there is no database in ${directory}`)
  refuseExisting(file)
  const partial = `${file}.partial`
  await rm(partial, { force: true })
  try {
    closeSync(openSync(partial, 'wx', 0o600))
    const source = new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
    try {
      // All pages in one step: a step by step copy begins anew whenever the server writes.
      await backup(source, partial, { rate: ALL_PAGES })
    } finally {
      source.close()
    }
    leaveAsOneFile(partial)
    renameDurably(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw asProblem(error)
  }
}

export interface RestoreOptions {
  /** What `backupTo` wrote. */
  readonly file: string
  /** Where there is no database yet, and no server running. */
  readonly directory: string
  /** Throws when the master key at hand is not that of the backup; is given the named secrets of the backup. */
  readonly check: (secret: (name: string) => Promise<Uint8Array | undefined>) => Promise<void>
}

/**
 * Puts a backup in place, after its integrity and its master key were checked.
 * @throws Problem `invalidRequest` (no backup of ours, damaged, or a database is there already), `unavailable` (from a newer
 * version, or a server is running), `storageFull`, and what `check` throws
 */
export async function restoreFrom({ file, directory, check }: RestoreOptions): Promise<void> {
  const path = databasePath(directory)
  if (!existsSync(file)) throw new Problem('invalidRequest', `there is no file ${file}`)
  using _lock = lockDirectory(directory)
  refuseExisting(path)
  const partial = `${path}.restoring`
  try {
    await copyPrivately(file, partial)
    await verify(partial, file, check)
    // What a former database left behind would be replayed onto the new one.
    for (const left of [`${path}-wal`, `${path}-shm`]) rmSync(left, { force: true })
    renameDurably(partial, path)
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) {
      rmSync(`${partial}${suffix}`, { force: true })
    }
    throw asProblem(error)
  }
}

function refuseExisting(file: string): void {
  if (!existsSync(file)) return
  throw new Problem('invalidRequest', `${file} exists already; move it away or choose another name`)
}

async function copyPrivately(file: string, copy: string): Promise<void> {
  await rm(copy, { force: true })
  await copyFile(file, copy)
  chmodSync(copy, 0o600)
}

/** @param file the one that the operator named, which the copy was made of */
async function verify(copy: string, file: string, check: RestoreOptions['check']): Promise<void> {
  const connection = openBackup(copy, file)
  try {
    await refuseDamage(connection, file)
    const version = await schemaVersion(connection)
    if (version === 0) throw notOurs(file)
    if (version > SCHEMA_VERSION) {
      throw new Problem(
        'unavailable',
        `the backup is from a newer version of Certman (schema ${version} > ${SCHEMA_VERSION}); restore it with that version`,
      )
    }
    await check(async (name) => getSecret(connection, { name }))
  } finally {
    connection.close()
  }
}

function openBackup(copy: string, file: string): SqliteConnection {
  try {
    return new SqliteConnection({ path: copy, readOnly: true, cacheKibibytes: CACHE_KIBIBYTES })
  } catch (error) {
    throw notOurs(file, error)
  }
}

async function refuseDamage(connection: SqliteConnection, file: string): Promise<void> {
  for (const check of ['pragma integrity_check(1)', 'pragma foreign_key_check']) {
    const { rows } = await connection.query(check, []).catch((error: unknown) => {
      throw notOurs(file, error)
    })
    const intact = rows.length === 0 || rows[0]?.['integrity_check'] === 'ok'
    if (!intact) throw new Problem('invalidRequest', `${file} is damaged; use another backup`)
  }
}

function notOurs(file: string, cause?: unknown): Problem {
  return new Problem('invalidRequest', `${file} is not a backup of Certman, or is damaged`, {
    cause,
  })
}

/** The copy keeps the mode of its source; without it there is neither -wal nor -shm to go with the file. */
function leaveAsOneFile(file: string): void {
  const database = new DatabaseSync(file)
  try {
    database.exec('pragma journal_mode = delete')
  } finally {
    database.close()
  }
}

function renameDurably(from: string, to: string): void {
  synchronize(openSync(from, 'r+'))
  renameSync(from, to)
  // Windows opens no directory, and keeps its entries durable by itself.
  if (process.platform !== 'win32') synchronize(openSync(dirname(resolve(to)), 'r'))
}

function synchronize(descriptor: number): void {
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
