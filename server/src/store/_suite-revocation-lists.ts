import { describe, expect, test } from 'vitest'
import { REVOCATION_REASONS, type RevocationReason } from '../pki/revocation.ts'
import type { Uuid } from '../pki/identifier.ts'
import {
  addWorkspace,
  addWorld,
  authorityOf,
  events,
  intentOf,
  issue,
  newAuthority,
} from './_fixtures.ts'
import { NOW, uuid } from './_fixtures.ts'
import type { StoreOptions } from './open.ts'
import type { RevocationChanges, ShardState } from './relying-parties.ts'
import type { IssuanceIntent, RevokeOutcome, Store } from './store.ts'

/** Another opening of the same database. */
export type OpenBeside = (changes?: Partial<StoreOptions>) => Promise<Store>
type Shard = Pick<ShardState, 'authorityId' | 'shard'>

const DAY = 86_400_000
const EVERYTHING = { after: { number: -1, seq: 0 }, before: Number.MAX_SAFE_INTEGER }

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
      expect(three?.previous).toEqual({ ...state, wantedNumber: three?.number, der: later.der })
      expect(await lists.publish({ ...list, number: later.number - 1 }, 'one')).toBe('leaseLost')
      expect(await lists.publish({ ...list, number: later.number }, 'one')).toBe('leaseLost')
      const unreserved = { ...list, number: (three?.number ?? 0) + 1 }
      expect(await lists.publish(unreserved, 'one')).toBe('leaseLost')
      expect((await lists.published(shard.authorityId, 0))?.der).toEqual(later.der)
      expect(await lists.publish({ ...list, number: three?.number ?? 0 }, 'one')).toBe('published')
      expect(await stateOf(store, shard)).toMatchObject({ formerUpdate: later.thisUpdate })
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

  describe('changes of revocation lists', () => {
    test('come page by page in the order of their numbers, each certificate once', async () => {
      const store = given()
      const world = await addWorld(store)
      const shard = { authorityId: world.issuing.id, shard: 0 }
      const intents: IssuanceIntent[] = []
      for (let index = 0; index < 25; index++) intents.push(await issue(store, world))
      const unfinished = intentOf(world)
      await store.certificates.recordIntent(unfinished)
      intents.push(unfinished)
      const expected = new Map<string, readonly [number, number]>()
      for (const [index, intent] of intents.entries()) {
        const reason = REASONS[index % REASONS.length]!
        await revoke(store, intent.id, { revokedAt: NOW + index, reason })
        expected.set(intent.serialNumber, [NOW + index, REVOCATION_REASONS[reason]])
      }
      // A hold that ends, and a reason that is raised: the last change counts, and comes last.
      const [held, raised] = [intents[6]!, intents[0]!]
      expect(await store.certificates.releaseHold(held.id, NOW, [])).toMatchObject({
        kind: 'released',
        list: { shard: 0 },
      })
      await revoke(store, raised.id, { revokedAt: NOW + 99, reason: 'keyCompromise' })
      for (const { serialNumber } of [held, raised]) expected.delete(serialNumber)
      expected.set(held.serialNumber, [Number.NaN, 0])
      expected.set(raised.serialNumber, [NOW, REVOCATION_REASONS.keyCompromise])
      for (const limit of [1, 7, 26, 1000]) {
        const pages = await pagesOf(store, shard, limit)
        expect(pages.every(({ count }) => count <= limit)).toBe(true)
        expect(pages.flatMap(rowsOf)).toEqual(
          [...expected].map(([serialNumber, change]) => [serialNumber, ...change]),
        )
      }
    })

    test('hold serial numbers of every length in slots of 20 octets', async () => {
      const store = given()
      const world = await addWorld(store)
      for (const serialNumber of ['01', `7F${'00'.repeat(19)}`, '0A0B0C']) {
        const { id } = await issue(store, world, { serialNumber })
        await revoke(store, id)
      }
      const shard = { authorityId: world.issuing.id, shard: 0 }
      const { serialNumbers } = await store.revocationLists.changes(shard, EVERYTHING, 10)
      expect(slotsOf(serialNumbers)).toEqual([
        `${'00'.repeat(19)}01`,
        `7F${'00'.repeat(19)}`,
        `${'00'.repeat(17)}0A0B0C`,
      ])
    })

    test('begin after the list before and end before the one that is made', async () => {
      const store = given()
      const world = await addWorld(store)
      const shard = { authorityId: world.issuing.id, shard: 0 }
      const [before, between, changedAgain] = [
        await issue(store, world),
        await issue(store, world),
        await issue(store, world),
      ]
      await revoke(store, before.id)
      const first = (await store.revocationLists.begin(shard, leaseOf('one', Date.now())))!.number
      await revoke(store, between.id)
      await revoke(store, changedAgain.id, { revokedAt: NOW, reason: 'certificateHold' })
      const second = (await store.revocationLists.begin(shard, leaseOf('one', Date.now())))!.number
      const after = await issue(store, world)
      await revoke(store, after.id, { revokedAt: Date.now() + DAY, reason: 'unspecified' })
      // Revoked before, and so told of on every list from then on, although its number is higher now.
      await revoke(store, changedAgain.id, { revokedAt: NOW + 1, reason: 'superseded' })
      const range = { after: { number: first, seq: 0 }, before: second }
      const rows = rowsOf(await store.revocationLists.changes(shard, range, 100))
      expect(rows.map(([serialNumber]) => serialNumber)).toEqual([
        between.serialNumber,
        changedAgain.serialNumber,
      ])
    })

    test('are of one shard, that of the certificate', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const issuing = { ...authorityOf(workspaceId, null), shards: 2 }
      await store.authorities.create(newAuthority(issuing), [])
      const world = { workspaceId, issuing }
      const shards = [1, 2].map((shard) => ({ authorityId: issuing.id, shard }))
      for (const shard of shards) await publish(store, shard)
      const second = await issue(store, world, { shard: 2 })
      expect((await revoke(store, second.id)).list.shard).toBe(2)
      const states = await store.revocationLists.shards(issuing.id)
      const dirty = states.filter((state) => state.wantedNumber > state.publishedNumber)
      expect(dirty.map(({ shard }) => shard)).toEqual([2])
      const changed = await Promise.all(shards.map(async (shard) => pagesOf(store, shard, 10)))
      expect(changed.map((pages) => pages.flatMap(rowsOf).map(([serial]) => serial))).toEqual([
        [],
        [second.serialNumber],
      ])
    })

    test('a revoked CA is on its parent’s list, with former certificates; a root on its own', async () => {
      const store = given()
      const { root, issuing } = await addWorld(store)
      const renewed = newAuthority({ ...issuing, serialNumber: '4242' }).certificate
      await store.authorities.renew(issuing.id, renewed, [])
      const revocation = { revokedAt: NOW, reason: 'caCompromise' } as const
      // The fixture's clock is behind ours, but its certificates have not expired.
      const outcome = await store.authorities.revoke(issuing.id, revocation, [])
      expect(outcome).toMatchObject({ kind: 'revoked', list: { shard: 0 } })
      const shard = { authorityId: root.id, shard: 0 }
      const rows = (await pagesOf(store, shard, 10)).flatMap(rowsOf)
      expect(rows.map(([serial]) => serial)).toEqual([issuing.serialNumber, '4242'])
      await store.authorities.revoke(root.id, revocation, [])
      const all = (await pagesOf(store, shard, 10)).flatMap(rowsOf)
      expect(all.at(-1)?.[0]).toBe(root.serialNumber)
      for (const authorityId of [root.id, issuing.id]) {
        expect(await isDue(store, authorityId)).toBe(true)
      }
    })

    test('what has expired leaves, also when it was changed late (RFC 5280 §3.3)', async () => {
      const store = given()
      const world = await addWorld(store)
      const shard = { authorityId: world.issuing.id, shard: 0 }
      const ending = async (notAfter: number): Promise<IssuanceIntent> =>
        issue(store, world, { validity: { notBefore: NOW - DAY, notAfter } })
      const [early, first, second, alive] = [
        await ending(NOW - 1),
        await ending(NOW),
        await ending(NOW + 9),
        await ending(NOW + 10),
      ]
      for (const { id } of [early, first, second, alive]) {
        await revoke(store, id, { revokedAt: NOW - DAY, reason: 'superseded' })
      }
      const unrevoked = await ending(NOW + 5)
      const lapsed = async (from: number, to: number): Promise<readonly string[]> =>
        slotsOf(await store.revocationLists.lapsed(shard, { from, to })).map(trimmed)
      // The numbers of these are of today: to a range of 2026 they have changed late.
      expect((await lapsed(NOW, NOW + 10)).toSorted()).toEqual(
        [early, first, second].map(({ serialNumber }) => serialNumber).toSorted(),
      )
      const future = Date.now() + DAY
      expect(await lapsed(future, future + DAY)).toEqual([])
      expect(await lapsed(0, NOW)).toEqual([early.serialNumber])
      expect(await lapsed(NOW + 10, NOW)).not.toContain(alive.serialNumber)
      expect(await lapsed(0, NOW + 10)).not.toContain(unrevoked.serialNumber)
    })

    test('a certificate that is revoked after its end is on no list', async () => {
      const store = given()
      const world = await addWorld(store)
      const { id } = await issue(store, world, { validity: { notBefore: NOW, notAfter: NOW + 5 } })
      await revoke(store, id, { revokedAt: NOW + 6, reason: 'unspecified' })
      const shard = { authorityId: world.issuing.id, shard: 0 }
      expect((await pagesOf(store, shard, 10)).flatMap(rowsOf)).toEqual([])
    })
  })
}

