import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { Problem } from './pki/problem.ts'

/**
 * Makes sure of the directory that holds the master key and the database: 0700, so that nobody else on the machine can
 * read either.
 * @throws Problem `unavailable` with one sentence for the operator
 */
export function openDataDirectory(path: string): void {
  try {
    // What mkdir makes obeys the umask; the mode is set apart so that it holds whatever the umask is.
    if (mkdirSync(path, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(path, 0o700)
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
