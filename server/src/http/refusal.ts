import { STATUS_CODES } from 'node:http'
import { Problem } from '../pki/problem.ts'
import { reply } from './exchange.ts'
import { HttpRefusal } from './http-refusal.ts'
import type { ProblemCode } from '../pki/problem.ts'
import type { Exchange } from './exchange.ts'

/** An answer that is not a success, ready to be rendered; nothing internal is in it. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly field: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

export function refusalFrom(
  thrown: unknown,
  statusOf: (code: ProblemCode) => number,
  requestId: string,
): Refusal {
  if (thrown instanceof HttpRefusal) {
    const { status, code, message, headers } = thrown
    return { status, code, message, field: undefined, headers }
  }
  // An internal Problem's sentence was written for operators: the caller gets the request id instead.
  if (!(thrown instanceof Problem) || thrown.code === 'internal') return internalRefusal(requestId)
  return {
    status: statusOf(thrown.code),
    code: thrown.code,
    message: thrown.message,
    field: thrown.field,
    headers: headersOf(thrown),
  }
}

function internalRefusal(requestId: string): Refusal {
  return {
    status: 500,
    code: 'internal',
    message: `something went wrong on the server; tell its operator the request id ${requestId}`,
    field: undefined,
    headers: {},
  }
}

function headersOf(problem: Problem): Record<string, string> {
  const headers: Record<string, string> = {}
  // RFC 9110 §11.6.1: a 401 names the scheme. RFC 6750 §3: no error code where no credential came.
  if (problem.code === 'unauthenticated') headers['WWW-Authenticate'] = 'Bearer realm="certman"'
  if (problem.retryAfterSeconds !== undefined) {
    headers['Retry-After'] = String(problem.retryAfterSeconds)
  }
  return headers
}

/** `{"error": …}`, or RFC 9457 problem details with the same `error` member where the caller accepts them. */
export function renderRefusal(exchange: Exchange, refusal: Refusal): Response {
  Object.assign(exchange.headers, refusal.headers)
  exchange.headers['Certman-Error-Code'] = refusal.code
  // Both forms are told apart by Accept, so a cache must keep them apart (RFC 9110 §12.5.5).
  exchange.headers['Vary'] = 'Accept'
  exchange.headers['Cache-Control'] = 'no-store'
  if (!acceptsProblemDetails(exchange.request.header('accept'))) {
    const body = JSON.stringify({ error: refusal.message })
    return reply(exchange, refusal.status, 'application/json', body)
  }
  const body = JSON.stringify(problemDetails(exchange.requestId, refusal))
  return reply(exchange, refusal.status, 'application/problem+json', body)
}

/** RFC 9457 §3.1. The type is about:blank (§4.2.1): what tells the kinds apart is the member `code`. */
function problemDetails(requestId: string, refusal: Refusal): object {
  return {
    type: 'about:blank',
    title: STATUS_CODES[refusal.status] ?? 'Error',
    status: refusal.status,
    detail: refusal.message,
    error: refusal.message,
    code: refusal.code,
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
    requestId,
  }
}

function acceptsProblemDetails(accept: string | undefined): boolean {
  if (accept === undefined || !accept.includes('problem+json')) return false
  return accept.split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const refused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
    return type === 'application/problem+json' && !refused
  })
}
