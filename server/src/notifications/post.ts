import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { getCACertificates } from 'node:tls'
import { chooseDestination, type Network, type Reach, type Resolved } from './destination.ts'

/** An answer is read so far, to be shown; the rest of it is nobody's. */
const EXCERPT_OCTETS = 1024
const TIMEOUT_MILLISECONDS = 10_000

export interface Posting {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** PEM: believed besides the roots that Node knows. */
  readonly trustedRoots: readonly string[]
  readonly ending: AbortSignal
}

/** `status` null: no answer came, and `error` says why. */
export interface Posted {
  readonly status: number | null
  readonly error: string | null
  readonly excerpt: string
}

export type Post = (posting: Posting) => Promise<Posted>

/** Sends to the address that was judged, follows no redirect, and waits for no more than ten seconds in all. */
export function createPost(
  reach: Reach,
  network: Network,
  timeout: number = TIMEOUT_MILLISECONDS,
): Post {
  return async (posting) => {
    const destination = await chooseDestination(posting.url, reach, network)
    if (!destination.allowed) return { status: null, error: destination.reason, excerpt: '' }
    const { url, target } = destination
    const signal = AbortSignal.any([posting.ending, AbortSignal.timeout(timeout)])
    try {
      const answer = await send(posting, url, target, signal)
      const excerpt = await readExcerpt(answer)
      const status = answer.statusCode ?? 0
      const isTaken = status >= 200 && status < 300
      return { status, error: isTaken ? null : explain(status), excerpt }
    } catch (error) {
      if (posting.ending.aborted) throw posting.ending.reason
      return { status: null, error: reasonOf(error, timeout), excerpt: '' }
    }
  }
}

function send(
  { headers, body, trustedRoots }: Posting,
  url: URL,
  { address, family }: Resolved,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const options: RequestOptions = {
    method: 'POST',
    host: address,
    family,
    port: url.port,
    path: `${url.pathname}${url.search}`,
    // The name goes where it belongs, though the connection goes to the address.
    headers: { ...headers, Host: url.host, 'Content-Length': Buffer.byteLength(body) },
    agent: false,
    signal,
    maxHeaderSize: 16_384,
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request =
    url.protocol === 'http:'
      ? requestHttp(options, resolve)
      : requestHttps(
          {
            ...options,
            // RFC 6066 §3: no addresses in the server name; then the certificate must name the address itself.
            servername: isIP(hostname) === 0 ? hostname : '',
            ...(trustedRoots.length > 0 && {
              ca: [...getCACertificates('default'), ...trustedRoots],
            }),
            minVersion: 'TLSv1.2',
          },
          resolve,
        )
  request.on('error', reject)
  request.end(body)
  return promise
}

async function readExcerpt(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length >= EXCERPT_OCTETS) break
  }
  answer.destroy()
  const text = Buffer.concat(parts).subarray(0, EXCERPT_OCTETS).toString('utf8')
  // PostgreSQL takes no NUL, and a log no other control characters.
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, ' ').trim()
}

function explain(status: number): string {
  if (status >= 300 && status < 400)
    return `answered ${status}: redirects are not followed; give the URL that it leads to`
  if (status === 410) return 'answered 410 Gone: the receiver wants no more'
  return `answered ${status}`
}

function reasonOf(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `no answer within ${timeout / 1000} seconds`
  const { code, message } = error as NodeJS.ErrnoException
  return (message === '' ? (code ?? 'no answer') : message).slice(0, 300)
}
