import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { Problem } from '../../pki/problem.ts'

/**
 * Holds a directory for one server. An open exclusive transaction is a lock that the operating system lets go of when the
 * process ends, however it ends: there is never a stale one.
 * @throws Problem `unavailable` when another server holds it
 */
export function lockDirectory(directory: string): Disposable {
  const path = join(directory, 'server.lock')
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    chmodSync(path, 0o600)
    database.exec('pragma journal_mode = delete; begin exclusive')
  } catch (error) {
    database.close()
    throw new Problem(
      'unavailable',
      `another Certman server is running on ${directory}; stop it or choose another CERTMAN_DATA_DIR`,
      { cause: error },
    )
  }
  return { [Symbol.dispose]: () => database.close() }
}
