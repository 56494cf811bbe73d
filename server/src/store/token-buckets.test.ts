import { expect, test } from 'vitest'
import { TokenBuckets } from './token-buckets.ts'

const RULE = { capacity: 2, refillPerSecond: 1 }

test('a flood of strangers is bounded, and an emptied bucket in use is not forgotten for it', () => {
  const buckets = new TokenBuckets()
  for (let index = 0; index < 25_000; index++) {
    buckets.take('busy', RULE, 0, 1)
    buckets.take(`stranger ${index}`, RULE, 0, 1)
  }
  expect(buckets.size).toBeLessThanOrEqual(20_000)
  expect(buckets.take('busy', RULE, 0, 1).allowed).toBe(false)
})

test('a full bucket is not remembered', () => {
  const buckets = new TokenBuckets()
  buckets.take('asked', RULE, 0, 0)
  expect(buckets.size).toBe(0)
  buckets.take('taken', RULE, 0, 1)
  expect(buckets.size).toBe(1)
})
