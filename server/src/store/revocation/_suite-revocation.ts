import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayReplaceReason, REVOCATION_REASON_NAMES, type Revocation } from '../../pki/revocation.ts'
import { addWorld, events, issue, NOW } from '../_fixtures.ts'
import type { Store } from '../store.ts'

export function revocationSuite(given: () => Store): void {
  describe('revocation', () => {
    test('any sequence of revocations ends where the rule says (pki/revocation)', async () => {
      const store = given()
      const world = await addWorld(store)
      const reasons = fc.array(fc.constantFrom(...REVOCATION_REASON_NAMES), {
        minLength: 1,
        maxLength: 6,
      })
      await fc.assert(
        fc.asyncProperty(reasons, async (sequence) => {
          const { id, keyHash } = await issue(store, world)
          let current = null as Revocation | null
          for (const [index, reason] of sequence.entries()) {
            const wanted = { revokedAt: NOW + index, reason }
            const outcome = await store.certificates.revoke(
              id,
              wanted,
              events('certificate.revoked', id),
            )
            const before = current
            if (before === null || mayReplaceReason(before.reason, reason)) {
              current = { revokedAt: before?.revokedAt ?? wanted.revokedAt, reason }
              const replaced = before?.reason ?? null
              expect(outcome).toMatchObject({ kind: 'revoked', revocation: current, replaced })
            } else {
              expect(outcome).toEqual({ kind: 'refused', revocation: before })
            }
            expect((await store.certificates.get(id))?.revocation).toEqual(current)
          }
          const blocked = await store.certificates.isKeyBlocked(world.workspaceId, keyHash)
          expect(blocked).toBe(current?.reason === 'keyCompromise')
        }),
        { numRuns: 40 },
      )
    })

    test('a replaced reason is audited as a change, a refused one not at all', async () => {
      const store = given()
      const { id } = await issue(store, await addWorld(store))
      for (const reason of ['certificateHold', 'superseded', 'unspecified'] as const) {
        const revocation = { revokedAt: NOW, reason }
        await store.certificates.revoke(id, revocation, events('certificate.revoked', id))
      }
      const told = (await store.auditLog.recent(20)).filter((event) => event.subject === id)
      expect(told.map(({ action, detail }) => [action, detail])).toEqual([
        ['certificate.revocationChanged', { replaced: 'certificateHold' }],
        ['certificate.revoked', {}],
        ['certificate.issued', {}],
      ])
    })

    test('of many at once, one is first and the others see it', async () => {
      const store = given()
      const { id } = await issue(store, await addWorld(store))
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, async (_, index) =>
          store.certificates.revoke(id, { revokedAt: NOW + index, reason: 'superseded' }, []),
        ),
      )
      const revocation = (await store.certificates.get(id))?.revocation
      const kinds = outcomes.map((outcome) => outcome.kind).sort()
      expect(kinds).toEqual([...Array.from({ length: 9 }, () => 'refused'), 'revoked'])
      for (const outcome of outcomes) expect(outcome).toMatchObject({ revocation })
    })
  })
}
