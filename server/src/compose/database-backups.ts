import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { BackupFile, Backups } from '../access/instance-facts.ts'
import { backupTo } from '../store/backup.ts'

const NAME = /^certman-\d{8}T\d{9}Z\.db$/
const KEPT = 'backups'

/**
 * Copies of a SQLite database in a directory beside it, for those who have no shell on the machine. A copy there is no
 * protection from the loss of the disk: they are made to be downloaded.
 * @param dataDirectory of the instance, which only its own user may read
 */
export function createBackups(dataDirectory: string, now: () => number): Backups {
  const directory = join(dataDirectory, KEPT)
  // One at a time: each reads the whole database.
  let making: Promise<BackupFile> | undefined
  return {
    async create() {
      making ??= make(dataDirectory, directory, now()).finally(() => (making = undefined))
      return making
    },
    async list() {
      const names = await readdir(directory).catch(() => [] as string[])
      const files = await Promise.all(
        names.filter((name) => NAME.test(name)).map((name) => describe(directory, name)),
      )
      return files.toSorted((a, b) => b.createdAt - a.createdAt)
    },
    async read(name) {
      if (!NAME.test(name)) return undefined
      const file = await open(join(directory, name), 'r').catch(() => undefined)
      if (!file) return undefined
      return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array<ArrayBuffer>>
    },
    async remove(name) {
      if (!NAME.test(name)) return false
      try {
        await rm(join(directory, name))
        return true
      } catch {
        return false
      }
    },
  }
}

async function make(dataDirectory: string, directory: string, at: number): Promise<BackupFile> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const name = `certman-${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}.db`
  await backupTo(join(directory, name), dataDirectory)
  return describe(directory, name)
}

async function describe(directory: string, name: string): Promise<BackupFile> {
  const { size, mtimeMs } = await stat(join(directory, name))
  return { name, bytes: size, createdAt: Math.round(mtimeMs) }
}
