import type { FoundList } from './find-list.ts'

type Times = Pick<FoundList, 'thisUpdate' | 'nextUpdate'>

/** Whoever asks again after this time sees what was revoked meanwhile. */
const MAX_SECONDS = 60
const SETTLED_MILLISECONDS = 2_000

/** For how long a cache may give the list without asking: never beyond nextUpdate. Seconds. */
export function cacheSeconds({ nextUpdate }: Times, now: number): number {
  const left = Math.floor(((nextUpdate ?? 0) - now) / 1000)
  return Math.max(0, Math.min(MAX_SECONDS, left))
}

/**
 * thisUpdate, milliseconds. Two lists may be signed within one second, and then have one thisUpdate: whoever fetched the
 * first would be told by a later If-Modified-Since that it is the second (RFC 9110 §8.8.2.2). So while a list is that young
 * it is dated one second back, and its date is confirmed to nobody who may have seen the one before.
 */
export function lastModified({ thisUpdate }: Times, now: number): number {
  const seconds = Math.floor((thisUpdate ?? 0) / 1000) * 1000
  return now - seconds < SETTLED_MILLISECONDS ? seconds - 1000 : seconds
}
