import { expect, test } from 'vitest'
import type { Uuid } from '../pki/identifier.ts'
import type { ApiKeyPrincipal } from '../pki/principal.ts'
import { takeToken, type TokenBucket, type TokenBucketRule } from '../pki/token-bucket.ts'
import type { RateBucketStore } from '../store/store.ts'
import { createRateLimiter, type RateLimiter } from './rate-limit.ts'

const ID = '770e8400-e29b-41d4-a716-446655440002' as Uuid
const OTHER = '770e8400-e29b-41d4-a716-446655440003' as Uuid

function keyOf(id: Uuid): ApiKeyPrincipal {
  return {
    kind: 'apiKey',
    id,
    name: 'Production Key',
    prefix: 'cm_prod',
    user: { id, email: 'user@example.com' },
    workspace: { id, name: 'My Workspace', slug: 'my-workspace', plan: 'pro' },
    grants: new Map(),
    address: '192.0.2.7',
  }
}

function limiterOf(rules: { request: TokenBucketRule | null; issue: TokenBucketRule | null }): {
  limiter: RateLimiter
  clock: { now: number }
} {
  const buckets = new Map<string, TokenBucket>()
  const rateBuckets: RateBucketStore = {
    take: async (name, rule, now, cost) => {
      const { bucket, state } = takeToken(buckets.get(name), rule, now, cost)
      buckets.set(name, bucket)
      return state
    },
  }
  const clock = { now: 1_700_000_000_000 }
  return { limiter: createRateLimiter({ rateBuckets, rules, now: () => clock.now }), clock }
}

const FIVE_A_MINUTE = { capacity: 5, refillPerSecond: 5 / 60 }

test('the numbers count down, and the refusal says when to try again', async () => {
  const { limiter, clock } = limiterOf({ request: FIVE_A_MINUTE, issue: null })
  for (const remaining of [4, 3, 2, 1, 0]) {
    expect(await limiter.limit(keyOf(ID), 'request')).toEqual({
      policy: 'request',
      limit: 5,
      windowSeconds: 60,
      remaining,
      resetSeconds: (5 - remaining) * 12,
    })
  }
  await expect(limiter.limit(keyOf(ID), 'request')).rejects.toMatchObject({
    code: 'rateLimited',
    retryAfterSeconds: 12,
    message: 'this API key may make 5 requests in 60 seconds; try again in 12 seconds',
  })
  clock.now += 12_000
  expect(await limiter.limit(keyOf(ID), 'request')).toMatchObject({ remaining: 0 })
})

test('each key and each policy has its own bucket', async () => {
  const one = { capacity: 1, refillPerSecond: 1 }
  const { limiter } = limiterOf({ request: one, issue: one })
  await limiter.limit(keyOf(ID), 'request')
  expect(await limiter.limit(keyOf(ID), 'issue')).toMatchObject({
    policy: 'issue',
    remaining: 0,
    windowSeconds: 1,
  })
  expect(await limiter.limit(keyOf(OTHER), 'request')).toMatchObject({ remaining: 0 })
  await expect(limiter.limit(keyOf(ID), 'issue')).rejects.toThrow(
    'may issue 1 certificate in 1 second; try again in 1 second',
  )
})

test('off, and for whoever is no API key, there are no numbers and no limit', async () => {
  const { limiter } = limiterOf({ request: null, issue: FIVE_A_MINUTE })
  for (let i = 0; i < 20; i += 1) {
    expect(await limiter.limit(keyOf(ID), 'request')).toBeNull()
    expect(await limiter.limit({ kind: 'operator', name: 'root' }, 'issue')).toBeNull()
  }
  expect(limiter.rule('request')).toBeNull()
  expect(limiter.rule('issue')).toEqual({ policy: 'issue', limit: 5, windowSeconds: 60 })
})
