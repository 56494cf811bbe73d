import {
  takeToken,
  type TokenBucket,
  type TokenBucketRule,
  type TokenBucketState,
} from '../pki/token-bucket.ts'

/** Credentials and addresses that are remembered at once; a full bucket need not be remembered at all. */
const MOST_BUCKETS = 20_000

/** The buckets of a single process. */
export class TokenBuckets {
  readonly #buckets = new Map<string, { readonly bucket: TokenBucket; readonly fullAt: number }>()

  /** How many are remembered. */
  get size(): number {
    return this.#buckets.size
  }

  take(name: string, rule: TokenBucketRule, now: number, cost: 0 | 1): TokenBucketState {
    const { bucket, state } = takeToken(this.#buckets.get(name)?.bucket, rule, now, cost)
    const missing = rule.capacity - bucket.tokens
    // Set anew, so that the map's order is that of the last use.
    this.#buckets.delete(name)
    if (missing > 0) {
      this.#buckets.set(name, { bucket, fullAt: now + (missing / rule.refillPerSecond) * 1000 })
    }
    if (this.#buckets.size > MOST_BUCKETS) this.#prune(now)
    return state
  }

  /** The full ones go, and then those that were idle for longest, until a tenth is free. */
  #prune(now: number): void {
    for (const [name, { fullAt }] of this.#buckets) if (fullAt <= now) this.#buckets.delete(name)
    for (const name of this.#buckets.keys()) {
      if (this.#buckets.size <= MOST_BUCKETS * 0.9) return
      this.#buckets.delete(name)
    }
  }
}
