import { describe, expect, test } from 'vitest'
import type { OAuthClient } from '../../store/programs/oauth-store.ts'
import { createOAuthMemory } from './memory.ts'

const NOW = 1_800_000_000_000
const DAY = 86_400_000
const FROM = { address: '192.0.2.1', requestId: 'r-1' }

/** A store with so many programs that registered themselves. */
function memoryWith(registered: number) {
  const created: OAuthClient[] = []
  const buckets = new Map<string, number>()
  const memory = createOAuthMemory({
    store: {
      oauth: {
        countRegistered: async () => registered,
        createClient: async (client: OAuthClient) => void created.push(client),
      },
      rateBuckets: {
        take: async (bucket: string) => {
          buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1)
          return { allowed: buckets.get(bucket) === 1, remaining: 0, retryAfterSeconds: 5 }
        },
      },
    } as never,
    now: () => NOW,
    random: (length) => new Uint8Array(length),
  })
  return { memory, created, buckets }
}

describe('a program that registers itself', () => {
  const program = { id: 'p', name: 'Try-out', metadata: { client_name: 'Try-out' } }

  test('is forgotten after a week, unless it is used', async () => {
    const { memory, created } = memoryWith(9999)
    expect(await memory.register(program, FROM)).toBe(true)
    expect(created).toMatchObject([
      { id: 'p', workspaceId: null, secretHash: null, expiresAt: NOW + 7 * DAY, lastUsedAt: null },
    ])
  })

  test('is refused where ten thousand are registered', async () => {
    const { memory, created } = memoryWith(10_000)
    expect(await memory.register(program, FROM)).toBe(false)
    expect(created).toEqual([])
  })
})

test('how often a device asks is counted by code, of which only the hash is told', async () => {
  const { memory, buckets } = memoryWith(0)
  expect(await memory.mayPoll('the code')).toBe(true)
  expect(await memory.mayPoll('the code')).toBe(false)
  expect(await memory.mayPoll('another code')).toBe(true)
  expect([...buckets.keys()].join()).not.toContain('code')
})
