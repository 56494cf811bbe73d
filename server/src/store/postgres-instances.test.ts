import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type PostgresCluster } from '../../../test/_kit/postgres.ts'
import { requireTool } from '../../../test/_kit/tools.ts'
import { addWorld, AUDIT_KEY, claimOf, events, intentOf, issue, NOW, uuid } from './_fixtures.ts'
import { SCHEMA_VERSION } from './migrate.ts'
import { openStore, type StoreOptions } from './open.ts'
import type { Store } from './store.ts'

const programs = requireTool('postgresql')

describe.skipIf(programs === null)('several instances on one PostgreSQL', () => {
  let cluster: PostgresCluster
  let databases = 0

  beforeAll(async () => {
    cluster = await startPostgres(programs ?? '')
  })
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]()
  })

  const newDatabase = (): string => cluster.createDatabase(`instances_${++databases}`)
  const open = async (url: string, changes: Partial<StoreOptions> = {}): Promise<Store> =>
    openStore({
      location: { kind: 'postgres', url },
      auditKey: AUDIT_KEY,
      now: Date.now,
      role: 'server',
      migrate: true,
      ...changes,
    })

  test('migrate one after the other when they start together', async () => {
    const url = newDatabase()
    const stores = await Promise.all(Array.from({ length: 4 }, async () => open(url)))
    await Promise.all(stores.map(async (store) => store[Symbol.asyncDispose]()))
    const applied = cluster.query('select count(*) from migrations', `instances_${databases}`)
    expect(Number(applied)).toBe(SCHEMA_VERSION)
  })

  test('share rate buckets, idempotency keys and serial numbers', async () => {
    const url = newDatabase()
    await using first = await open(url)
    await using second = await open(url)
    const both = [first, second]
    const world = await addWorld(first)
    const bucket = uuid()
    const rule = { capacity: 7, refillPerSecond: 0.001 }
    const taken = await Promise.all(
      Array.from({ length: 40 }, async (_, index) =>
        both[index % 2]?.rateBuckets.take(bucket, rule, NOW),
      ),
    )
    expect(taken.filter((state) => state?.allowed)).toHaveLength(7)
    const credentialId = uuid()
    const claimed = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        both[index % 2]?.certificates.recordIntent(
          intentOf(world, { idempotency: claimOf({ credentialId }) }),
        ),
      ),
    )
    expect(claimed.filter((outcome) => outcome?.kind === 'recorded')).toHaveLength(1)
    const { serialNumber } = intentOf(world)
    const numbered = await Promise.all(
      both.map(async (store) => store.certificates.recordIntent(intentOf(world, { serialNumber }))),
    )
    expect(numbered.map((outcome) => outcome.kind).sort()).toEqual(['recorded', 'serialTaken'])
  })

  test('that stand in each other’s way all come through', async () => {
    const url = newDatabase()
    await using first = await open(url)
    await using second = await open(url)
    const world = await addWorld(first)
    const ids = await Promise.all(
      Array.from({ length: 12 }, async () => (await issue(first, world)).id),
    )
    // The same rows, locked in opposite orders by groups of both: deadlocks are run again.
    const revoke = async (store: Store, order: typeof ids): Promise<readonly string[]> => {
      const revocation = { revokedAt: NOW, reason: 'superseded' } as const
      const outcomes = order.map(async (id) =>
        store.certificates.revoke(id, revocation, events('certificate.revoked', id)),
      )
      return (await Promise.all(outcomes)).map((outcome) => outcome.kind)
    }
    const kinds = await Promise.all([revoke(first, ids), revoke(second, ids.toReversed())])
    expect(kinds.flat().filter((kind) => kind === 'revoked')).toHaveLength(ids.length)
    expect(kinds.flat().filter((kind) => kind === 'refused')).toHaveLength(ids.length)
  })

  test('say that the database is away, and come back by themselves', async () => {
    const own = await startPostgres(programs ?? '')
    try {
      await using store = await open(own.createDatabase('lost'))
      const world = await addWorld(store)
      const { id } = await issue(store, world)
      await own.stop()
      await expect(issue(store, world)).rejects.toMatchObject({ code: 'unavailable' })
      await expect(store.certificates.get(id)).rejects.toMatchObject({ code: 'unavailable' })
      await expect(store.certificates.list({}, { offset: 0, limit: 1 })).rejects.toMatchObject({
        code: 'unavailable',
      })
      await expect(store.ready()).rejects.toMatchObject({ code: 'unavailable' })
      await own.start()
      await store.ready()
      expect((await store.certificates.get(id))?.id).toBe(id)
      await issue(store, world)
    } finally {
      await own[Symbol.asyncDispose]()
    }
  })

  test('refuse a database that is not there, or of a newer version', async () => {
    const nowhere = 'postgres://nobody@127.0.0.1:1/none'
    await expect(open(nowhere)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('CERTMAN_DATABASE_URL'),
    })
    const url = newDatabase()
    await expect(open(url, { migrate: false })).rejects.toMatchObject({ code: 'unavailable' })
    await (await open(url))[Symbol.asyncDispose]()
    const later = `insert into migrations values (${SCHEMA_VERSION + 1}, 'future', 0)`
    cluster.query(later, `instances_${databases}`)
    await expect(open(url)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('newer version'),
    })
  })

  test('cannot change or remove audit events', async () => {
    const url = newDatabase()
    await using store = await open(url)
    await store.auditLog.append(events('user.created'))
    for (const sql of ['delete from audit_events', 'truncate audit_events']) {
      expect(() => cluster.query(sql, `instances_${databases}`)).toThrow(/only ever added/)
    }
  })
})
