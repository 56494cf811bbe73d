import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { asProblem } from '../conflict.ts'
import type { Connection } from '../connection.ts'
import type { Engine, EngineOptions } from '../engine.ts'
import { POINT_READS, SCANS } from '../reads.ts'
import { LEASE_MILLISECONDS, readStatusNews, type StatusNews } from '../revocation/status-feed.ts'
import { TokenBuckets } from '../token-buckets.ts'
import { SqliteConnection } from './connection.ts'
import { ReaderThread } from './reader-thread.ts'
import { lockDirectory } from './server-lock.ts'
import { WorkerClient } from './worker-client.ts'
import { SqliteWriter, type WriterOptions } from './writer.ts'

const WRITER = new URL('./writer-worker.ts', import.meta.url)
/** Point reads touch few pages. */
const CACHE_KIBIBYTES = 4096
const READER_IDLE_MILLISECONDS = 300_000
const COUNTER_IDLE_MILLISECONDS = 15_000

export function databasePath(directory: string): string {
  return join(directory, 'certman.db')
}

/** One server holds the directory, so it is always its turn. */
const ALONE: AsyncDisposable = { [Symbol.asyncDispose]: async () => {} }

/** The server: writes on one worker, scans on another, point reads on the thread that asks. */
export async function openSqliteServer(directory: string, options: EngineOptions): Promise<Engine> {
  const lock = lockDirectory(directory)
  try {
    const path = createPrivately(directory)
    const workerData: WriterOptions = {
      path,
      auditKey: options.auditKey,
      role: options.role,
      migrate: options.migrate,
      now: options.now(),
      checkpoints: 'onCall',
    }
    const writer = new WorkerClient(WRITER, workerData, options.onCommit)
    await writer.started()
    return serverEngine(path, workerData, writer, options, lock)
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
}

function serverEngine(
  path: string,
  workerData: WriterOptions,
  first: WorkerClient,
  { now, onCommit }: Pick<EngineOptions, 'now' | 'onCommit'>,
  lock: Disposable,
): Engine {
  const connection = new SqliteConnection({ path, readOnly: true, cacheKibibytes: CACHE_KIBIBYTES })
  const buckets = new TokenBuckets()
  let writer = first
  const reader = new ReaderThread(path, READER_IDLE_MILLISECONDS)
  // Counting a million rows takes longer than anybody's page may wait.
  const counter = new ReaderThread(path, COUNTER_IDLE_MILLISECONDS)
  return {
    read: async (name, args) => readOn(connection, POINT_READS, name, args),
    scan: async (name, args) =>
      (name === 'countCertificates' ? counter : reader).request(name, args, now()),
    write: async (name, args) => {
      if (writer.isGone) {
        writer = new WorkerClient(WRITER, { ...workerData, role: 'operator' }, onCommit)
      }
      return writer.request(name, args, now())
    },
    takeToken: async (bucket, rule, at, cost) => buckets.take(bucket, rule, at, cost),
    statuses: {
      poll: async (_instance, position) => statusNews(connection, position),
      // The only server on the directory, and its caller makes it forget; operators' commands answer nobody.
      settled: async () => {},
      leave: async () => {},
    },
    takeTurn: async () => ALONE,
    close: async () => {
      await Promise.all([reader.close(), counter.close()])
      connection.close()
      await writer.close()
      lock[Symbol.dispose]()
    },
  }
}

/** A command of the operator: one thread, beside a server that may be running. */
export async function openSqliteOperator(
  directory: string,
  options: EngineOptions,
): Promise<Engine> {
  const path = createPrivately(directory)
  const { auditKey, role, migrate, now } = options
  const checkpoints = 'inCommits'
  const writer = await SqliteWriter.open({ path, auditKey, role, migrate, now: now(), checkpoints })
  const connection = new SqliteConnection({ path, readOnly: true, cacheKibibytes: CACHE_KIBIBYTES })
  const buckets = new TokenBuckets()
  let last: Promise<unknown> = Promise.resolve()
  return {
    read: async (name, args) => readOn(connection, POINT_READS, name, args),
    scan: async (name, args) => readOn(connection, SCANS, name, args),
    write: async (name, args) => {
      const before = last
      const written = before.then(async () => writer.commit([{ name, args, at: now() }]))
      last = written
      const [outcome] = await written
      if (outcome?.ok) return outcome.value as never
      throw outcome?.error
    },
    takeToken: async (bucket, rule, at, cost) => buckets.take(bucket, rule, at, cost),
    statuses: {
      poll: async (_instance, position) => statusNews(connection, position),
      // Should a server be running, it has polled by then.
      settled: async () => delay(LEASE_MILLISECONDS),
      leave: async () => {},
    },
    takeTurn: async () => ALONE,
    close: async () => {
      await last
      connection.close()
      writer.close()
    },
  }
}

/** A read alone: acknowledging on the disk, several times a second, would wear it out for a single reader. */
async function statusNews(
  connection: Connection,
  position: number | undefined,
): Promise<StatusNews> {
  try {
    return await readStatusNews(connection, { position })
  } catch (error) {
    throw asProblem(error)
  }
}

/** Engine's types have checked that the name is in the registry and the arguments are its own. */
async function readOn(
  connection: Connection,
  registry: Readonly<Record<string, unknown>>,
  name: string,
  args: unknown,
): Promise<never> {
  try {
    const read = registry[name] as (on: Connection, args: unknown) => Promise<never>
    return await read(connection, args)
  } catch (error) {
    throw asProblem(error)
  }
}

/** The file exists before SQLite opens it, so that it and its -wal and -shm are nobody else's to read. */
function createPrivately(directory: string): string {
  const path = databasePath(directory)
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  return path
}
