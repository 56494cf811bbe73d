import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Uuid } from '../pki/identifier.ts'
import { LastUses } from './last-uses.ts'

const KEY = '770e8400-e29b-41d4-a716-446655440002' as Uuid

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function noting() {
  const writes: unknown[] = []
  const failures: unknown[] = []
  const apiKeys = {
    failing: false,
    touch: async (uses: readonly unknown[]) => {
      if (apiKeys.failing) throw new Error('away')
      writes.push(uses)
    },
  }
  return { writes, failures, apiKeys, uses: new LastUses(apiKeys, (error) => failures.push(error)) }
}

test('at most one write every ten seconds, with the latest use of each key, and the first at once', async () => {
  const { writes, uses } = noting()
  for (let at = 0; at < 25; at += 1) {
    uses.used(KEY, at, '192.0.2.1')
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(writes).toEqual([
    [{ id: KEY, at: 0, address: '192.0.2.1' }],
    [{ id: KEY, at: 10, address: '192.0.2.1' }],
    [{ id: KEY, at: 20, address: '192.0.2.1' }],
  ])
  await uses[Symbol.asyncDispose]()
  expect(writes).toHaveLength(4)
  expect(vi.getTimerCount()).toBe(0)
})

test('a write that fails is made again, and never undoes a younger use', async () => {
  const { writes, failures, apiKeys, uses } = noting()
  apiKeys.failing = true
  uses.used(KEY, 1, '192.0.2.1')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(failures).toHaveLength(1)
  apiKeys.failing = false
  uses.used(KEY, 2, '192.0.2.2')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(writes).toEqual([[{ id: KEY, at: 2, address: '192.0.2.2' }]])
})

test('disposing never fails and leaves no timer, even when nothing can be written', async () => {
  const { failures, apiKeys, uses } = noting()
  apiKeys.failing = true
  uses.used(KEY, 1, '192.0.2.1')
  await uses[Symbol.asyncDispose]()
  expect(failures).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})
