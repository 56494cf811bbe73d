import { rateLimitFields } from '../../http/rate-limit-fields.ts'
import { Problem } from '../../pki/problem.ts'
import type { RateLimiter, RateLimitNumbers, RateLimitPolicy } from '../../access/rate-limit.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { BearerPrincipal } from '../../pki/principal.ts'

/**
 * Every call takes from the key's requests, and one that issues from its issuances too. The answer tells where the caller
 * stands, whether it is let through or not.
 * @throws Problem `rateLimited`
 */
export async function takeFromLimits(
  limiter: RateLimiter,
  costs: RateLimitPolicy,
  principal: BearerPrincipal,
  exchange: Exchange,
): Promise<void> {
  const standing: RateLimitNumbers[] = []
  const policies = costs === 'issue' ? (['request', 'issue'] as const) : (['request'] as const)
  try {
    for (const policy of policies) {
      const numbers = await limiter.limit(principal, policy).catch((thrown: unknown) => {
        const exceeded = exceededLimit(limiter, policy, thrown)
        if (exceeded) standing.push(exceeded)
        throw thrown
      })
      if (numbers) standing.push(numbers)
    }
  } finally {
    Object.assign(exchange.headers, rateLimitFields(standing))
  }
}

function exceededLimit(
  limiter: RateLimiter,
  policy: RateLimitPolicy,
  thrown: unknown,
): RateLimitNumbers | undefined {
  if (!(thrown instanceof Problem) || thrown.code !== 'rateLimited') return undefined
  const rule = limiter.rule(policy)
  return rule ? { ...rule, remaining: 0, resetSeconds: thrown.retryAfterSeconds ?? 0 } : undefined
}
