import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Problem } from '../pki/problem.ts'

/**
 * Makes sure of the directory that holds the master key and the database: 0700, so that nobody else on the machine can
 * read either.
 * @throws Problem `unavailable` with one sentence for the operator
 */
export function openDataDirectory(path: string): void {
  try {
    // What mkdir makes obeys the umask; the mode is set apart so that it holds whatever the umask is.
    if (makeDirectory(path)) chmodSync(path, 0o700)
    if (!statSync(path).isDirectory()) throw new Error('not a directory')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Problem(
      'unavailable',
      `the data directory ${path} cannot be used (${reason}); set CERTMAN_DATA_DIR to a directory that this user may write`,
      { cause },
    )
  }
  refuseOthers(path)
}

/**
 * With what is missing above it. Not by mkdir's own `recursive`: where a directory exists in which nothing can be made, as
 * below /proc, that tries again without end.
 * @returns whether it was missing
 */
function makeDirectory(path: string): boolean {
  if (existsSync(path)) return false
  const above = dirname(path)
  if (above !== path) makeDirectory(above)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Two first starts together: the other one was faster.
    if (!existsSync(path)) throw error
  }
  return true
}

function refuseOthers(path: string): void {
  if (process.platform === 'win32') return
  const { mode, uid } = statSync(path)
  if ((mode & 0o077) === 0) return
  if (uid === process.getuid?.()) {
    chmodSync(path, 0o700)
    return
  }
  throw new Problem(
    'unavailable',
    `the data directory ${path} can be read by others; run chmod 700 ${path}`,
  )
}
