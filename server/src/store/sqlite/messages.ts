import { PROBLEM_CODES, Problem, type ProblemCode } from '../../pki/problem.ts'

/** What crosses between the main thread and a worker: plain data, several at a time. */
export interface Request {
  readonly id: number
  readonly name: string
  readonly args: unknown
  readonly at: number
}

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: Failure }

export type ToWorker = { readonly requests: readonly Request[] } | { readonly close: true }
export type FromWorker =
  | { readonly ready: true }
  | { readonly refused: Failure }
  | { readonly answers: readonly Answer[] }
  | { readonly closed: true }

/** An error as data: structured cloning would lose its class. */
export interface Failure {
  readonly code: ProblemCode | undefined
  readonly message: string
  readonly stack: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly cause: string | undefined
}

export function failureFrom(error: unknown): Failure {
  if (!(error instanceof Error)) return failureFrom(new Error(String(error)))
  const problem = error instanceof Problem ? error : undefined
  return {
    code: problem?.code,
    message: error.message,
    stack: error.stack,
    retryAfterSeconds: problem?.retryAfterSeconds,
    cause: error.cause instanceof Error ? error.cause.message : undefined,
  }
}

export function errorFrom(failure: Failure): Error {
  const { code, message, stack, retryAfterSeconds } = failure
  const cause = failure.cause === undefined ? {} : { cause: new Error(failure.cause) }
  if (code === undefined || !PROBLEM_CODES.includes(code)) {
    const error = new Error(message, cause)
    if (stack !== undefined) error.stack = stack
    return error
  }
  return new Problem(code, message, {
    ...cause,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}
