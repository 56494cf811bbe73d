/** So many per minute, in a bucket that may be emptied at once and refills steadily. */
export interface TokenBucketRule {
  readonly capacity: number
  /** Tokens per second. */
  readonly refillPerSecond: number
}

export interface TokenBucketState {
  readonly allowed: boolean
  /** Whole tokens left. */
  readonly remaining: number
  /** Seconds until one token is there again (0 when allowed and some are left). */
  readonly retryAfterSeconds: number
}

/** A bucket as it is kept: the tokens that were in it at a time (milliseconds). */
export interface TokenBucket {
  readonly tokens: number
  readonly at: number
}

/** Takes `cost` tokens (0 only asks). A clock that went backwards refills nothing. */
export function takeToken(
  bucket: TokenBucket | undefined,
  rule: TokenBucketRule,
  now: number,
  cost: 0 | 1 = 1,
): { readonly bucket: TokenBucket; readonly state: TokenBucketState } {
  const elapsed = bucket === undefined ? 0 : Math.max(0, now - bucket.at) / 1000
  const filled = Math.min(
    rule.capacity,
    (bucket?.tokens ?? rule.capacity) + elapsed * rule.refillPerSecond,
  )
  const allowed = filled >= 1
  const tokens = allowed ? filled - cost : filled
  return { bucket: { tokens, at: now }, state: bucketState(allowed, tokens, rule) }
}

export function bucketState(
  allowed: boolean,
  tokens: number,
  rule: TokenBucketRule,
): TokenBucketState {
  const missing = Math.max(0, 1 - tokens)
  return {
    allowed,
    remaining: Math.floor(tokens),
    retryAfterSeconds: Math.ceil(missing / rule.refillPerSecond),
  }
}
