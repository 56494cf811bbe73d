import { Problem } from '../pki/problem.ts'

/** What a database error means to us, whichever dialect spoke. */
export type Trouble =
  /** A unique constraint: somebody was first. */
  | 'conflict'
  /** Two transactions stood in each other's way and this one was undone: run it again. */
  | 'contention'
  /** No space left, or a disk that fails: nothing can be written. */
  | 'full'
  /** The database cannot be reached, or not now. */
  | 'away'
  /** The file is not what SQLite wrote. */
  | 'damaged'
  | 'fault'

// https://sqlite.org/rescode.html: the low byte is the primary code.
const SQLITE: Readonly<Record<number, Trouble>> = {
  5: 'away',
  10: 'full',
  11: 'damaged',
  13: 'full',
  14: 'away',
  26: 'damaged',
}
const SQLITE_CONSTRAINT_UNIQUE = 2067
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555
const SQLITE_CANNOT_READ = new Set([
  (1 << 8) | 10, // SQLITE_IOERR_READ
  (2 << 8) | 10, // SQLITE_IOERR_SHORT_READ
])

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const POSTGRES: Readonly<Record<string, Trouble>> = {
  '23505': 'conflict', // unique_violation
  '28000': 'away', // invalid_authorization_specification: the role may no longer log in
  '28P01': 'away', // invalid_password: it was changed
  '40001': 'contention', // serialization_failure
  '40P01': 'contention', // deadlock_detected
  '53100': 'full', // disk_full
  '53300': 'away', // too_many_connections
  '57P01': 'away', // admin_shutdown
  '57P02': 'away', // crash_shutdown
  '57P03': 'away', // cannot_connect_now
  '57P05': 'away', // idle_session_timeout
  '25006': 'away', // read_only_sql_transaction: a standby answered
}
const NETWORK =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Error)) return 'fault'
  if ('errcode' in error && typeof error.errcode === 'number') return sqliteTrouble(error.errcode)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = POSTGRES[code]
  if (known) return known
  if (NETWORK.test(code) || code.startsWith('08')) return 'away'
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/.test(
    error.message,
  )
    ? 'away'
    : 'fault'
}

function sqliteTrouble(code: number): Trouble {
  if (code === SQLITE_CONSTRAINT_UNIQUE || code === SQLITE_CONSTRAINT_PRIMARYKEY) return 'conflict'
  if (SQLITE_CANNOT_READ.has(code)) return 'fault'
  return SQLITE[code & 0xff] ?? 'fault'
}

/** The same failure as a Problem where the caller can do something about it, else as it came. */
export function asProblem(error: unknown): unknown {
  const trouble = troubleOf(error)
  if (trouble === 'full') {
    return new Problem(
      'storageFull',
      'the database cannot be written, its disk is full or failing; nothing was recorded, try again when there is space',
      { cause: error, retryAfterSeconds: 30 },
    )
  }
  if (trouble === 'away' || trouble === 'contention') {
    return new Problem('unavailable', 'the database cannot be reached just now; try again', {
      cause: error,
      retryAfterSeconds: 2,
    })
  }
  if (trouble === 'damaged' && error instanceof Error) {
    const sentence = `the database is damaged (${error.message}); restore it from a backup with "certman-server restore"`
    return new Problem('internal', sentence, { cause: error })
  }
  return error
}
