import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { userInfo, tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** A PostgreSQL server of one's own, in a temporary directory, reached by a Unix socket and on 127.0.0.1. */
export interface PostgresCluster extends AsyncDisposable {
  /** Over the Unix socket. */
  readonly url: string
  /** A fresh, empty database. */
  createDatabase(name: string): string
  /** SQL by psql, as the superuser. @returns its unaligned output */
  query(sql: string, database?: string): string
  stop(): Promise<void>
  start(): Promise<void>
  /** All of its processes stand still: connections stay open, and nobody answers. */
  freeze(): void
  thaw(): void
}

const OWNER = 'postgres'

/** @param programs the directory of initdb and postgres (tools.ts: requireTool('postgresql')) */
export async function startPostgres(
  programs: string,
  settings: readonly string[] = [],
): Promise<PostgresCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'certman-pg-'))
  const asOwner = ordinaryUser(directory)
  const data = join(directory, 'data')
  asOwner(join(programs, 'initdb'), ['-D', data, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '-N'])
  const port = await freePort()
  const server = [
    '-D',
    data,
    '-k',
    directory,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
  ]
  for (const setting of settings) server.push('-c', setting)
  const connect = ['-h', directory, '-p', String(port), '-U', OWNER]
  let running: ChildProcess | undefined
  let frozen: number[] = []

  const cluster: PostgresCluster = {
    url: urlOf('postgres'),
    createDatabase: (name) => {
      cluster.query(`create database "${name}"`)
      return urlOf(name)
    },
    query: (sql, database = 'postgres') =>
      execFileSync(join(programs, 'psql'), [...connect, '-d', database, '-AtXc', sql], {
        encoding: 'utf8',
      }),
    start: async () => {
      const [command, ...args] = asOwner.command(join(programs, 'postgres'), server)
      running = spawn(command, args, { stdio: 'ignore' })
      await answers(join(programs, 'pg_isready'), connect)
    },
    stop: async () => {
      const ending = running
      running = undefined
      if (ending === undefined || ending.exitCode !== null) return
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      asOwner(join(programs, 'pg_ctl'), ['stop', '-D', data, '-m', 'immediate'])
      await ended
    },
    freeze: () => {
      const [postmaster = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
      frozen = [Number(postmaster)]
      process.kill(Number(postmaster), 'SIGSTOP')
      const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
      for (const child of children.trim().split(' ')) {
        if (signal(Number(child), 'SIGSTOP')) frozen.push(Number(child))
      }
    },
    thaw: () => {
      for (const pid of frozen) signal(pid, 'SIGCONT')
      // runuser stops with the process that it started, but does not go on with it.
      if (running?.pid !== undefined) signal(running.pid, 'SIGCONT')
      frozen = []
    },
    [Symbol.asyncDispose]: async () => {
      cluster.thaw()
      await cluster.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
  await cluster.start()
  return cluster

  function urlOf(database: string): string {
    return `postgres://${OWNER}@localhost:${port}/${database}?host=${encodeURIComponent(directory)}`
  }
}

interface AsOwner {
  (program: string, args: readonly string[]): void
  command(program: string, args: readonly string[]): [string, ...string[]]
}

/** PostgreSQL refuses to run as root: then it runs as the account that its package made. */
function ordinaryUser(directory: string): AsOwner {
  const root = userInfo().uid === 0
  if (root) {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, OWNER], { encoding: 'utf8' }))
    chownSync(directory, id('-u'), id('-g'))
  }
  const command = (program: string, args: readonly string[]): [string, ...string[]] =>
    root ? ['runuser', '-u', OWNER, '--', program, ...args] : [program, ...args]
  const run = (program: string, args: readonly string[]): void => {
    const [first, ...rest] = command(program, args)
    execFileSync(first, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: directory })
  }
  return Object.assign(run, { command })
}

/** @returns whether the process was still there */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

async function answers(isReady: string, connect: readonly string[]): Promise<void> {
  for (let tried = 0; tried < 200; tried++) {
    try {
      execFileSync(isReady, [...connect, '-q'], { stdio: 'ignore' })
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error('PostgreSQL did not start within ten seconds')
}
