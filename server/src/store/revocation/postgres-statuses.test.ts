import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type PostgresCluster } from '../../../../test/_kit/postgres.ts'
import { requireTool } from '../../../../test/_kit/tools.ts'
import { addWorld, AUDIT_KEY, issue, NOW } from '../_fixtures.ts'
import { leaseOf } from './_revoking.ts'
import { openStore } from '../open.ts'
import type { Store } from '../store.ts'

/** A transaction that stands in a deadlock is noticed by its waiting so long. */
const DEADLOCK_SECONDS = 20

const programs = requireTool('postgresql')

describe.skipIf(programs === null)('statuses over several instances on one PostgreSQL', () => {
  let cluster: PostgresCluster
  let databases = 0

  beforeAll(async () => {
    cluster = await startPostgres(programs ?? '', [`deadlock_timeout=${DEADLOCK_SECONDS}s`])
  })
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]()
  })

  /** Two stores on a new database with one change, whose instances table is older than any lease. */
  async function twoStores(): Promise<{ first: Store; second: Store; database: string }> {
    const database = `statuses_${++databases}`
    const url = cluster.createDatabase(database)
    const open = async (): Promise<Store> =>
      openStore({
        location: { kind: 'postgres', url },
        auditKey: AUDIT_KEY,
        now: Date.now,
        role: 'server',
        migrate: true,
      })
    const [first, second] = [await open(), await open()]
    await revokeOne(first)
    await first.statuses.settled('first')
    return { first, second, database }
  }

  async function revokeOne(store: Store): Promise<void> {
    const { id } = await issue(store, await addWorld(store))
    await store.certificates.revoke(id, { revokedAt: NOW, reason: 'superseded' }, [])
  }

  const elapsed = async (act: () => Promise<void>): Promise<number> => {
    const started = performance.now()
    await act()
    return performance.now() - started
  }

  test('nobody waits where nobody else listens', async () => {
    const { first, second } = await twoStores()
    await using _first = first
    await using _second = second
    await first.statuses.poll('first', undefined)
    await revokeOne(first)
    expect(await elapsed(async () => first.statuses.settled('first'))).toBeLessThan(500)
  })

  test('one that lives is waited for until it has heard', async () => {
    const { first, second } = await twoStores()
    await using _first = first
    await using _second = second
    let { position } = await second.statuses.poll('second', undefined)
    await revokeOne(first)
    let settled = false
    const settling = first.statuses.settled('first').then(() => (settled = true))
    // It lives on, and has not said that it heard: three leases long.
    for (let renewed = 0; renewed < 15; renewed++) {
      await second.statuses.poll('second', position)
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(settled).toBe(false)
    }
    const news = await second.statuses.poll('second', position)
    expect(news.changes).toHaveLength(1)
    position = news.position
    expect(settled).toBe(false)
    await second.statuses.poll('second', position)
    expect(await elapsed(async () => void (await settling))).toBeLessThan(500)
  })

  test('one that is cut off is waited for no longer than its lease', async () => {
    const { first, second } = await twoStores()
    await using _first = first
    await using _second = second
    const polled = performance.now()
    await second.statuses.poll('second', undefined)
    await revokeOne(first)
    await first.statuses.settled('first')
    const waited = performance.now() - polled
    expect(waited).toBeGreaterThanOrEqual(first.statuses.leaseMilliseconds)
    expect(waited).toBeLessThan(first.statuses.leaseMilliseconds + 1000)
  })

  test('a database whose clock was set back makes nobody wait for the dead', async () => {
    const { first, second, database } = await twoStores()
    await using _first = first
    await using _second = second
    await second.statuses.poll('second', undefined)
    await revokeOne(first)
    cluster.query('update instances set lease_until = lease_until + 3600000', database)
    const { leaseMilliseconds } = first.statuses
    const waited = await elapsed(async () => first.statuses.settled('first'))
    expect(waited).toBeGreaterThanOrEqual(leaseMilliseconds)
    expect(waited).toBeLessThan(6 * leaseMilliseconds)
  })

  test('one that leaves is not waited for', async () => {
    const { first, second } = await twoStores()
    await using _first = first
    await using _second = second
    await second.statuses.poll('second', undefined)
    await revokeOne(first)
    await second.statuses.leave('second')
    expect(await elapsed(async () => first.statuses.settled('first'))).toBeLessThan(500)
  })

  test('after a crash that lost the leases, nobody relies on their absence', async () => {
    const { first, second, database } = await twoStores()
    await using _first = first
    await using _second = second
    const polled = performance.now()
    await second.statuses.poll('second', undefined)
    // What recovery does to an UNLOGGED table.
    cluster.query('truncate instances', database)
    await revokeOne(first)
    await first.statuses.settled('first')
    expect(performance.now() - polled).toBeGreaterThanOrEqual(first.statuses.leaseMilliseconds)
  })

  test('a database that went back tells everybody to forget', async () => {
    const { first, second, database } = await twoStores()
    await using _first = first
    await using _second = second
    const { position } = await second.statuses.poll('second', undefined)
    await revokeOne(first)
    const lost = await second.statuses.poll('second', position)
    expect(lost).toMatchObject({ reset: false })
    // A standby takes over that had not received the last change.
    cluster.query(`delete from status_changes where position > ${position}`, database)
    cluster.query(`update status_feed set position = ${position}, changes = changes - 1`, database)
    await revokeOne(first)
    const news = await second.statuses.poll('second', lost.position)
    expect(news.reset).toBe(true)
    expect(news.position).toBeGreaterThan(lost.position)
  })

  test('the lists of one that died at publishing are free when it has not been heard of for seconds', async () => {
    const { first, second, database } = await twoStores()
    await using _first = first
    await using _second = second
    const { issuing } = await addWorld(first)
    const shard = { authorityId: issuing.id, shard: 0 }
    await second.statuses.poll('second', undefined)
    const begin = async (holder: string) =>
      first.revocationLists.begin(shard, leaseOf(holder, Date.now()))
    expect(await begin('second')).toBeDefined()
    await first.statuses.poll('first', undefined)
    expect(await begin('first')).toBeUndefined()
    // As if it had died: a look every two seconds, four after its lease ended.
    cluster.query(`update instances set lease_until = lease_until - 6000`, database)
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    await first.statuses.poll('first', undefined)
    expect(await begin('first')).toBeDefined()
    // An operator's command is no instance: its lease lasts as long as it was given.
    cluster.query(`update revocation_lists set lease_holder = 'command'`, database)
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    await first.statuses.poll('first', undefined)
    expect(await begin('first')).toBeUndefined()
  })

  test('revocations of several CAs and the making of their lists never stand still', async () => {
    const { first, second } = await twoStores()
    await using _first = first
    await using _second = second
    const worlds = await Promise.all(Array.from({ length: 4 }, async () => addWorld(first)))
    const issued = await Promise.all(
      Array.from({ length: 80 }, async (_, index) => issue(first, worlds[index % 4]!)),
    )
    const act = async (store: Store, holder: string, index: number): Promise<string> => {
      if (index % 5 === 0) {
        const shard = { authorityId: worlds[index % 4]!.issuing.id, shard: 0 }
        await store.revocationLists.begin(shard, leaseOf(holder, Date.now()))
      }
      const revocation = { revokedAt: NOW, reason: 'superseded' } as const
      return (await store.certificates.revoke(issued[index]!.id, revocation, [])).kind
    }
    // The same lists in opposite orders, so that groups of both would wait for each other.
    const indexes = issued.map((_, index) => index)
    const even = indexes.filter((index) => index % 8 < 4)
    const odd = indexes.filter((index) => index % 8 >= 4).toReversed()
    const waited = await elapsed(async () => {
      const kinds = await Promise.all([
        ...even.map(async (index) => act(first, 'first', index)),
        ...odd.map(async (index) => act(second, 'second', index)),
      ])
      expect(new Set(kinds)).toEqual(new Set(['revoked']))
    })
    expect(waited).toBeLessThan(DEADLOCK_SECONDS * 1000)
  })
})
