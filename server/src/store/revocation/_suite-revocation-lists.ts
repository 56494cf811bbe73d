import { describe, expect, test } from 'vitest'
import {
  addWorkspace,
  addWorld,
  authorityOf,
  issue,
  newAuthority,
  NOW,
  uuid,
} from '../_fixtures.ts'
import { isDue, leaseOf, listOf, publish, revoke, stateOf } from './_revoking.ts'
import type { StoreOptions } from '../open.ts'
import type { Store } from '../store.ts'

/** Another opening of the same database. */
export type OpenBeside = (changes?: Partial<StoreOptions>) => Promise<Store>

const DAY = 86_400_000

export function revocationListSuite(given: () => Store, openBeside: OpenBeside): void {
  describe('revocation lists', () => {
    test('exist from the creation of a CA on, one full one or N shards', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const full = authorityOf(workspaceId, null)
      const sharded = { ...authorityOf(workspaceId, null), shards: 3 }
      for (const authority of [full, sharded]) {
        expect(await store.authorities.create(newAuthority(authority), [])).toBe('created')
      }
      expect(await store.revocationLists.shards(full.id)).toEqual([
        {
          authorityId: full.id,
          shard: 0,
          wantedNumber: 0,
          publishedNumber: 0,
          thisUpdate: null,
          nextUpdate: null,
          formerUpdate: null,
        },
      ])
      const shards = await store.revocationLists.shards(sharded.id)
      expect(shards.map(({ shard }) => shard)).toEqual([1, 2, 3])
      expect((await store.authorities.get(sharded.id))?.shards).toBe(3)
      expect(await store.revocationLists.shards(uuid())).toEqual([])
      expect(await store.revocationLists.published(full.id, 0)).toBeUndefined()
      for (const authority of [full, sharded]) expect(await isDue(store, authority.id)).toBe(true)
    })

    test('are dirty with the revocation, under the number that it was told', async () => {
      const store = given()
      const world = await addWorld(store)
      const shard = { authorityId: world.issuing.id, shard: 0 }
      await publish(store, shard)
      expect(await isDue(store, shard.authorityId)).toBe(false)
      const { id } = await issue(store, world)
      const { list } = await revoke(store, id)
      expect(list.number).toBeGreaterThanOrEqual(Date.now() - 60_000)
      expect(await stateOf(store, shard)).toMatchObject({ wantedNumber: list.number })
      expect(await isDue(store, shard.authorityId)).toBe(true)
      expect(await isDue(store, world.root.id)).toBe(true)
      expect(await publish(store, shard)).toBeGreaterThan(list.number)
      expect(await isDue(store, shard.authorityId)).toBe(false)
    })

    test('have numbers that only grow, also when the clock goes back (RFC 5280 §5.2.3)', async () => {
      const store = given()
      const world = await addWorld(store)
      const shard = { authorityId: world.issuing.id, shard: 0 }
      const ids = await Promise.all([1, 2, 3].map(async () => (await issue(store, world)).id))
      const numbers: number[] = []
      await using behind = await openBeside({ now: () => NOW - DAY })
      numbers.push((await revoke(store, ids[0]!)).list.number)
      numbers.push((await revoke(behind, ids[1]!)).list.number)
      const begun = await behind.revocationLists.begin(shard, leaseOf('behind', 1000))
      numbers.push(begun?.number ?? 0)
      numbers.push((await revoke(behind, ids[2]!)).list.number)
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
      expect((await stateOf(store, shard)).wantedNumber).toBe(numbers.at(-1))
    })

    test('are published by whoever holds the lease, and only upwards', async () => {
      const store = given()
      const world = await addWorld(store)
      const shard = { authorityId: world.issuing.id, shard: 0 }
      const lists = store.revocationLists
      const one = await lists.begin(shard, leaseOf('one', NOW))
      expect(one?.previous).toBeUndefined()
      expect(await lists.begin(shard, leaseOf('two', NOW + 9999))).toBeUndefined()
      const again = await lists.begin(shard, leaseOf('one', NOW + 1))
      expect(again?.number).toBeGreaterThan(one?.number ?? Infinity)
      // The lease of the first has run out.
      const two = await lists.begin(shard, leaseOf('two', NOW + 10_001))
      expect(two?.number).toBeGreaterThan(again?.number ?? Infinity)
      const list = listOf(shard, again?.number ?? 0, NOW)
      expect(await lists.publish(list, 'one')).toBe('leaseLost')
      expect(await lists.published(shard.authorityId, 0)).toBeUndefined()
      const later = listOf(shard, two?.number ?? 0, NOW + 1000)
      expect(await lists.publish(later, 'two')).toBe('published')
      expect(await lists.publish(later, 'two')).toBe('leaseLost')
      const state = {
        ...shard,
        wantedNumber: later.number,
        publishedNumber: later.number,
        thisUpdate: later.thisUpdate,
        nextUpdate: later.nextUpdate,
        formerUpdate: null,
      }
      expect(await lists.published(shard.authorityId, 0)).toEqual({ ...state, der: later.der })
      const three = await lists.begin(shard, leaseOf('one', NOW + 10_002))
      expect(three?.previous).toEqual({ ...state, wantedNumber: three?.number })
      expect(await lists.publish({ ...list, number: later.number - 1 }, 'one')).toBe('leaseLost')
      expect(await lists.publish({ ...list, number: later.number }, 'one')).toBe('leaseLost')
      const unreserved = { ...list, number: (three?.number ?? 0) + 1 }
      expect(await lists.publish(unreserved, 'one')).toBe('leaseLost')
      expect((await lists.published(shard.authorityId, 0))?.der).toEqual(later.der)
      expect(await lists.publish({ ...list, number: three?.number ?? 0 }, 'one')).toBe('published')
      expect(await stateOf(store, shard)).toMatchObject({ formerUpdate: later.thisUpdate })
    })

    test('octets that a list shares with the one before are written once, and read as if they were its own', async () => {
      const store = given()
      const world = await addWorld(store)
      const shard = { authorityId: world.issuing.id, shard: 0 }
      const lists = store.revocationLists
      const der = [0, 1, 2].map((more) =>
        Uint8Array.from({ length: 200_000 + 50 * more }, (_, at) => at % 251),
      )
      let former: number | undefined
      for (const [round, octets] of der.entries()) {
        const begun = await lists.begin(shard, leaseOf('one', NOW + round))
        const number = begun?.number ?? 0
        const shared =
          former === undefined ? undefined : { number: former, from: 10, to: 199_000, at: 10 }
        const list = { ...listOf(shard, number, NOW + round * 1000), der: octets, shared }
        expect(await lists.publish(list, 'one')).toBe('published')
        const read = await lists.published(shard.authorityId, 0)
        expect(Buffer.compare(read?.der ?? new Uint8Array(), octets)).toBe(0)
        former = number
      }
    })

    test('of two that begin at once for one holder, both come out in order', async () => {
      const store = given()
      const shard = { authorityId: (await addWorld(store)).issuing.id, shard: 0 }
      const lists = store.revocationLists
      const first = await lists.begin(shard, leaseOf('one', NOW))
      const second = await lists.begin(shard, leaseOf('one', NOW))
      expect(await lists.publish(listOf(shard, first?.number ?? 0, NOW), 'one')).toBe('published')
      // The lease is still that of the second.
      expect(await lists.begin(shard, leaseOf('two', NOW + 1))).toBeUndefined()
      expect(await lists.publish(listOf(shard, second?.number ?? 0, NOW), 'one')).toBe('published')
      expect(await lists.begin(shard, leaseOf('two', NOW + 1))).toBeDefined()
    })

    test('a lease of a clock that was set back since holds nobody up', async () => {
      const store = given()
      const shard = { authorityId: (await addWorld(store)).issuing.id, shard: 0 }
      await store.revocationLists.begin(shard, leaseOf('one', NOW + 365 * DAY))
      expect(await store.revocationLists.begin(shard, leaseOf('two', NOW))).toBeDefined()
    })

    test('are dirty again at once when something was revoked while they were made', async () => {
      const store = given()
      const world = await addWorld(store)
      const shard = { authorityId: world.issuing.id, shard: 0 }
      const { id } = await issue(store, world)
      const begun = await store.revocationLists.begin(shard, leaseOf('one', Date.now()))
      const { list } = await revoke(store, id)
      expect(list.number).toBeGreaterThan(begun?.number ?? Infinity)
      await store.revocationLists.publish(listOf(shard, begun?.number ?? 0, Date.now()), 'one')
      expect(await isDue(store, shard.authorityId)).toBe(true)
    })

    test('are due at half of their life, from the future, and while anything lives', async () => {
      const store = given()
      const world = await addWorld(store)
      const shard = { authorityId: world.issuing.id, shard: 0 }
      await publish(store, shard, NOW)
      expect(await isDue(store, shard.authorityId, NOW + 3 * DAY)).toBe(false)
      expect(await isDue(store, shard.authorityId, NOW + 3.5 * DAY)).toBe(true)
      expect(await isDue(store, shard.authorityId, NOW - 2 * 60_000)).toBe(true)
      const { notAfter } = world.issuing.validity
      expect(await isDue(store, shard.authorityId, notAfter - 1)).toBe(true)
      expect(await isDue(store, shard.authorityId, notAfter)).toBe(false)
      await issue(store, world, { validity: { notBefore: NOW, notAfter: notAfter + DAY } })
      expect(await isDue(store, shard.authorityId, notAfter)).toBe(true)
    })

    test('of CAs with a passphrase are due only for who asks for all', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const authority = { ...authorityOf(workspaceId, null), hasPassphrase: true }
      await store.authorities.create(newAuthority(authority), [])
      expect(await isDue(store, authority.id)).toBe(false)
      const all = await store.revocationLists.due(NOW, 10_000, 'all')
      expect(all.some(({ authorityId }) => authorityId === authority.id)).toBe(true)
    })

    test('are asked for first by those that nobody is at work on', async () => {
      const store = given()
      const { root, issuing } = await addWorld(store)
      await store.revocationLists.begin({ authorityId: root.id, shard: 0 }, leaseOf('one', NOW))
      const due = (await store.revocationLists.due(NOW, 10_000)).map((state) => state.authorityId)
      expect(due.indexOf(root.id)).toBeGreaterThan(due.indexOf(issuing.id))
      expect(await store.revocationLists.due(NOW, 1)).toHaveLength(1)
    })
  })
}
