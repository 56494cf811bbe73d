import { expect } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import type { RevocationReason } from '../../pki/revocation.ts'
import { events, NOW } from '../_fixtures.ts'
import type { ShardState } from './relying-parties.ts'
import type { RevokeOutcome } from './revocation-outcome.ts'
import type { Store } from '../store.ts'

/** What the tests of revocation lists share. */
export type Shard = Pick<ShardState, 'authorityId' | 'shard'>

const DAY = 86_400_000

export const leaseOf = (
  holder: string,
  now: number,
): { readonly holder: string; readonly now: number; readonly until: number } => ({
  holder,
  now,
  until: now + 10_000,
})

export function listOf(
  shard: Shard,
  number: number,
  thisUpdate: number,
): Parameters<Store['revocationLists']['publish']>[0] {
  // Large enough to be moved between threads, and different from every other.
  const der = new Uint8Array(100_000).fill(number % 251)
  return { ...shard, number, thisUpdate, nextUpdate: thisUpdate + 7 * DAY, der }
}

export async function publish(store: Store, shard: Shard, now = Date.now()): Promise<number> {
  const begun = await store.revocationLists.begin(shard, leaseOf('test', now))
  if (begun === undefined) throw new Error('somebody else holds the lease')
  const outcome = await store.revocationLists.publish(listOf(shard, begun.number, now), 'test')
  expect(outcome).toBe('published')
  return begun.number
}

export async function isDue(store: Store, authorityId: Uuid, now = Date.now()): Promise<boolean> {
  const due = await store.revocationLists.due(now, 10_000)
  return due.some((state) => state.authorityId === authorityId)
}

export async function stateOf(store: Store, { authorityId, shard }: Shard): Promise<ShardState> {
  const states = await store.revocationLists.shards(authorityId)
  const state = states.find((one) => one.shard === shard)
  if (state === undefined) throw new Error('there is no such shard')
  return state
}

export async function revoke(
  store: Store,
  id: Uuid,
  revocation = { revokedAt: NOW, reason: 'superseded' as RevocationReason },
): Promise<Extract<RevokeOutcome, { kind: 'revoked' }>> {
  const outcome = await store.certificates.revoke(id, revocation, events('certificate.revoked', id))
  if (outcome.kind !== 'revoked') throw new Error(`the revocation was answered ${outcome.kind}`)
  return outcome
}
