import type { Uuid } from '../../pki/identifier.ts'
import type { IssuanceChannel } from '../../pki/issuance-origin.ts'

/** So many certificates were issued on a day through a channel. */
export interface IssuedOnDay {
  /** Days since the Unix epoch, UTC. */
  readonly day: number
  /** null: nobody wrote it down. */
  readonly channel: IssuanceChannel | null
  readonly count: number
}

/** Sums for charts. Each walks one index, within a span of time, on a thread of its own. */
export interface OverviewStore {
  /**
   * How many certificates that are neither revoked nor replaced end in each week from a moment on.
   * @returns one number per week
   */
  endingByWeek(
    authorityIds: readonly Uuid[],
    from: number,
    weeks: number,
  ): Promise<readonly number[]>
  /** In order of days; days without any are left out. */
  issuedByDay(authorityIds: readonly Uuid[], from: number): Promise<readonly IssuedOnDay[]>
}
