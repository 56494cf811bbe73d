import { describe, expect, test } from 'vitest'
import { REVOCATION_REASONS, type RevocationReason } from '../../pki/revocation.ts'
import {
  addWorkspace,
  addWorld,
  authorityOf,
  intentOf,
  issue,
  newAuthority,
  NOW,
} from '../_fixtures.ts'
import { isDue, leaseOf, publish, revoke, type Shard } from './_revoking.ts'
import type { RevocationChanges } from './relying-parties.ts'
import type { IssuanceIntent } from '../certificates/certificate-store.ts'
import type { Store } from '../store.ts'

const DAY = 86_400_000
const EVERYTHING = { after: { number: -1, seq: 0 }, before: Number.MAX_SAFE_INTEGER }

export function revocationChangesSuite(given: () => Store): void {
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
