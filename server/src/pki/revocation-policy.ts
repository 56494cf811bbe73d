import { DAY_MILLISECONDS } from './validity.ts'

/** How long what a CA publishes about revocation lives, milliseconds. */
export interface RevocationPolicy {
  /** Of a revocation list (nextUpdate − thisUpdate). */
  readonly listLife: number
  /** Of a list of a CA in passphrase mode, which can be signed only when somebody brings the passphrase. */
  readonly protectedListLife: number
  /** Of an OCSP answer. */
  readonly answerLife: number
  /** Of the certificate of a CA's OCSP responder. */
  readonly responderLife: number
  readonly protectedResponderLife: number
}

export const DEFAULT_REVOCATION_POLICY: RevocationPolicy = {
  listLife: 7 * DAY_MILLISECONDS,
  protectedListLife: 90 * DAY_MILLISECONDS,
  answerLife: 3_600_000,
  responderLife: 7 * DAY_MILLISECONDS,
  protectedResponderLife: 90 * DAY_MILLISECONDS,
}

export function listLifeOf(
  policy: RevocationPolicy,
  authority: { readonly hasPassphrase: boolean },
): number {
  return authority.hasPassphrase ? policy.protectedListLife : policy.listLife
}

export function responderLifeOf(
  policy: RevocationPolicy,
  authority: { readonly hasPassphrase: boolean },
): number {
  return authority.hasPassphrase ? policy.protectedResponderLife : policy.responderLife
}

/** Everything that is published is replaced at half of its life, so that a publisher that fails has as long again. */
export function isPastHalf(
  life: { readonly from: number; readonly to: number },
  now: number,
): boolean {
  return now >= life.from + (life.to - life.from) / 2
}

/** Further ahead than any two clocks are apart. */
export const CLOCKS_APART_MILLISECONDS = 60_000

/** Whether something was made by a clock that was set back since. */
export function isFromFuture(at: number, now: number): boolean {
  return at > now + CLOCKS_APART_MILLISECONDS
}

/** Whether a list must be signed again now. */
export function isListDue(
  list: {
    readonly wantedNumber: number
    readonly publishedNumber: number
    readonly thisUpdate: number | null
    readonly nextUpdate: number | null
  },
  now: number,
): boolean {
  if (list.thisUpdate === null || list.nextUpdate === null) return true
  if (list.wantedNumber > list.publishedNumber) return true
  if (isFromFuture(list.thisUpdate, now)) return true
  return isPastHalf({ from: list.thisUpdate, to: list.nextUpdate }, now)
}
