import { expect, test } from 'vitest'
import { rateLimitFields } from './rate-limit-fields.ts'

test('draft-ietf-httpapi-ratelimit-headers §3 and §4: one item for each policy', () => {
  const window = { windowSeconds: 60 }
  expect(
    rateLimitFields([
      { policy: 'request', limit: 1200, remaining: 1199, resetSeconds: 1, ...window },
      { policy: 'issue', limit: 300, remaining: 0, resetSeconds: 7, ...window },
    ]),
  ).toEqual({
    'RateLimit-Policy': '"request";q=1200;w=60, "issue";q=300;w=60',
    RateLimit: '"request";r=1199;t=1, "issue";r=0;t=7',
  })
})

test('limits that are off say nothing', () => {
  expect(rateLimitFields([])).toEqual({})
})
