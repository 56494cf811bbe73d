import { describe, expect, test } from 'vitest'
import { delayBefore, parseRetryAfter, type Repeatable } from './retry.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')

describe('what is sent again', () => {
  test.each<[Repeatable, number, string | undefined, boolean]>([
    ['always', 0, undefined, true],
    ['always', 429, undefined, true],
    ['always', 502, undefined, true],
    ['always', 503, undefined, true],
    ['always', 504, undefined, true],
    ['always', 500, undefined, false],
    ['always', 400, undefined, false],
    ['always', 409, 'conflict', false],
    ['always', 409, 'idempotencyInProgress', true],
    ['whenRefused', 429, undefined, true],
    ['whenRefused', 0, undefined, false],
    ['whenRefused', 503, undefined, false],
    ['never', 0, undefined, false],
    ['never', 429, undefined, false],
    ['never', 503, undefined, false],
  ])('%s after %i %s: %s', (repeatable, status, code, expected) => {
    const delay = delayBefore(1, { status, code, retryAfter: undefined }, repeatable, 0.5)
    expect(delay !== undefined).toBe(expected)
  })
})

describe('how long is waited', () => {
  const failure = { status: 503, code: undefined, retryAfter: undefined }

  test('twice as long each time, up to a limit, and never all at once', () => {
    expect(delayBefore(1, failure, 'always', 0)).toBe(125)
    expect(delayBefore(1, failure, 'always', 1)).toBe(250)
    expect(delayBefore(2, failure, 'always', 1)).toBe(500)
    expect(delayBefore(30, failure, 'always', 1)).toBe(8000)
  })

  test('as long as the answer says (RFC 9110 §10.2.3), unless that is more than a minute', () => {
    expect(delayBefore(1, { ...failure, retryAfter: 7 }, 'always', 0)).toBe(7000)
    expect(delayBefore(1, { ...failure, retryAfter: 60 }, 'always', 0)).toBe(60_000)
    expect(delayBefore(1, { ...failure, retryAfter: 61 }, 'always', 0)).toBeUndefined()
  })

  test.each([
    ['3', 3],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    [null, undefined],
  ])('Retry-After: %s is %s seconds', (text, expected) => {
    expect(parseRetryAfter(text, NOW)).toBe(expected)
  })
})
