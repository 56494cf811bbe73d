import type { Telemetry } from './events.ts'

const toSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

interface Life {
  /** Milliseconds. */
  readonly from: number
  readonly to: number
}

/** Times are kept from the last look that succeeded, so that an age goes on growing while nothing can be fetched. */
export function listSeen(
  { metrics: { publication } }: Telemetry,
  { authorityId: ca, shard, life }: { authorityId: string; shard: number; life: Life },
): void {
  const labels = { ca, shard: String(shard) }
  publication.listThisUpdate.set(labels, toSeconds(life.from))
  publication.listNextUpdate.set(labels, toSeconds(life.to))
}

export function responderSeen(
  { metrics: { publication } }: Telemetry,
  { authorityId: ca, life }: { authorityId: string; life: Life },
): void {
  publication.responderNotAfter.set({ ca }, toSeconds(life.to))
}

export function authoritySeen(
  { metrics: { publication } }: Telemetry,
  { authorityId: ca, notAfter }: { authorityId: string; notAfter: number },
): void {
  publication.authorityNotAfter.set({ ca }, toSeconds(notAfter))
}

interface ProbeFacts {
  readonly authorityId: string
  readonly url: string
  readonly kind: string
  readonly detail: string
}

/**
 * What relying parties fetch is not as it should be. Counted every time.
 * @param says whether it is logged: the same fault of the same address is said once, and again now and then
 */
export function probeFailed(
  { logger, metrics }: Telemetry,
  facts: ProbeFacts,
  { says, isWarning }: { readonly says: boolean; readonly isWarning: boolean },
): void {
  metrics.probeFailures.inc({ kind: facts.kind })
  if (!says) return
  if (isWarning) logger.warn(facts, 'what relying parties fetch needs attention')
  else logger.error(facts, 'what relying parties fetch is not sound')
}

export function probeRecovered(
  { logger }: Telemetry,
  facts: { readonly authorityId: string; readonly url: string },
): void {
  logger.info(facts, 'what relying parties fetch is sound again')
}
