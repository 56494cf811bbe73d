/** What can be wrong with what relying parties fetch. All but the last are failures; `aging` is a warning, long before one. */
export const PROBE_FAULTS = [
  'unreachable',
  'httpStatus',
  'malformed',
  'refused',
  'badSignature',
  'wrongAnswer',
  'notYetValid',
  'expired',
  'late',
  'aging',
] as const

export type ProbeFaultKind = (typeof PROBE_FAULTS)[number]

export interface ProbeFault {
  readonly kind: ProbeFaultKind
  /** A sentence for the operator. */
  readonly detail: string
}

/** How long something holds, milliseconds. */
export interface Life {
  readonly from: number
  readonly to: number
}

/** What two clocks may be apart without anybody being misled. */
const TOLERANCE_MILLISECONDS = 60_000

/**
 * Judges by age alone, whatever the jobs say that were to renew it. All that is published is replaced at half of its life, so
 * less than a third left means that this has failed for a sixth of it.
 * @param what the subject of the sentence
 */
export function faultOfAge(what: string, { from, to }: Life, now: number): ProbeFault | undefined {
  const text = (time: number): string => new Date(time).toISOString()
  if (now < from - TOLERANCE_MILLISECONDS)
    return { kind: 'notYetValid', detail: `${what} is valid only from ${text(from)}` }
  if (now >= to) return { kind: 'expired', detail: `${what} has expired on ${text(to)}` }
  if (to - now < (to - from) / 3)
    return { kind: 'aging', detail: `${what} expires on ${text(to)} and was not replaced yet` }
  return undefined
}

export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
