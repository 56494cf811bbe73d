import { isCredential, type CredentialPrincipal, type Principal } from '../pki/principal.ts'
import { Problem, tryAgainIn } from '../pki/problem.ts'
import type { TokenBucketRule } from '../pki/token-bucket.ts'
import type { RateBucketStore } from '../store/store.ts'

/** Every request takes from `request`; issuing and renewing take from `issue` too. */
export type RateLimitPolicy = 'request' | 'issue'

/** What a caller is told about a limit. */
export interface RateLimitNumbers {
  readonly policy: RateLimitPolicy
  /** Requests per window. */
  readonly limit: number
  readonly windowSeconds: number
  /** What is left now. */
  readonly remaining: number
  /** Until there is more: until the window is full again or, when nothing is left, until one request is allowed. */
  readonly resetSeconds: number
}

export interface RateLimiter {
  /**
   * Takes one request from the key's bucket.
   * @returns the numbers for the answer's headers, or null when this limit is off or does not apply to the caller
   * @throws Problem `rateLimited` with `retryAfterSeconds`
   */
  limit(principal: Principal, policy: RateLimitPolicy): Promise<RateLimitNumbers | null>
  /** The rule itself, for the headers of a refusal; null: off. */
  rule(policy: RateLimitPolicy): Pick<RateLimitNumbers, 'policy' | 'limit' | 'windowSeconds'> | null
}

export interface RateLimiterOptions {
  readonly rateBuckets: RateBucketStore
  readonly rules: Readonly<Record<RateLimitPolicy, TokenBucketRule | null>>
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

const COUNTED = { request: 'request', issue: 'certificate' } as const satisfies Record<
  RateLimitPolicy,
  string
>
const CALLED = {
  apiKey: 'this API key',
  oauth: 'this program',
  user: 'you',
} as const satisfies Record<CredentialPrincipal['kind'], string>
const COUNTING = { request: 'make', issue: 'issue' } as const satisfies Record<
  RateLimitPolicy,
  string
>

export function createRateLimiter({ rateBuckets, rules, now }: RateLimiterOptions): RateLimiter {
  return {
    async limit(principal, policy) {
      const rule = rules[policy]
      if (rule === null || !isCredential(principal)) return null
      const state = await rateBuckets.take(`${policy} ${principal.id}`, rule, now())
      if (!state.allowed) {
        throw exceeded(CALLED[principal.kind], policy, rule, state.retryAfterSeconds)
      }
      return {
        policy,
        limit: rule.capacity,
        windowSeconds: windowOf(rule),
        remaining: state.remaining,
        resetSeconds: Math.max(
          state.retryAfterSeconds,
          Math.ceil((rule.capacity - state.remaining) / rule.refillPerSecond),
        ),
      }
    },
    rule(policy) {
      const rule = rules[policy]
      return rule && { policy, limit: rule.capacity, windowSeconds: windowOf(rule) }
    },
  }
}

function windowOf(rule: TokenBucketRule): number {
  return Math.round(rule.capacity / rule.refillPerSecond)
}

function exceeded(
  who: string,
  policy: RateLimitPolicy,
  rule: TokenBucketRule,
  retryAfterSeconds: number,
): Problem {
  return new Problem(
    'rateLimited',
    `${who} may ${COUNTING[policy]} ${counted(rule.capacity, COUNTED[policy])} in ${counted(windowOf(rule), 'second')}; ${tryAgainIn(retryAfterSeconds)}`,
    { retryAfterSeconds },
  )
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
