import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addAuthorities, addWorld, AUDIT_KEY, events, issue, NOW } from '../_fixtures.ts'
import { fillSqlite } from '../_million.ts'
import { leaseOf, listOf } from './_revoking.ts'
import { openStore } from '../open.ts'
import { databasePath } from '../sqlite/engine.ts'
import type { RevokeManyOutcome } from './revocation-outcome.ts'
import type { Store } from '../store.ts'

const DAY = 86_400_000

describe('what relying parties are told, on SQLite', () => {
  let directory: string

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'certman-relying-'))
  })
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true })
  })

  const open = async (role: 'server' | 'operator' = 'server'): Promise<Store> =>
    openStore({
      location: { kind: 'sqlite', directory },
      auditKey: AUDIT_KEY,
      now: Date.now,
      role,
      migrate: true,
    })

  function count(sql: string): number {
    const database = new DatabaseSync(databasePath(directory), { readOnly: true })
    const row = database.prepare(`select (select ${sql}) as counted`).get()
    database.close()
    return Number(row?.['counted'])
  }

  test('a server hears of what a command changed, which waits as long as that takes', async () => {
    await using server = await open()
    const world = await addWorld(server)
    const [first, second] = [await issue(server, world), await issue(server, world)]
    const revocation = { revokedAt: NOW, reason: 'superseded' } as const
    await server.certificates.revoke(first.id, revocation, [])
    const { position } = await server.statuses.poll('server', undefined)
    await using command = await open('operator')
    await command.certificates.revoke(second.id, revocation, [])
    const started = performance.now()
    await command.statuses.settled('command')
    expect(performance.now() - started).toBeGreaterThan(server.statuses.leaseMilliseconds - 50)
    const { changes, reset } = await server.statuses.poll('server', position)
    expect({ changes, reset }).toEqual({
      changes: [{ authorityId: world.issuing.id, serialNumber: second.serialNumber }],
      reset: false,
    })
  })

  test('a server that opens frees the leases of the dead', async () => {
    const dead = await open()
    const [authorityId] = await addAuthorities(dead, 1)
    const shard = { authorityId: authorityId!, shard: 0 }
    await dead.revocationLists.begin(shard, leaseOf('dead', Date.now()))
    await dead[Symbol.asyncDispose]()
    await using command = await open('operator')
    const lease = leaseOf('living', Date.now())
    expect(await command.revocationLists.begin(shard, lease)).toBeUndefined()
    await using server = await open()
    expect(await server.revocationLists.begin(shard, lease)).toBeDefined()
  })

  test('only the octets of the published list are kept', async () => {
    await using store = await open()
    const [authorityId] = await addAuthorities(store, 1)
    const shard = { authorityId: authorityId!, shard: 0 }
    for (let round = 0; round < 3; round++) {
      const begun = await store.revocationLists.begin(shard, leaseOf('one', NOW))
      const list = listOf(shard, begun!.number, NOW + round)
      expect(await store.revocationLists.publish(list, 'two')).toBe('leaseLost')
      expect(count(`count(*) from revocation_list_bytes where number = ${list.number}`)).toBe(0)
      expect(await store.revocationLists.publish(list, 'one')).toBe('published')
      expect(await store.revocationLists.publish(list, 'one')).toBe('leaseLost')
      expect(count('count(*) from revocation_list_bytes')).toBe(1)
      expect((await store.revocationLists.published(authorityId!, 0))?.der).toEqual(list.der)
    }
  })

  test('of many changes the last ten thousand are remembered', async () => {
    await using store = await open()
    const [authorityId] = await addAuthorities(store, 1)
    fillSqlite({ directory, count: 20_000, authorityIds: [authorityId!], now: Date.now() })
    const revocation = { revokedAt: Date.now(), reason: 'superseded' } as const
    const positions: number[] = []
    let revoked = 0
    let after: RevokeManyOutcome['next']
    do {
      const outcome: RevokeManyOutcome = await store.certificates.revokeMany(
        authorityId!,
        { after, issuedSince: Date.now() - 500 * DAY },
        revocation,
        1000,
        events('certificate.revoked'),
      )
      revoked += outcome.revoked
      after = outcome.next
      positions.push((await store.statuses.poll('one', undefined)).position)
    } while (after !== undefined)
    const eligible = `listed_at is not null and not_after > ${revocation.revokedAt}`
    expect(count(`count(*) from certificates where ${eligible} and revoked_at is null`)).toBe(0)
    const told = `revoked_at = ${revocation.revokedAt} and revocation_number is not null`
    expect(count(`count(*) from certificates where ${told}`)).toBe(revoked)
    expect(revoked).toBeGreaterThan(10_500)
    expect(count(`count(*) from audit_events`)).toBeGreaterThan(revoked)
    const kept = Math.min(revoked, 10_000)
    expect(count('count(*) from status_changes')).toBe(kept)
    expect(count('max(ordinal) from status_changes')).toBe(revoked)
    for (const [batch, position] of positions.entries()) {
      const missed = revoked - Math.min(revoked, 1000 * (batch + 1))
      const news = await store.statuses.poll('one', position)
      // After the oldest that is kept come all but itself.
      expect(news.reset).toBe(missed > kept - 1)
      expect(news.changes).toHaveLength(news.reset ? 0 : missed)
    }
  })
})
