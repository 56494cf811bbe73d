import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addWorld, AUDIT_KEY, claimOf, events, intentOf, issue, NOW } from './_fixtures.ts'
import { SCHEMA_VERSION } from './migrate.ts'
import { MIGRATIONS } from './migrations/all.ts'
import { openStore, type StoreOptions } from './open.ts'
import { databasePath } from './sqlite/engine.ts'
import type { Store } from './store.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'certman-place-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

async function open(changes: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore({
    location: { kind: 'sqlite', directory },
    auditKey: AUDIT_KEY,
    now: Date.now,
    role: 'server',
    migrate: true,
    ...changes,
  })
}

function change(sql: string): void {
  const database = new DatabaseSync(databasePath(directory), { timeout: 10_000 })
  try {
    database.exec(sql)
  } finally {
    database.close()
  }
}

test('the number of migrations is known without loading them', () => {
  expect(MIGRATIONS).toHaveLength(SCHEMA_VERSION)
})

test('a second server on one directory is refused, until the first is gone', async () => {
  const first = await open()
  await expect(open()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining(directory),
  })
  await first[Symbol.asyncDispose]()
  const second = await open()
  await second[Symbol.asyncDispose]()
})

test('an operator works beside a running server, and each sees the other at once', async () => {
  await using server = await open()
  await using operator = await open({ role: 'operator', migrate: false })
  const world = await addWorld(operator)
  expect(await server.authorities.get(world.root.id)).toEqual(world.root)
  const { id } = await issue(server, world)
  expect((await operator.certificates.get(id))?.id).toBe(id)
  const revocation = { revokedAt: NOW, reason: 'superseded' } as const
  await operator.authorities.revoke(world.issuing.id, revocation, events('authority.revoked'))
  expect((await server.certificates.recordIntent(intentOf(world))).kind).toBe('authorityRevoked')
  await Promise.all(
    [server, operator].map(async (store) =>
      Promise.all(
        Array.from({ length: 50 }, async () => store.auditLog.append(events('user.created'))),
      ),
    ),
  )
})

test('a database of a newer version is refused, and left as it is', async () => {
  await (await open())[Symbol.asyncDispose]()
  change(`insert into migrations values (${SCHEMA_VERSION + 1}, 'future', 0)`)
  await expect(open()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('newer version'),
  })
  await expect(open({ role: 'operator' })).rejects.toMatchObject({ code: 'unavailable' })
})

test('missing migrations are refused where they must not be made', async () => {
  await expect(open({ migrate: false })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('certman-server migrate'),
  })
  await (await open())[Symbol.asyncDispose]()
  await (await open({ migrate: false }))[Symbol.asyncDispose]()
})

test.skipIf(process.platform === 'win32')('its files are nobody else’s to read', async () => {
  await using store = await open()
  await store.ready()
  const path = databasePath(directory)
  for (const file of [path, `${path}-wal`, `${path}-shm`, join(directory, 'server.lock')]) {
    expect(statSync(file).mode & 0o777).toBe(0o600)
  }
})

test('closing leaves one file and no log to be replayed', async () => {
  const store = await open()
  await addWorld(store)
  await store[Symbol.asyncDispose]()
  expect(existsSync(`${databasePath(directory)}-wal`)).toBe(false)
})

test('closing finishes what was accepted', async () => {
  const store = await open()
  const world = await addWorld(store)
  const writes = Array.from({ length: 200 }, async () => issueUnawaited(store, world))
  await store[Symbol.asyncDispose]()
  const ids = await Promise.all(writes)
  await using again = await open()
  for (const id of ids) {
    const revocation = { revokedAt: NOW, reason: 'superseded' } as const
    expect((await again.certificates.revoke(id, revocation, [])).kind).toBe('revoked')
  }
})

async function issueUnawaited(
  store: Store,
  world: Parameters<typeof intentOf>[0],
): Promise<ReturnType<typeof intentOf>['id']> {
  const intent = intentOf(world)
  await store.certificates.recordIntent(intent)
  return intent.id
}

test('a server that opens frees the keys that a dead one held; an operator does not', async () => {
  const dead = await open()
  const world = await addWorld(dead)
  const claim = claimOf()
  await dead.certificates.recordIntent(intentOf(world, { idempotency: claim }))
  const operator = await open({ role: 'operator' })
  expect(await dead.idempotency.find(claim, NOW)).toMatchObject({ kind: 'running' })
  await operator[Symbol.asyncDispose]()
  await dead[Symbol.asyncDispose]()
  await using server = await open()
  expect(await server.idempotency.find(claim, NOW)).toBeUndefined()
})

test('audit events cannot be changed or removed by SQL', async () => {
  await using store = await open()
  await store.auditLog.append(events('user.created'))
  for (const sql of ['delete from audit_events', `update audit_events set encoded = ''`]) {
    expect(() => change(sql)).toThrow(/only ever added/)
  }
})
