import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBackups } from './database-backups.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-backups-'))
  const database = new DatabaseSync(join(directory, 'certman.db'))
  database.exec('create table t (x); insert into t values (1)')
  database.close()
})
afterAll(() => rm(directory, { recursive: true, force: true }))

test('a copy is made, listed, read whole and removed; nothing else in the directory is reached', async () => {
  const backups = createBackups(directory, () => Date.UTC(2026, 5, 1))
  expect(await backups.list()).toEqual([])
  const [made, same] = await Promise.all([backups.create(), backups.create()])
  expect(made).toBe(same)
  expect(made.name).toBe('certman-20260601T000000000Z.db')
  expect(await backups.list()).toEqual([made])
  expect((await stat(join(directory, 'backups'))).mode & 0o077).toBe(0)
  const octets = await new Response(await backups.read(made.name)).arrayBuffer()
  expect(octets.byteLength).toBe(made.bytes)
  for (const name of ['../certman.db', 'certman.db', 'certman-20260601T000000000Z.db/..']) {
    expect(await backups.read(name)).toBeUndefined()
    expect(await backups.remove(name)).toBe(false)
  }
  expect(await backups.remove(made.name)).toBe(true)
  expect(await backups.remove(made.name)).toBe(false)
})
