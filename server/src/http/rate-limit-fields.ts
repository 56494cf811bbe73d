import type { RateLimitNumbers } from '../access/rate-limit.ts'

/**
 * The fields RateLimit-Policy (q: quota, w: window) and RateLimit (r: remaining, t: until it is restored) as structured
 * fields (RFC 9651): draft-ietf-httpapi-ratelimit-headers-10 §3 and §4.
 */
export function rateLimitFields(limits: readonly RateLimitNumbers[]): Record<string, string> {
  if (limits.length === 0) return {}
  return {
    'RateLimit-Policy': limits
      .map((l) => `"${l.policy}";q=${l.limit};w=${l.windowSeconds}`)
      .join(', '),
    RateLimit: limits.map((l) => `"${l.policy}";r=${l.remaining};t=${l.resetSeconds}`).join(', '),
  }
}