const REASONS = Object.keys(REVOCATION_REASONS) as RevocationReason[]

const leaseOf = (
  holder: string,
  now: number,
): { readonly holder: string; readonly now: number; readonly until: number } => ({
  holder,
  now,
  until: now + 10_000,
})

function listOf(
  shard: Shard,
  number: number,
  thisUpdate: number,
): Parameters<Store['revocationLists']['publish']>[0] {
  // Large enough to be moved between threads, and different from every other.
  const der = new Uint8Array(100_000).fill(number % 251)
  return { ...shard, number, thisUpdate, nextUpdate: thisUpdate + 7 * DAY, der }
}

async function publish(store: Store, shard: Shard, now = Date.now()): Promise<number> {
  const begun = await store.revocationLists.begin(shard, leaseOf('test', now))
  if (begun === undefined) throw new Error('somebody else holds the lease')
  const outcome = await store.revocationLists.publish(listOf(shard, begun.number, now), 'test')
  expect(outcome).toBe('published')
  return begun.number
}

async function isDue(store: Store, authorityId: Uuid, now = Date.now()): Promise<boolean> {
  const due = await store.revocationLists.due(now, 10_000)
  return due.some((state) => state.authorityId === authorityId)
}

async function stateOf(store: Store, { authorityId, shard }: Shard): Promise<ShardState> {
  const states = await store.revocationLists.shards(authorityId)
  const state = states.find((one) => one.shard === shard)
  if (state === undefined) throw new Error('there is no such shard')
  return state
}

