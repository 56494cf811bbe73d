/**
 * The one error that crosses rooms: a code for programs, a sentence for people, a cause for operators.
 * It knows no HTTP; each face maps the closed list of codes in its own `problems.ts`.
 */
export const PROBLEM_CODES = [
  'unauthenticated',
  'invalidRequest',
  'forbidden',
  /** Signed in, but what is asked takes a fresh proof of who it is. */
  'stepUpRequired',
  /** Signed in, but this workspace asks for more than a password. */
  'secondFactorRequired',
  'notFound',
  'badCsr',
  'weakKey',
  'passphraseMissing',
  'passphraseWrong',
  'authorityUnusable',
  'validityRefused',
  'policyRefused',
  'alreadyRevoked',
  'notRenewable',
  'idempotencyMismatch',
  'idempotencyInProgress',
  'conflict',
  'rateLimited',
  'storageFull',
  'unavailable',
  'internal',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

export interface ProblemOptions {
  /** What went wrong underneath, for operators only; never rendered to a caller. */
  readonly cause?: unknown
  /** The member of the request that is at fault, as the caller spelled it. */
  readonly field?: string
  /** Whole seconds after which trying again makes sense (rateLimited, unavailable, storageFull). */
  readonly retryAfterSeconds?: number
}

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly field: string | undefined
  readonly retryAfterSeconds: number | undefined

  /** @param message a sentence for the caller, saying what to do; it must hold no secret and no internal detail */
  constructor(code: ProblemCode, message: string, options: ProblemOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.field = options.field
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** For the sentences of what passes by itself. */
export function tryAgainIn(seconds: number): string {
  return `try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
}
