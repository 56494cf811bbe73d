import { X509Error } from './x509-error.ts'

export type CrlReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'caCompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL'
  | 'privilegeWithdrawn'
  | 'aACompromise'

/** CRLReason ::= ENUMERATED; 7 is not used (RFC 5280 §5.3.1). */
const CODES: Readonly<Record<CrlReason, number>> = {
  unspecified: 0,
  keyCompromise: 1,
  caCompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
}

/** Every reason, in the order of its code. */
// Object.keys of an exhaustive record: its keys are the union.
export const CRL_REASONS: readonly CrlReason[] = Object.keys(CODES) as CrlReason[]

const BY_CODE: ReadonlyMap<number, CrlReason> = new Map(
  CRL_REASONS.map((reason) => [CODES[reason], reason]),
)

export function crlReasonCode(reason: CrlReason): number {
  return CODES[reason]
}

/** @throws X509Error `malformedDer` for a code that is not defined */
export function crlReasonOf(code: number): CrlReason {
  const reason = BY_CODE.get(code)
  if (reason === undefined) throw new X509Error('malformedDer', `the reason ${code} is not defined`)
  return reason
}
