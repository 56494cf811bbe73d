import { listKey } from './found-lists.ts'
import type { CertificateFilter } from './certificate-store.ts'

/** Totals up to here are counted for every answer. */
export const EXACT_TOTAL = 10_000
/** The contract with the reader of a total above 10,000: it is at most so old. */
const KEPT_MILLISECONDS = 10_000
/** From here on it is counted anew in the background, while answers still use the last one. */
const STALE_MILLISECONDS = 5000
const MOST_KEPT = 200

interface Total {
  readonly at: number
  readonly total: number
}

/** Large totals, counted at most every few seconds for each filter. */
export class CertificateTotals {
  readonly #count: (filter: CertificateFilter) => Promise<number>
  readonly #now: () => number
  readonly #kept = new Map<string, Total>()
  readonly #running = new Map<string, Promise<number>>()

  constructor(count: (filter: CertificateFilter) => Promise<number>, now: () => number) {
    this.#count = count
    this.#now = now
  }

  /** Whether it is known to be above what is counted for every answer, as of at most ten seconds ago. */
  isLarge(filter: CertificateFilter): boolean {
    const kept = this.#kept.get(listKey(filter.authorityIds, filter))
    return this.#ageOf(kept) < KEPT_MILLISECONDS
  }

  async of(filter: CertificateFilter): Promise<number> {
    const key = listKey(filter.authorityIds, filter)
    const kept = this.#kept.get(key)
    const age = this.#ageOf(kept)
    if (kept === undefined || age >= KEPT_MILLISECONDS) return this.#recount(key, filter)
    // A count that fails in the background fails again for the next one who must wait for it.
    if (age >= STALE_MILLISECONDS) this.#recount(key, filter).catch(() => {})
    return kept.total
  }

  #ageOf(kept: Total | undefined): number {
    // A small total is never taken from memory.
    if (kept === undefined || kept.total <= EXACT_TOTAL) return Infinity
    return Math.abs(this.#now() - kept.at)
  }

  async #recount(key: string, filter: CertificateFilter): Promise<number> {
    const running = this.#running.get(key)
    if (running) return running
    const counting = this.#countAt(this.#now(), key, filter)
    this.#running.set(key, counting)
    try {
      return await counting
    } finally {
      this.#running.delete(key)
    }
  }

  async #countAt(at: number, key: string, filter: CertificateFilter): Promise<number> {
    const total = await this.#count(filter)
    this.#kept.delete(key)
    this.#kept.set(key, { at, total })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return total
  }
}
