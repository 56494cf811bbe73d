import type { ProblemCode } from '../../pki/problem.ts'

/** The status of each problem on this face; a new code does not compile until it is named here. */
const PROBLEM_STATUS = {
  invalidRequest: 400,
  badCsr: 400,
  weakKey: 400,
  passphraseMissing: 400,
  passphraseWrong: 400,
  authorityUnusable: 400,
  validityRefused: 400,
  policyRefused: 400,
  alreadyRevoked: 400,
  notRenewable: 400,
  unauthenticated: 401,
  forbidden: 403,
  stepUpRequired: 403,
  secondFactorRequired: 403,
  notFound: 404,
  idempotencyMismatch: 422,
  idempotencyInProgress: 409,
  conflict: 409,
  rateLimited: 429,
  storageFull: 503,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ProblemCode, number>

export function problemStatus(code: ProblemCode): number {
  return PROBLEM_STATUS[code]
}
