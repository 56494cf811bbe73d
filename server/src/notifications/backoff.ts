const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Waits between attempts: some twenty hours, and with what chance adds about a day. */
const WAITS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  6 * HOUR,
] as const

export const MOST_ATTEMPTS = WAITS.length + 1

/**
 * Longer each time, and spread by up to a fifth, so that what failed together does not come back together.
 * @param attempts how many were made
 * @param chance from 0 to 1
 * @returns milliseconds to wait; undefined: it is given up
 */
export function waitBeforeNext(attempts: number, chance: number): number | undefined {
  const wait = WAITS[attempts - 1]
  return wait === undefined ? undefined : Math.round(wait * (1 + chance / 5))
}
