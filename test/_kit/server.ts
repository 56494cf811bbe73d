import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const BIN = join(ROOT, 'server', 'bin', 'certman-server.js')
const START_LIMIT_MS = 60_000

/** The server as its users run it: a process of its own, on a directory and a port of its own. */
export interface TestServer extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string
  /** The key that a first start prints; '' when the directory was not empty. */
  readonly apiKey: string
  readonly directory: string
  readonly pid: number
  /** Everything that it printed until now, on both streams. */
  output(): string
  /** SIGTERM. @returns its exit code, null when a signal ended it */
  stop(): Promise<number | null>
  /** SIGKILL: what a power cut does to a process. */
  kill(): Promise<void>
}

/**
 * Starts the real server and waits until it listens. Without `directory` it makes one and removes it at disposal.
 * @throws Error with what the server printed, when it ends before it listens
 */
export async function startServer(
  options: {
    readonly directory?: string
    readonly environment?: Readonly<Record<string, string>>
  } = {},
): Promise<TestServer> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'certman-server-')))
  const child = spawn(process.execPath, ['-C', '@certman/source', BIN, 'start'], {
    cwd: directory,
    env: {
      ...withoutSettings(process.env),
      CERTMAN_DATA_DIR: join(directory, 'data'),
      CERTMAN_PORT: '0',
      CERTMAN_RATE_LIMIT: 'off',
      CERTMAN_ISSUE_RATE_LIMIT: 'off',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const gather = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout.on('data', gather)
  child.stderr.on('data', gather)
  // A test that ran out of time never disposes of its server.
  const orphan = (): boolean => child.kill('SIGKILL')
  process.once('exit', orphan)
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      process.removeListener('exit', orphan)
      resolve(code)
    })
  })

  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  const remove = async (): Promise<void> => {
    if (options.directory === undefined) await rm(directory, { recursive: true, force: true })
  }

  try {
    const url = await waitForAddress(() => output, ended)
    return {
      url,
      apiKey: findApiKey(output),
      directory,
      pid: child.pid ?? 0,
      output: () => output,
      stop: () => end('SIGTERM'),
      kill: async () => {
        await end('SIGKILL')
      },
      async [Symbol.asyncDispose]() {
        await end('SIGTERM')
        await remove()
      },
    }
  } catch (error) {
    await end('SIGKILL')
    await remove()
    throw error
  }
}

/** A setting of whoever runs the tests must not reach the server under test. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(environment).filter(([name]) => !name.startsWith('CERTMAN_'))
  return Object.fromEntries(own)
}

async function waitForAddress(
  output: () => string,
  ended: Promise<number | null>,
): Promise<string> {
  const over = new AbortController()
  void ended.then(() => over.abort())
  const limit = Date.now() + START_LIMIT_MS
  while (!over.signal.aborted && Date.now() < limit) {
    const address = /(https?):\/\/(127\.0\.0\.1|localhost|\[::1\]):([1-9]\d*)/.exec(output())
    if (address !== null && (await listens(Number(address[3])))) {
      await settle()
      return `${address[1]}://${address[2]}:${address[3]}`
    }
    await settle()
  }
  throw new Error(
    `the server ${over.signal.aborted ? 'ended' : 'did not listen'} and said:\n${output()}`,
  )
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

function settle(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
}

function findApiKey(output: string): string {
  return /\bcm_[0-9A-Za-z]{42}\b/.exec(output)?.[0] ?? ''
}
