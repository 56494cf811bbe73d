import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync } from 'node:fs'
import { SqliteConnection } from './sqlite/connection.ts'
import { databasePath } from './sqlite/engine.ts'
import { lockDirectory } from './sqlite/server-lock.ts'

/**
 * Puts the database of one directory in the place of another's, on the same file system. The former one is kept.
 * @param aside where the former database goes; nothing lies there
 * @throws Problem `unavailable` when a server is running
 */
export function replaceDatabase(directory: string, from: string, aside: string): void {
  using _lock = lockDirectory(directory)
  const path = databasePath(directory)
  if (existsSync(path)) setAside(path, aside)
  renameSync(databasePath(from), path)
  synchronizeDirectory(directory)
}

/**
 * A write-ahead log that stayed behind would be replayed onto the new database: it goes into the old one or, when that
 * is too damaged for it, along with it. The old file keeps its name until the new one takes it in one renaming.
 */
function setAside(path: string, aside: string): void {
  emptyLog(path)
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  linkSync(path, aside)
}

function emptyLog(path: string): void {
  try {
    const connection = new SqliteConnection({ path, readOnly: false, cacheKibibytes: 4096 })
    try {
      connection.checkpoint()
    } finally {
      connection.close()
    }
  } catch {
    // What is being replaced may be past opening; its log is then moved as it is.
  }
}

/** Windows opens no directory, and keeps its entries durable by itself. */
function synchronizeDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
