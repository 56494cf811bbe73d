import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorld, claimOf, intentOf, issuedOf, NOW, uuid, type World } from '../_fixtures.ts'
import type { IssuanceIntent } from './certificate-store.ts'
import type { EarlierRequest, IdempotencyClaim } from './idempotency-store.ts'
import type { Store } from '../store.ts'

const RUNNING = 30_000
const DAY = 86_400_000

export function idempotencySuite(given: () => Store): void {
  describe('idempotency', () => {
    test('a completed key answers for a day, then is free', async () => {
      const store = given()
      const world = await addWorld(store)
      const claim = claimOf()
      const intent = intentOf(world, { idempotency: claim })
      await store.certificates.recordIntent(intent)
      expect(await store.idempotency.find(claim, NOW)).toEqual({
        kind: 'running',
        fingerprint: claim.fingerprint,
      })
      await store.certificates.recordCertificate(issuedOf(intent, '{"answer":"ö"}'), [])
      const completed: EarlierRequest = {
        kind: 'completed',
        fingerprint: claim.fingerprint,
        response: '{"answer":"ö"}',
      }
      const now = Date.now()
      expect(await store.idempotency.find(claim, now + DAY - 60_000)).toEqual(completed)
      expect(await store.idempotency.find(claim, now + DAY + 60_000)).toBeUndefined()
      const otherRoute = { ...claim, route: 'POST /v1/other' }
      expect(await store.idempotency.find(otherRoute, now)).toBeUndefined()
      const again = intentOf(world, { idempotency: { ...claim, claimId: uuid() } })
      expect(await store.certificates.recordIntent(again)).toEqual({
        kind: 'idempotency',
        earlier: completed,
      })
    })

    test('a claim that was taken over completes nothing, and its intent stays an intent', async () => {
      const store = given()
      const world = await addWorld(store)
      const slow = claimOf()
      const slowIntent = intentOf(world, { idempotency: slow })
      await store.certificates.recordIntent(slowIntent)
      const quick = { ...slow, claimId: uuid(), claimedAt: slow.claimedAt + RUNNING }
      const quickIntent = intentOf(world, { idempotency: quick })
      expect(await store.certificates.recordIntent(quickIntent)).toEqual({ kind: 'recorded' })
      const late = await store.certificates.recordCertificate(issuedOf(slowIntent, 'slow'), [])
      expect(late).toBe('claimLost')
      expect(await store.certificates.get(slowIntent.id)).toBeUndefined()
      await store.certificates.abandonIntent(slowIntent.id, slow)
      const inTime = await store.certificates.recordCertificate(issuedOf(quickIntent, 'quick'), [])
      expect(inTime).toBe('recorded')
      expect(await store.idempotency.find(slow, Date.now())).toMatchObject({ response: 'quick' })
    })

    test('a refused intent leaves the key free', async () => {
      const store = given()
      const world = await addWorld(store)
      const { serialNumber } = intentOf(world)
      await store.certificates.recordIntent(intentOf(world, { serialNumber }))
      const claim = claimOf()
      const refused = intentOf(world, { serialNumber, idempotency: claim })
      expect((await store.certificates.recordIntent(refused)).kind).toBe('serialTaken')
      expect(await store.idempotency.find(claim, NOW)).toBeUndefined()
    })

    test('of many requests with one key at once, exactly one runs', async () => {
      const store = given()
      const world = await addWorld(store)
      const credentialId = uuid()
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, async () =>
          store.certificates.recordIntent(
            intentOf(world, { idempotency: claimOf({ credentialId }) }),
          ),
        ),
      )
      const kinds = outcomes.map((outcome) => outcome.kind).sort()
      expect(kinds).toEqual([...Array.from({ length: 19 }, () => 'idempotency'), 'recorded'])
    })

    test('expired records are pruned, the others kept', async () => {
      const store = given()
      const world = await addWorld(store)
      const claim = claimOf({ claimedAt: NOW })
      await store.certificates.recordIntent(intentOf(world, { idempotency: claim }))
      await store.idempotency.prune(NOW + DAY - 1)
      expect(await store.idempotency.find(claim, NOW)).toBeDefined()
      expect(await store.idempotency.prune(NOW + DAY)).toBeGreaterThan(0)
      expect(await store.idempotency.find(claim, NOW)).toBeUndefined()
    })

    test('any interleaving of claims, answers and failures follows the model', async () => {
      const store = given()
      const world = await addWorld(store)
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          await followModel(store, world, steps)
        }),
        { numRuns: 40 },
      )
    })
  })
}

type Step = {
  readonly act: 'claim' | 'complete' | 'abandon' | 'find'
  readonly which: number
  readonly wait: number
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('claim', 'complete', 'abandon', 'find'),
  which: fc.nat(3),
  wait: fc.constantFrom(0, 1000, RUNNING - 1, RUNNING),
})

/** One key; every claim that was granted may be completed or abandoned later, in any order. */
async function followModel(store: Store, world: World, steps: readonly Step[]): Promise<void> {
  const scope = claimOf()
  let now = NOW
  let holder: IdempotencyClaim | undefined
  let response: string | undefined
  const open: IssuanceIntent[] = []
  for (const { act, which, wait } of steps) {
    now += wait
    const isFree = response === undefined && (!holder || holder.claimedAt <= now - RUNNING)
    const intent = open[which % Math.max(1, open.length)]
    const claim = intent?.idempotency
    if (act === 'find') {
      const found = await store.idempotency.find(scope, now)
      expect(found?.kind).toBe(
        isFree ? undefined : response === undefined ? 'running' : 'completed',
      )
    } else if (act === 'claim') {
      const next = { ...scope, claimId: uuid(), claimedAt: now }
      const made = intentOf(world, { idempotency: next })
      const outcome = await store.certificates.recordIntent(made)
      expect(outcome.kind).toBe(isFree ? 'recorded' : 'idempotency')
      if (!isFree) continue
      holder = next
      open.push(made)
    } else if (intent && claim) {
      open.splice(open.indexOf(intent), 1)
      const holds = response === undefined && holder?.claimId === claim.claimId
      if (act === 'abandon') {
        await store.certificates.abandonIntent(intent.id, claim)
        if (holds) holder = undefined
        continue
      }
      const issued = issuedOf(intent, claim.claimId)
      const outcome = await store.certificates.recordCertificate(issued, [])
      expect(outcome).toBe(holds ? 'recorded' : 'claimLost')
      if (holds) response = claim.claimId
    }
  }
}
