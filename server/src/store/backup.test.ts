import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addWorld, AUDIT_KEY, issue, keyHash } from './_fixtures.ts'
import { backupTo, restoreFrom } from './backup.ts'
import { SCHEMA_VERSION } from './migrate.ts'
import { openStore } from './open.ts'
import type { Store } from './store.ts'

let root: string
let live: string
let other: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'certman-backup-'))
  live = join(root, 'live')
  other = join(root, 'other')
  for (const directory of [live, other]) mkdirSync(directory)
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

async function open(directory: string): Promise<Store> {
  return openStore({
    location: { kind: 'sqlite', directory },
    auditKey: AUDIT_KEY,
    now: Date.now,
    role: 'server',
    migrate: true,
  })
}

const anyKey = async (): Promise<void> => {}

test('a backup beside a writing server is whole, and restores to what was there', async () => {
  const file = join(root, 'backup.db')
  const before: string[] = []
  {
    await using store = await open(live)
    const world = await addWorld(store)
    await store.secrets.putIfAbsent('check', keyHash('check'), [])
    for (let index = 0; index < 50; index++) before.push((await issue(store, world)).id)
    let writing = true
    const writer = (async () => {
      while (writing) await issue(store, world)
    })()
    await backupTo(file, live)
    writing = false
    await writer
  }
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const seen: unknown[] = []
  await restoreFrom({
    file,
    directory: other,
    check: async (secret) => void seen.push(await secret('check'), await secret('none')),
  })
  expect(seen).toEqual([keyHash('check'), undefined])
  await using restored = await open(other)
  for (const id of before) {
    expect((await restored.certificates.get(id as never))?.id).toBe(id)
  }
})

test('a backup never replaces a file, and a restore never a database', async () => {
  const store = await open(live)
  const file = join(root, 'backup.db')
  await backupTo(file, live)
  await expect(backupTo(file, live)).rejects.toMatchObject({ code: 'invalidRequest' })
  await expect(restoreFrom({ file, directory: live, check: anyKey })).rejects.toMatchObject({
    code: 'unavailable',
  })
  await store[Symbol.asyncDispose]()
  await expect(restoreFrom({ file, directory: live, check: anyKey })).rejects.toMatchObject({
    code: 'invalidRequest',
  })
  await expect(backupTo(join(root, 'x'), other)).rejects.toMatchObject({ code: 'invalidRequest' })
})

test('what is damaged, foreign, newer or under another master key is not restored', async () => {
  const file = join(root, 'backup.db')
  {
    await using store = await open(live)
    const world = await addWorld(store)
    for (let index = 0; index < 50; index++) await issue(store, world)
    await backupTo(file, live)
  }
  const variant = (name: string, spoil: (path: string) => void): string => {
    const path = join(root, name)
    copyFileSync(file, path)
    spoil(path)
    return path
  }
  const sql = (statement: string) => (path: string) => {
    const database = new DatabaseSync(path)
    database.exec(statement)
    database.close()
  }
  const spoiled = [
    variant('truncated', (path) => truncateSync(path, statSync(path).size - 8192)),
    variant('text', (path) =>
      writeFileSync(path, 'not a database at all, but long enough'.repeat(40)),
    ),
    variant('empty', (path) => truncateSync(path, 0)),
    variant('foreign', sql('drop table migrations')),
    variant('newer', sql(`insert into migrations values (${SCHEMA_VERSION + 1}, 'x', 0)`)),
    variant('orphan', sql('pragma foreign_keys = off; delete from users')),
    join(root, 'absent'),
  ]
  for (const path of spoiled) {
    await expect(
      restoreFrom({ file: path, directory: other, check: anyKey }),
      path,
    ).rejects.toMatchObject({ name: 'Problem' })
  }
  const wrongKey = async (): Promise<void> => {
    throw new Error('another master key')
  }
  await expect(restoreFrom({ file, directory: other, check: wrongKey })).rejects.toThrow(
    'another master key',
  )
  await restoreFrom({ file, directory: other, check: anyKey })
})