async function revoke(
  store: Store,
  id: Uuid,
  revocation = { revokedAt: NOW, reason: 'superseded' as RevocationReason },
): Promise<Extract<RevokeOutcome, { kind: 'revoked' }>> {
  const outcome = await store.certificates.revoke(id, revocation, events('certificate.revoked', id))
  if (outcome.kind !== 'revoked') throw new Error(`the revocation was answered ${outcome.kind}`)
  return outcome
}

async function pagesOf(store: Store, shard: Shard, limit: number): Promise<RevocationChanges[]> {
  const pages: RevocationChanges[] = []
  let after: RevocationChanges['next'] = EVERYTHING.after
  while (after !== undefined) {
    const page: RevocationChanges = await store.revocationLists.changes(
      shard,
      { ...EVERYTHING, after },
      limit,
    )
    pages.push(page)
    after = page.next
  }
  return pages
}

function rowsOf(page: RevocationChanges): (readonly [string, number, number])[] {
  expect(page.revokedAt).toHaveLength(page.count)
  expect(page.reasons).toHaveLength(page.count)
  return slotsOf(page.serialNumbers).map((slot, index) => [
    trimmed(slot),
    page.revokedAt[index] ?? Infinity,
    page.reasons[index] ?? 99,
  ])
}

function slotsOf(serialNumbers: Uint8Array): string[] {
  const digits = Buffer.from(serialNumbers).toString('hex').toUpperCase()
  return digits.match(/.{40}/g) ?? []
}

const trimmed = (slot: string): string => slot.replace(/^(00)+/, '')
