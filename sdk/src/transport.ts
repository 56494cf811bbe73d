import { CertmanAuthenticationError, CertmanError, errorFor } from './errors.ts'
import { delayBefore, parseRetryAfter } from './retry.ts'
import type { Repeatable } from './retry.ts'

export interface CertmanClientOptions {
  /** `cm_…` */
  apiKey: string
  /** Of the server, with or without `/v1`. Default: http://127.0.0.1:8420, where a server without settings listens */
  baseUrl?: string | undefined
  /** Instead of the global one: for a proxy, a certificate authority of your own, a test. */
  fetch?: typeof globalThis.fetch | undefined
  /** Milliseconds for one try. Default: 30000 */
  timeout?: number | undefined
  /** How often a request that is safe to repeat is repeated. Default: 2 */
  retries?: number | undefined
}

export interface RequestOptions {
  /** Gives up, also between tries. */
  signal?: AbortSignal | undefined
}

export interface Question extends RequestOptions {
  readonly method: string
  /** From `/v1` on. */
  readonly path: string
  readonly query?: object | undefined
  readonly body?: unknown
  readonly idempotencyKey?: string | undefined
  readonly repeatable: Repeatable
}

/** @returns the JSON of the answer @throws CertmanError; the signal's reason when it gives up */
export type Send = (question: Question) => Promise<unknown>

/** Where `npm start` listens. A key is never sent to a host that nobody named. */
export const OWN_SERVER = 'http://127.0.0.1:8420'
const TIMEOUT_MS = 30_000
const RETRIES = 2

/** @throws CertmanError for an API key or an address that can be none */
export function createTransport(options: CertmanClientOptions): Send {
  const base = parseBaseUrl(options.baseUrl ?? OWN_SERVER)
  const authorization = `Bearer ${parseApiKey(options.apiKey)}`
  const { timeout = TIMEOUT_MS, retries = RETRIES } = options
  // Looked up at every call: whoever replaces the global one later means it.
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))

  async function sendOnce(question: Question): Promise<unknown> {
    const { signal } = question
    const limit = AbortSignal.timeout(timeout)
    const whicheverIsFirst = signal ? AbortSignal.any([signal, limit]) : limit
    try {
      const url = base + question.path + queryText(question.query)
      const response = await fetch(url, requestOf(question, authorization, whicheverIsFirst))
      return read(response, await response.text(), base)
    } catch (cause) {
      if (cause instanceof CertmanError) throw cause
      signal?.throwIfAborted()
      const problem = limit.aborted ? `no answer within ${timeout} ms` : 'no connection'
      throw new CertmanError(`${problem}: ${base}`, 0, { cause })
    }
  }

  return async (question) => {
    for (let tries = 1; ; tries++) {
      try {
        return await sendOnce(question)
      } catch (error) {
        if (!(error instanceof CertmanError) || tries > retries) throw error
        const delay = delayBefore(tries, error, question.repeatable, Math.random())
        if (delay === undefined) throw error
        await sleep(delay, question.signal)
      }
    }
  }
}

function requestOf(question: Question, authorization: string, signal: AbortSignal): RequestInit {
  const { method, body, idempotencyKey } = question
  return {
    method,
    headers: {
      Accept: 'application/json',
      Authorization: authorization,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // Neither a key nor a passphrase travels to wherever an answer points.
    redirect: 'manual',
    signal,
  }
}

function read(response: Response, text: string, base: string): unknown {
  const { status, headers } = response
  const answer = parseJson(text)
  if (response.ok && answer !== undefined) return answer
  const details = {
    code: headers.get('Certman-Error-Code') ?? undefined,
    requestId: headers.get('X-Request-Id') ?? undefined,
    retryAfter: parseRetryAfter(headers.get('Retry-After'), Date.now()),
  }
  throw errorFor(status, sentenceOf(response, answer, base), details)
}

function sentenceOf(response: Response, answer: unknown, base: string): string {
  if (typeof answer === 'object' && answer !== null && 'error' in answer)
    return String(answer.error)
  const { status, headers, type } = response
  // Browsers tell nothing of a redirect that was not followed.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    const target = headers.get('Location')
    return `${base} redirects${target === null ? '' : ` to ${target}`}; use the address that answers itself`
  }
  return response.ok
    ? `${base} answered something that is no JSON; is it a Certman server?`
    : `${base} answered ${status}${response.statusText === '' ? '' : ` ${response.statusText}`}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function queryText(query: object | undefined): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  if (given.length === 0) return ''
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`
}

export function parseBaseUrl(text: string): string {
  const trimmed = text.trim().replace(/\/+$/, '').replace(/\/v1$/, '')
  if (/^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/i.test(trimmed) && URL.canParse(trimmed)) return trimmed
  throw new CertmanError(
    `"${text}" is not the address of a server, such as https://certman.example.com`,
    0,
  )
}

/** The sentence says nothing of the key: it ends in logs. */
function parseApiKey(text: string): string {
  const trimmed = text.trim()
  if (/^[\x21-\x7E]+$/.test(trimmed)) return trimmed
  throw new CertmanAuthenticationError('the API key is empty or has characters that none has')
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp)
      resolve()
    }, milliseconds)
    if (signal?.aborted === true) giveUp()
    else signal?.addEventListener('abort', giveUp, { once: true })
  })
}
