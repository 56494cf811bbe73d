import { beforeAll, describe, expect, test } from 'vitest'
import { DAY_MILLISECONDS as DAY } from '../../pki/validity.ts'
import { addWorld, events, issue, NOW, type World } from '../_fixtures.ts'
import type { Store } from '../store.ts'

export function overviewSuite(given: () => Store): void {
  describe('sums for charts', () => {
    let world: World

    beforeAll(async () => {
      const store = given()
      world = await addWorld(store)
      const one = (createdDays: number, endsInDays: number, channel: 'api' | 'dashboard' = 'api') =>
        issue(store, world, {
          createdAt: NOW + createdDays * DAY,
          validity: { notBefore: NOW - 90 * DAY, notAfter: NOW + endsInDays * DAY + 1 },
          origin: { channel, by: { kind: 'user', id: 'u' } },
        })
      await one(-3, 3)
      await one(-3, 6, 'dashboard')
      await one(-1, 8)
      await one(-40, 400)
      await one(-2, -1)
      const revoked = await one(-1, 9)
      const revocation = { reason: 'keyCompromise', revokedAt: NOW } as const
      await store.certificates.revoke(revoked.id, revocation, events('certificate.revoked'))
    })

    test('what ends is summed by week, without what is revoked, past or beyond', async () => {
      const weeks = await given().overview.endingByWeek([world.issuing.id], NOW, 3)
      expect(weeks).toEqual([2, 1, 0])
      expect(await given().overview.endingByWeek([], NOW, 2)).toEqual([0, 0])
    })

    test('what was issued is summed by day and channel', async () => {
      const day = (days: number): number => Math.floor((NOW + days * DAY) / DAY)
      const found = await given().overview.issuedByDay([world.issuing.id], NOW - 30 * DAY)
      expect(found).toEqual([
        { day: day(-3), channel: 'api', count: 1 },
        { day: day(-3), channel: 'dashboard', count: 1 },
        { day: day(-2), channel: 'api', count: 1 },
        { day: day(-1), channel: 'api', count: 2 },
      ])
    })

    test('a list is of those that were revoked since', async () => {
      const total = async (revokedFrom: number): Promise<number> => {
        const filter = { authorityIds: [world.issuing.id], status: 'revoked', revokedFrom } as const
        return (await given().certificates.list(filter, { offset: 0, limit: 1 })).total
      }
      expect(await total(NOW - 1)).toBe(1)
      expect(await total(NOW + 1)).toBe(0)
    })
  })
}
