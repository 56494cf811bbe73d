import { describe, expect, it } from 'vitest'
import type { Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import { takeToken, type TokenBucket } from '../pki/token-bucket.ts'
import type { Principal } from '../pki/principal.ts'
import type { RateBucketStore } from '../store/store.ts'
import { PassphraseGuard } from './passphrase-guard.ts'

const CA = '00000000-0000-4000-8000-00000000000a' as Uuid
const OTHER_CA = '00000000-0000-4000-8000-00000000000b' as Uuid
const operator = (name: string): Principal => ({ kind: 'operator', name })
const wrong = (): Promise<never> => Promise.reject(new Problem('passphraseWrong', 'wrong'))
const right = (): Promise<string> => Promise.resolve('open')

function guardAt(clock: { now: number }): PassphraseGuard {
  const buckets = new Map<string, TokenBucket>()
  const store: RateBucketStore = {
    take: async (name, rule, now, cost) => {
      const taken = takeToken(buckets.get(name), rule, now, cost)
      buckets.set(name, taken.bucket)
      return taken.state
    },
  }
  return new PassphraseGuard(store, () => clock.now)
}

async function codes(attempts: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts)
  return settled.map((one) =>
    one.status === 'fulfilled'
      ? 'opened'
      : one.reason instanceof Problem
        ? one.reason.code
        : 'thrown',
  )
}

describe('the guard against guessing', () => {
  it('allows ten wrong guesses in a burst, refuses the rest, and one more every two minutes', async () => {
    const clock = { now: 0 }
    const guard = guardAt(clock)
    const burst = await codes(
      Array.from({ length: 15 }, () => guard.attempt(operator('eve'), CA, wrong)),
    )
    expect(burst.filter((code) => code === 'passphraseWrong')).toHaveLength(10)
    expect(burst.filter((code) => code === 'rateLimited')).toHaveLength(5)
    expect(await codes([guard.attempt(operator('eve'), CA, right)])).toEqual(['rateLimited'])
    clock.now = 120_000
    expect(await codes([guard.attempt(operator('eve'), CA, right)])).toEqual(['opened'])
  })

  it('locks neither other credentials out of the CA nor the credential out of other CAs', async () => {
    const guard = guardAt({ now: 0 })
    await codes(Array.from({ length: 12 }, () => guard.attempt(operator('eve'), CA, wrong)))
    expect(await codes([guard.attempt(operator('alice'), CA, right)])).toEqual(['opened'])
    expect(await codes([guard.attempt(operator('eve'), OTHER_CA, right)])).toEqual(['opened'])
  })

  it('takes nothing for right passphrases, however many', async () => {
    const guard = guardAt({ now: 0 })
    const opened = await codes(
      Array.from({ length: 60 }, () => guard.attempt(operator('bot'), CA, right)),
    )
    expect(new Set(opened)).toEqual(new Set(['opened']))
  })

  it('lets at most 64 wait in line', async () => {
    const guard = guardAt({ now: 0 })
    const all = await codes(
      Array.from({ length: 80 }, () => guard.attempt(operator('bot'), CA, right)),
    )
    expect(all.filter((code) => code === 'rateLimited')).toHaveLength(16)
  })
})
