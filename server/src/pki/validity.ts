import { Problem } from './problem.ts'

export const DAY_MILLISECONDS = 86_400_000
export const DEFAULT_VALIDITY_DAYS = 365
/** The contract's ceiling, after the CA/Browser Forum's former limit for TLS certificates. */
export const MAX_VALIDITY_DAYS = 397
/** Clients whose clocks run a little late must accept a certificate at once. */
const BACKDATE_MILLISECONDS = 60_000

/** Inclusive, whole seconds (RFC 5280 §4.1.2.5); milliseconds since the Unix epoch. */
export interface Validity {
  readonly notBefore: number
  readonly notAfter: number
}

/** Where a validity must fit: within the issuing CA's own. */
export interface ValidityLimits {
  readonly now: number
  readonly issuer: Validity
  /** Asked for by the caller; undefined takes `defaultDays`, cut to the issuer's end. */
  readonly days: number | undefined
  readonly defaultDays: number
}

const wholeSecond = (time: number): number => Math.floor(time / 1000) * 1000

/** From a minute ago, but never before the issuer began. */
export function startOfValidity(now: number, issuerNotBefore: number): number {
  return Math.max(wholeSecond(now - BACKDATE_MILLISECONDS), issuerNotBefore)
}

/**
 * The validity of a leaf: `notAfter = notBefore + days × 86,400 s` exactly, as the contract's examples show.
 * @throws Problem `validityRefused` when an explicit number of days would outlive the issuer
 */
export function leafValidity(limits: ValidityLimits): Validity {
  const notBefore = startOfValidity(limits.now, limits.issuer.notBefore)
  const wanted = notBefore + (limits.days ?? limits.defaultDays) * DAY_MILLISECONDS
  if (wanted <= limits.issuer.notAfter) return { notBefore, notAfter: wanted }
  if (limits.days === undefined) return { notBefore, notAfter: limits.issuer.notAfter }
  throw new Problem(
    'validityRefused',
    `a certificate of ${limits.days} days would end on ${iso(wanted)}, after its CA, which ends on ${iso(limits.issuer.notAfter)}; ask for fewer days`,
    { field: 'validityDays' },
  )
}

const iso = (time: number): string => new Date(time).toISOString()
