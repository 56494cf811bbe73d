import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** The two voices of an event. */
export interface Telemetry {
  readonly logger: Logger
  readonly metrics: Metrics
}

interface IssuedFacts {
  readonly certificateId: string
  readonly authorityId: string
  readonly serialNumber: string
  readonly mode: string
  readonly algorithm: string
  readonly requestId: string | null
}

export function certificateIssued({ logger, metrics }: Telemetry, facts: IssuedFacts): void {
  metrics.certificatesIssued.inc({ mode: facts.mode, algorithm: facts.algorithm })
  logger.info(facts, 'certificate issued')
}

export function certificateRenewed(
  { logger, metrics }: Telemetry,
  facts: IssuedFacts & { readonly renewedFromId: string },
): void {
  metrics.certificatesIssued.inc({ mode: facts.mode, algorithm: facts.algorithm })
  logger.info(facts, 'certificate renewed')
}

export function certificateRevoked(
  { logger, metrics }: Telemetry,
  facts: {
    readonly certificateId: string
    readonly authorityId: string
    readonly serialNumber: string
    readonly reason: string
    /** The reason that this one replaced, if it was revoked before. */
    readonly replaced: string | null
    readonly requestId: string | null
  },
): void {
  metrics.certificatesRevoked.inc({ reason: facts.reason })
  logger.info(
    facts,
    facts.replaced === null ? 'certificate revoked' : 'reason of revocation changed',
  )
}

/** A batch of one CA's certificates, revoked together. */
export function certificatesRevoked(
  { logger, metrics }: Telemetry,
  facts: { readonly authorityId: string; readonly count: number; readonly reason: string },
): void {
  metrics.certificatesRevoked.inc({ reason: facts.reason }, facts.count)
  logger.info(facts, 'certificates revoked')
}

export function listPublished(
  { logger, metrics }: Telemetry,
  facts: { readonly authorityId: string; readonly shard: number; readonly number: number },
): void {
  metrics.listsPublished.inc()
  logger.debug(facts, 'revocation list published')
}

/** Counted only: whoever wants to know of each reads the log of requests. */
export function ocspAnswered({ metrics }: Telemetry, status: string): void {
  metrics.ocspAnswers.inc({ status, source: 'signed' })
}

export function ocspRecalled({ metrics }: Telemetry, status: 'good' | 'revoked'): void {
  metrics.ocspRecalled[status].inc()
}

/** RFC 9110 §9.2.1. */
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

export interface RequestFacts {
  readonly method: string
  /** The route's pattern, never the path: `/v1/certificates/{id}`. */
  readonly route: string
  readonly status: number
  readonly seconds: number
  readonly requestId: string
  readonly address: string
}

/**
 * The one line of a request: reads at debug, mutations at info.
 * @param isRead when the method does not tell: OCSP asks by POST what it may ask by GET too (RFC 6960 Appendix A.1)
 */
export function requestCompleted(
  { logger, metrics }: Telemetry,
  facts: RequestFacts,
  isRead: boolean = SAFE_METHODS.includes(facts.method),
): void {
  metrics.requestDuration.observe(
    { method: facts.method, route: facts.route, status: facts.status },
    facts.seconds,
  )
  const level = isRead ? 'debug' : 'info'
  if (!logger.isLevelEnabled(level)) return
  // To the microsecond: the digits beyond are noise of the subtraction.
  logger[level]({ ...facts, seconds: Math.round(facts.seconds * 1e6) / 1e6 }, 'request completed')
}

/** A request that was answered with a problem; `code` is one of the closed list. */
export function requestRefused(
  { logger, metrics }: Telemetry,
  facts: { readonly code: string; readonly message: string; readonly requestId: string },
): void {
  metrics.refusals.inc({ code: facts.code })
  logger.debug(
    { code: facts.code, reason: facts.message, requestId: facts.requestId },
    'request refused',
  )
}

/** A fault of ours or of the machine: the caller saw nothing of it but the request's id. */
export function requestFailed(
  { logger, metrics }: Telemetry,
  facts: { readonly error: unknown; readonly code: string; readonly requestId: string },
): void {
  metrics.refusals.inc({ code: facts.code })
  logger.error({ err: facts.error, code: facts.code, requestId: facts.requestId }, 'request failed')
}

/** How many writes shared one durable transaction. */
export function writesCommitted({ logger, metrics }: Telemetry, size: number): void {
  metrics.commitSize.observe(size)
  logger.trace({ size }, 'writes committed')
}

export function serverStarted(
  { logger }: Telemetry,
  facts: { readonly url: string; readonly version: string; readonly milliseconds: number },
): void {
  logger.info(facts, 'server started')
}

export function serverStopping({ logger }: Telemetry, facts: { readonly signal: string }): void {
  logger.info(facts, 'server stopping: finishing running requests')
}

export function serverStopped({ logger }: Telemetry): void {
  logger.info('server stopped')
}

export function configurationWarned({ logger }: Telemetry, warning: string): void {
  logger.warn(warning)
}

/** Work that nobody waits for and that will be tried again: pruning, last use, refusals, publishing. */
export function backgroundTaskFailed(
  { logger }: Telemetry,
  facts: { readonly task: string; readonly error: unknown },
): void {
  logger.error(
    { task: facts.task, err: facts.error },
    'background task failed; it will be tried again',
  )
}
