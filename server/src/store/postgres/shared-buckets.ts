import { bucketState, type TokenBucketRule, type TokenBucketState } from '../../pki/token-bucket.ts'
import { statement, type Connection } from '../connection.ts'

// pki/token-bucket: takeToken, in one atomic statement, so that instances never give one token twice. A clock that lags
// behind another instance's refills nothing.
const FILLED = `least(?::float8, b.tokens + greatest(0, excluded.at - b.at) / 1000.0 * ?::float8)`
const TAKE = statement(`insert into rate_buckets as b (bucket, tokens, at, allowed)
  values (?, ?::float8 - ?::float8, ?, true)
  on conflict (bucket) do update set
    tokens = ${FILLED} - case when ${FILLED} >= 1 then ?::float8 else 0 end,
    allowed = ${FILLED} >= 1,
    at = greatest(b.at, excluded.at)
  returning tokens, allowed`)
const FORGET = statement('delete from rate_buckets where at < ?')

/** No rule refills more slowly than once an hour, so an older bucket is full. */
const FORGET_AFTER_MILLISECONDS = 2 * 3_600_000
const FORGET_EVERY_MILLISECONDS = 600_000

/** Buckets that all instances share. */
export class SharedBuckets {
  readonly #connection: Connection
  #forgotAt = 0

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async take(
    bucket: string,
    rule: TokenBucketRule,
    now: number,
    cost: 0 | 1,
  ): Promise<TokenBucketState> {
    const { capacity, refillPerSecond } = rule
    const filled = [capacity, refillPerSecond] as const
    const row = await this.#connection.get<{ tokens: number; allowed: boolean }>(
      TAKE,
      bucket,
      capacity,
      cost,
      now,
      ...filled,
      ...filled,
      cost,
      ...filled,
    )
    if (row === undefined) throw new Error('a token bucket was neither made nor changed')
    if (now - this.#forgotAt > FORGET_EVERY_MILLISECONDS) await this.#forget(now)
    return bucketState(row.allowed, row.tokens, rule)
  }

  async #forget(now: number): Promise<void> {
    this.#forgotAt = now
    await this.#connection.run(FORGET, now - FORGET_AFTER_MILLISECONDS)
  }
}
