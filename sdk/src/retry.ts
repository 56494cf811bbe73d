import type { CertmanError } from './errors.ts'

/**
 * What may be sent a second time.
 * - `always`: reads, and what carries an idempotency key
 * - `whenRefused`: it changes something, so only an answer that says that nothing was done (429) allows another try
 * - `never`: every request makes a private key that is told once; nobody but the caller may ask for a second one
 */
export type Repeatable = 'always' | 'whenRefused' | 'never'

/** No answer, or one that may be another in a moment; what stands in between answers 502 and 504. */
const PASSING: ReadonlySet<number> = new Set([0, 429, 502, 503, 504])
/** The first try of the same request is still being worked on. */
const IN_PROGRESS = 'idempotencyInProgress'

const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 8000
/** Who is told to wait longer than that hears it instead of a program that seems to hang. */
const LONGEST_RETRY_AFTER_S = 60

/**
 * How long to wait before the next try.
 * @param tries how many have failed, 1 or more
 * @param random 0 to 1: clients that failed together must not come back together
 * @returns milliseconds; undefined when there must be no next try
 */
export function delayBefore(
  tries: number,
  failure: Pick<CertmanError, 'status' | 'code' | 'retryAfter'>,
  repeatable: Repeatable,
  random: number,
): number | undefined {
  if (repeatable === 'never') return undefined
  if (repeatable === 'whenRefused' && failure.status !== 429) return undefined
  if (!PASSING.has(failure.status) && failure.code !== IN_PROGRESS) return undefined
  const { retryAfter } = failure
  if (retryAfter !== undefined)
    return retryAfter > LONGEST_RETRY_AFTER_S ? undefined : retryAfter * 1000
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1))
  return longest * (0.5 + random / 2)
}

/** Seconds from a Retry-After, which may be a number or a date (RFC 9110 §10.2.3). */
export function parseRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined
  if (/^\s*\d+\s*$/.test(text)) return Number(text)
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}
