import { text } from '../texts/use-texts.ts'

/** A refusal of the server, in its words. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** The machine's word for it (`Certman-Error-Code`). */
  readonly code: string
  /** The member of the request that is at fault. */
  readonly field: string | undefined
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    message: string,
    facts: {
      readonly status: number
      readonly code: string
      readonly field: string | undefined
      readonly requestId: string | undefined
      readonly retryAfterSeconds: number | undefined
    },
  ) {
    super(message)
    this.status = facts.status
    this.code = facts.code
    this.field = facts.field
    this.requestId = facts.requestId
    this.retryAfterSeconds = facts.retryAfterSeconds
  }
}

/** Sentences of the server begin in lower case; those of a page do not. */
export function asSentence(message: string): string {
  return message.replace(/^./u, (letter) => letter.toUpperCase())
}

/** The sentence for people: the server's own, or that it cannot be reached. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return asSentence(error.message)
  if (error instanceof TypeError) return text('kit', 'offline')
  return text('kit', 'unexpected')
}

export function requestIdOf(error: unknown): string | undefined {
  return error instanceof ApiError ? error.requestId : undefined
}

/** For a field of a form: the message when it is this field that is at fault. */
export function fieldError(error: unknown, field: string): string | undefined {
  return error instanceof ApiError && error.field === field ? messageOf(error) : undefined
}
