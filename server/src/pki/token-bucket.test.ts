import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeToken, type TokenBucket, type TokenBucketRule } from './token-bucket.ts'

const RULE: TokenBucketRule = { capacity: 3, refillPerSecond: 0.5 }

describe('a token bucket', () => {
  it('gives what it holds at once, then says when the next token is there', () => {
    let bucket: TokenBucket | undefined
    for (const remaining of [2, 1, 0]) {
      const taken = takeToken(bucket, RULE, 1_000)
      expect(taken.state).toMatchObject({ allowed: true, remaining })
      bucket = taken.bucket
    }
    expect(takeToken(bucket, RULE, 1_000).state).toEqual({
      allowed: false,
      remaining: 0,
      retryAfterSeconds: 2,
    })
    expect(takeToken(bucket, RULE, 3_000).state.allowed).toBe(true)
  })

  it('only asks when nothing is to be taken', () => {
    const { bucket } = takeToken(undefined, RULE, 0, 0)
    expect(bucket.tokens).toBe(3)
  })

  it('never gives more than capacity + rate × time, not even when the clock goes backwards', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 200 }),
        (steps) => {
          let now = 0
          let forward = 0
          let given = 0
          let bucket: TokenBucket | undefined
          for (const step of steps) {
            now += step
            forward += Math.max(0, step)
            const taken = takeToken(bucket, RULE, now)
            bucket = taken.bucket
            if (taken.state.allowed) given += 1
          }
          expect(given).toBeLessThanOrEqual(
            RULE.capacity + (forward / 1000) * RULE.refillPerSecond + 1e-6,
          )
        },
      ),
    )
  })
})
