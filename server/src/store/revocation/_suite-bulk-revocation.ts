import { describe, expect, test } from 'vitest'
import {
  addWorkspace,
  addWorld,
  authorityOf,
  events,
  intentOf,
  issue,
  newAuthority,
  NOW,
  uuid,
} from '../_fixtures.ts'
import type { RevokeManyOutcome, RevokeManySelection } from './revocation-outcome.ts'
import type { Store } from '../store.ts'

const YEAR = 365 * 86_400_000
const ALIVE = { notBefore: NOW, notAfter: NOW + 5 * YEAR }

export function bulkRevocationSuite(given: () => Store): void {
  describe('revocation of many', () => {
    test('goes over what was issued in a time, batch by batch, and says what remains', async () => {
      const store = given()
      const world = await addWorld(store)
      const issued = async (createdAt: number, changes = {}): Promise<string> =>
        (await issue(store, world, { createdAt, validity: ALIVE, ...changes })).id
      const before = await issued(NOW - 1)
      const chosen = [await issued(NOW), await issued(NOW), await issued(NOW + 8)]
      chosen.push(await issued(NOW + 9))
      const after = await issued(NOW + 10)
      const expired = await issued(NOW + 5, { validity: { notBefore: NOW, notAfter: NOW + 6 } })
      const unfinished = intentOf(world, { createdAt: NOW + 5, validity: ALIVE })
      await store.certificates.recordIntent(unfinished)
      const held = await issue(store, world, { createdAt: NOW + 5, validity: ALIVE })
      const hold = { revokedAt: NOW, reason: 'certificateHold' } as const
      await store.certificates.revoke(held.id, hold, [])

      const selection = { issuedSince: NOW, issuedUntil: NOW + 10 }
      expect(await revokeAll(store, world.issuing.id, selection, 3)).toEqual([3, 1])
      expect(await revokeAll(store, world.issuing.id, selection, 3)).toEqual([0])
      const revoked = await Promise.all(
        chosen.map(async (id) => (await store.certificates.get(id as never))?.revocation),
      )
      expect(revoked).toEqual(chosen.map(() => REVOCATION))
      for (const id of [before, after, expired]) {
        expect((await store.certificates.get(id as never))?.revocation).toBeNull()
      }
      expect((await store.certificates.get(held.id))?.revocation).toEqual(hold)
      const told = (await store.auditLog.recent(100))
        .filter((event) => event.action === 'certificate.revoked')
        .map((event) => [event.subject, event.detail['serialNumber']])
      for (const id of chosen) {
        const certificate = await store.certificates.get(id as never)
        expect(told.filter(([subject]) => subject === id)).toEqual([
          [id, certificate?.serialNumber],
        ])
      }
    })

    test('makes every list dirty that it concerns, and tells every change', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const issuing = { ...authorityOf(workspaceId, null), shards: 3 }
      await store.authorities.create(newAuthority(issuing), [])
      const world = { workspaceId, issuing }
      const seed = await issue(store, world, { shard: 1, validity: ALIVE })
      await store.certificates.revoke(seed.id, REVOCATION, [])
      const { position } = await store.statuses.poll('bulk', undefined)
      const issued = []
      for (const shard of [1, 3, 1])
        issued.push(await issue(store, world, { shard, validity: ALIVE }))
      await revokeAll(store, issuing.id, {}, 1000)
      const news = await store.statuses.poll('bulk', position)
      expect(news.changes).toEqual(
        issued.map(({ serialNumber }) => ({ authorityId: issuing.id, serialNumber })),
      )
      await store.statuses.leave('bulk')
      const states = await store.revocationLists.shards(issuing.id)
      expect(states.filter((state) => state.wantedNumber > 0).map(({ shard }) => shard)).toEqual([
        1, 3,
      ])
      const range = { after: { number: -1, seq: 0 }, before: Number.MAX_SAFE_INTEGER }
      for (const [shard, count] of [
        [1, 3],
        [2, 0],
        [3, 1],
      ] as const) {
        const id = { authorityId: issuing.id, shard }
        expect((await store.revocationLists.changes(id, range, 10)).count).toBe(count)
      }
    })

    test('for keyCompromise blocks the keys', async () => {
      const store = given()
      const world = await addWorld(store)
      const { keyHash } = await issue(store, world, { validity: ALIVE })
      await issue(store, world, { validity: ALIVE, keyHash })
      const revocation = { revokedAt: NOW, reason: 'keyCompromise' } as const
      const outcome = await store.certificates.revokeMany(world.issuing.id, {}, revocation, 10, [])
      expect(outcome).toEqual({ revoked: 2, next: undefined })
      expect(await store.certificates.isKeyBlocked(world.workspaceId, keyHash)).toBe(true)
      const unknown = await store.certificates.revokeMany(uuid(), {}, revocation, 10, [])
      expect(unknown).toEqual({ revoked: 0, next: undefined })
    })
  })
}

const REVOCATION = { revokedAt: NOW, reason: 'cessationOfOperation' } as const

/** @returns how many each batch revoked */
async function revokeAll(
  store: Store,
  authorityId: Parameters<Store['certificates']['revokeMany']>[0],
  selection: RevokeManySelection,
  limit: number,
): Promise<readonly number[]> {
  const batches: number[] = []
  let after: RevokeManyOutcome['next']
  do {
    const outcome: RevokeManyOutcome = await store.certificates.revokeMany(
      authorityId,
      { ...selection, after },
      REVOCATION,
      limit,
      events('certificate.revoked'),
    )
    batches.push(outcome.revoked)
    after = outcome.next
  } while (after !== undefined)
  return batches
}
