import type { Uuid } from '../pki/identifier.ts'
import { Problem, tryAgainIn } from '../pki/problem.ts'
import type { Principal } from '../pki/principal.ts'
import type { TokenBucketRule } from '../pki/token-bucket.ts'
import type { RateBucketStore } from '../store/store.ts'

/** Ten wrong guesses, then one every two minutes: hopeless for a guesser, bearable for somebody who mistypes. */
const WRONG_GUESSES: TokenBucketRule = { capacity: 10, refillPerSecond: 1 / 120 }
/** Attempts of one credential on one CA that may stand in line; argon2id is slow on purpose. */
const MAX_WAITING = 64

/**
 * Throttles wrong passphrases per credential and CA, so that guessing is hopeless and nobody can lock a CA for others.
 * Attempts of one credential on one CA run one after another, so that a burst is not worth more than its first guesses;
 * right passphrases cost nothing.
 */
export class PassphraseGuard {
  readonly #buckets: RateBucketStore
  readonly #now: () => number
  readonly #lines = new Map<string, { tail: Promise<unknown>; waiting: number }>()

  constructor(buckets: RateBucketStore, now: () => number) {
    this.#buckets = buckets
    this.#now = now
  }

  /** @throws Problem `rateLimited`, or whatever the attempt throws */
  async attempt<Result>(
    principal: Principal,
    authorityId: Uuid,
    open: () => Promise<Result>,
  ): Promise<Result> {
    const bucket = `passphrase ${credentialOf(principal)} ${authorityId}`
    const line = this.#lines.get(bucket) ?? { tail: Promise.resolve(), waiting: 0 }
    if (line.waiting >= MAX_WAITING) {
      throw new Problem(
        'rateLimited',
        'too many requests with a passphrase are waiting; try again in a few seconds',
        {
          retryAfterSeconds: 5,
        },
      )
    }
    this.#lines.set(bucket, line)
    line.waiting += 1
    const turn = line.tail.then(() => this.#guess(bucket, open))
    line.tail = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      line.waiting -= 1
      if (line.waiting === 0) this.#lines.delete(bucket)
    }
  }

  async #guess<Result>(bucket: string, open: () => Promise<Result>): Promise<Result> {
    const { allowed, retryAfterSeconds } = await this.#buckets.take(
      bucket,
      WRONG_GUESSES,
      this.#now(),
      0,
    )
    if (!allowed) {
      throw new Problem(
        'rateLimited',
        `too many wrong passphrases for this CA; ${tryAgainIn(retryAfterSeconds)}`,
        {
          retryAfterSeconds,
        },
      )
    }
    try {
      return await open()
    } catch (error) {
      if (error instanceof Problem && error.code === 'passphraseWrong') {
        await this.#buckets.take(bucket, WRONG_GUESSES, this.#now(), 1)
      }
      throw error
    }
  }
}

function credentialOf(principal: Principal): string {
  switch (principal.kind) {
    case 'apiKey':
    case 'user':
    case 'oauth':
      return principal.id
    case 'operator':
      return `operator ${principal.name}`
    case 'system':
      return `system ${principal.task}`
  }
}
