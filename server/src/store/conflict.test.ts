import { expect, test } from 'vitest'
import { Problem } from '../pki/problem.ts'
import { asProblem, troubleOf } from './conflict.ts'

const sqlite = (errcode: number): Error => Object.assign(new Error('sqlite'), { errcode })
const coded = (code: string): Error => Object.assign(new Error('pg'), { code })

// https://sqlite.org/rescode.html, https://www.postgresql.org/docs/current/errcodes-appendix.html, errno(3)
test.each([
  ['SQLITE_CONSTRAINT_UNIQUE', sqlite(2067), 'conflict'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', sqlite(1555), 'conflict'],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', sqlite(787), 'fault'],
  ['SQLITE_FULL', sqlite(13), 'full'],
  ['SQLITE_IOERR_WRITE', sqlite(778), 'full'],
  ['SQLITE_IOERR_SHMSIZE', sqlite(4874), 'full'],
  ['SQLITE_IOERR_READ', sqlite(266), 'fault'],
  ['SQLITE_BUSY', sqlite(5), 'away'],
  ['SQLITE_BUSY_SNAPSHOT', sqlite(517), 'away'],
  ['SQLITE_CORRUPT', sqlite(11), 'damaged'],
  ['unique_violation', coded('23505'), 'conflict'],
  ['deadlock_detected', coded('40P01'), 'contention'],
  ['disk_full', coded('53100'), 'full'],
  ['admin_shutdown', coded('57P01'), 'away'],
  ['connection_failure', coded('08006'), 'away'],
  ['ECONNREFUSED', coded('ECONNREFUSED'), 'away'],
  ['syntax_error', coded('42601'), 'fault'],
  ['a closed client', new Error('Connection terminated unexpectedly'), 'away'],
  ['anything else', new TypeError('x is not a function'), 'fault'],
  ['what is no error', 'oops', 'fault'],
])('%s', (_name, error, trouble) => {
  expect(troubleOf(error)).toBe(trouble)
})

test('a Problem for what the caller can do something about, with its cause', () => {
  const full = asProblem(sqlite(13))
  expect(full).toBeInstanceOf(Problem)
  expect(full).toMatchObject({ code: 'storageFull', retryAfterSeconds: 30 })
  expect(asProblem(coded('40001'))).toMatchObject({ code: 'unavailable' })
  const fault = new TypeError('x')
  expect(asProblem(fault)).toBe(fault)
})
