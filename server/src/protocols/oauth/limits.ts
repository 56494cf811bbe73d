import { neighbourhood } from '../../access/neighbourhood.ts'
import type { TokenBucketRule } from '../../pki/token-bucket.ts'

/** What strangers may do at these addresses, each of the rules per address they come from (of IPv6 per /64). */
const RULES = {
  /** Each may make the server fetch a client's document. */
  '/oauth/authorize': { capacity: 60, refillPerSecond: 1 },
  '/oauth/token': { capacity: 120, refillPerSecond: 2 },
  '/oauth/revoke': { capacity: 60, refillPerSecond: 1 },
  /** Twenty at once, then one in three minutes: a program registers once per machine. */
  '/oauth/register': { capacity: 20, refillPerSecond: 1 / 180 },
  '/oauth/device_authorization': { capacity: 20, refillPerSecond: 1 / 10 },
} as const satisfies Record<string, TokenBucketRule>

export type LimitedRoute = keyof typeof RULES

export interface OAuthLimits {
  /** @returns seconds until the next request is let through; 0: this one is */
  take(route: LimitedRoute, address: string): Promise<number>
}

export interface Buckets {
  take(
    bucket: string,
    rule: TokenBucketRule,
    now: number,
  ): Promise<{ readonly allowed: boolean; readonly retryAfterSeconds: number }>
}

export function createOAuthLimits(buckets: Buckets, now: () => number): OAuthLimits {
  return {
    async take(route, address) {
      const state = await buckets.take(`${route} ${neighbourhood(address)}`, RULES[route], now())
      return state.allowed ? 0 : Math.max(1, state.retryAfterSeconds)
    },
  }
}
