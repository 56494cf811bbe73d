import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** An nginx of one's own: one TLS server on 127.0.0.1, in a temporary directory, ended at disposal. */
export interface Nginx extends AsyncDisposable {
  readonly port: number
  errors(): string
}

const START_LIMIT_MS = 10_000

/**
 * @param program its path (tools.ts: requireTool('nginx'))
 * @param directives of the `server` block, beside where it listens
 */
export async function startNginx(program: string, directives: readonly string[]): Promise<Nginx> {
  const directory = mkdtempSync(join(tmpdir(), 'certman-nginx-'))
  const port = await freePort()
  const file = (name: string): string => join(directory, name)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    file('nginx.conf'),
    `daemon off; master_process off; pid ${file('pid')}; error_log ${file('error.log')} info;
    events {}
    http {
      access_log off;
      ${temporary.map((name) => `${name}_temp_path ${file(name)};`).join('\n')}
      server {
        listen 127.0.0.1:${port} ssl;
        ${directives.map((directive) => `${directive};`).join('\n')}
        location / { return 200 "hello\\n"; }
      }
    }\n`,
  )
  const errors = (): string => readFileSync(file('error.log'), 'utf8')
  const words = ['-p', directory, '-e', file('error.log'), '-c', file('nginx.conf')]
  const child = spawn(program, words, { stdio: 'ignore' })
  const orphan = (): boolean => child.kill('SIGKILL')
  process.once('exit', orphan)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    process.removeListener('exit', orphan)
    rmSync(directory, { recursive: true, force: true })
  }
  const limit = Date.now() + START_LIMIT_MS
  while (!(await listens(port))) {
    if (child.exitCode !== null || Date.now() > limit) {
      const said = errors()
      await end()
      throw new Error(`nginx does not listen: ${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return { port, errors, [Symbol.asyncDispose]: end }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
