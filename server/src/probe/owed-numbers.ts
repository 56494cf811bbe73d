import type { ProbeFault } from './fault.ts'

/** A list is there within a second; then caches between it and whoever fetches it may keep the former one for a minute. */
const LATE_MILLISECONDS = 180_000

interface Owed {
  readonly number: number
  /** When it was first found missing, milliseconds. */
  readonly since: number
}

/**
 * A revocation reserves the number of the list that tells of it. Each list owes the number that was reserved when it was last
 * found complete, so that one that is never published is found out however often something is revoked meanwhile.
 */
export class OwedNumbers {
  readonly #owed = new Map<string, Owed>()

  /**
   * @param number of the list as it was fetched
   * @param reserved the highest number that was reserved before it was fetched
   */
  faultOf(
    url: string,
    { number, reserved }: { readonly number: number; readonly reserved: number },
    now: number,
  ): ProbeFault | undefined {
    const owed = this.#owed.get(url)
    if (owed === undefined || number >= owed.number || now < owed.since) {
      if (number < reserved) this.#owed.set(url, { number: reserved, since: now })
      else this.#owed.delete(url)
      return undefined
    }
    if (now - owed.since < LATE_MILLISECONDS) return undefined
    const minutes = Math.floor((now - owed.since) / 60_000)
    return {
      kind: 'late',
      detail: `the list has number ${number}, but for ${minutes} minutes something was revoked or released that list ${owed.number} is to tell of`,
    }
  }
}
