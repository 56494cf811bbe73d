import { execFile } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const BIN = join(ROOT, 'server', 'bin', 'certman-server.js')
/** A start that is refused is refused before this. */
const LIMIT_MILLISECONDS = 30_000

export interface RefusedStart {
  /** null: it was still running and had to be ended. */
  readonly code: number | null
  readonly output: string
  readonly talk: string
}

/** Starts the server where it should refuse. */
export function startRefused(
  directory: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RefusedStart> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('CERTMAN_'))
  const env = {
    ...Object.fromEntries(inherited),
    CERTMAN_DATA_DIR: join(directory, 'data'),
    CERTMAN_PORT: '0',
    ...settings,
  }
  return new Promise((resolve) => {
    const options = { env, timeout: LIMIT_MILLISECONDS, cwd: directory }
    const args = ['-C', '@certman/source', BIN, 'start']
    execFile(process.execPath, args, options, (error, output, talk) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null
      resolve({ code, output, talk })
    })
  })
}
