import { request } from 'node:http'
import { differences } from './json-pattern.ts'
import { fillIn, matches } from './pattern.ts'
import type { Variables } from './pattern.ts'

/** One question and the answer that it must get; README.md of test/conversations tells how it is written. */
export interface Exchange {
  /** Of the request line, from 1. */
  readonly line: number
  readonly method: string
  readonly path: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  readonly status: number
  readonly expectedHeaders: readonly (readonly [string, string])[]
  readonly expectedBody: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

const ANSWER_LIMIT_MS = 20_000

const REQUEST = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S.*)$/
const STATUS = /^-> (\d{3})$/
const HEADER = /^([\w-]+): (.*)$/

/** @throws Error naming the line that is not understood */
export function parseTranscript(text: string): Exchange[] {
  const lines = text.split('\n')
  const exchanges: Exchange[] = []
  let at = 0

  const headers = (): (readonly [string, string])[] => {
    const found: (readonly [string, string])[] = []
    for (let header = HEADER.exec(lines[at] ?? ''); header; header = HEADER.exec(lines[at] ?? '')) {
      found.push([header[1] ?? '', header[2] ?? ''])
      at++
    }
    return found
  }
  const bodyUntil = (end: (line: string) => boolean): string => {
    const from = at
    while (at < lines.length && !end(lines[at] ?? '')) at++
    return lines.slice(from, at).join('\n').trim()
  }

  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || line.startsWith('#')) {
      at++
      continue
    }
    const asked = REQUEST.exec(line)
    if (asked === null) throw new Error(`line ${at + 1}: neither a request nor a comment: ${line}`)
    const start = ++at
    const sent = { headers: headers(), body: bodyUntil((next) => STATUS.test(next)) }
    const status = STATUS.exec(lines[at] ?? '')
    if (status === null) throw new Error(`line ${start}: this request has no "-> status"`)
    at++
    exchanges.push({
      line: start,
      method: asked[1] ?? '',
      path: asked[2] ?? '',
      ...sent,
      status: Number(status[1]),
      expectedHeaders: headers(),
      expectedBody: bodyUntil((next) => REQUEST.test(next) || next.startsWith('# ')),
    })
  }
  return exchanges
}

/**
 * Holds a conversation with the server at `url` (without a trailing slash; each request may have its own), capturing
 * into `variables`.
 * @throws Error for the first answer that is not as written, with the line, what differs and the answer
 */
export async function holdConversation(
  name: string,
  text: string,
  url: string | ((exchange: Exchange) => string),
  variables: Variables,
): Promise<Exchange[]> {
  const exchanges = parseTranscript(text)
  for (const exchange of exchanges) {
    const answer = await ask(typeof url === 'string' ? url : url(exchange), exchange, variables)
    const wrong = judge(exchange, answer, variables)
    if (wrong.length > 0) {
      const question = `${name}:${exchange.line} ${exchange.method} ${exchange.path}`
      const headers = JSON.stringify(answer.headers, null, 1)
      throw new Error(
        `${question}\n  ${wrong.join('\n  ')}\nThe answer: ${answer.status} ${headers}\n${answer.body}`,
      )
    }
  }
  return exchanges
}

function ask(url: string, exchange: Exchange, variables: Variables): Promise<Answer> {
  const inJson = (value: string): string => JSON.stringify(value).slice(1, -1)
  const body = fillIn(exchange.body, variables, inJson)
  const headers: Record<string, string> = { Connection: 'close' }
  for (const [field, value] of exchange.headers) headers[field] = fillIn(value, variables)
  if (body !== '') headers['Content-Length'] ??= String(Buffer.byteLength(body))
  const target = url + fillIn(exchange.path, variables, encodeURI)

  return new Promise((resolve, reject) => {
    const asking = request(target, { method: exchange.method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
      })
    })
    asking.on('error', reject)
    asking.setTimeout(ANSWER_LIMIT_MS, () => {
      asking.destroy(new Error(`no answer to line ${exchange.line} after ${ANSWER_LIMIT_MS} ms`))
    })
    asking.end(body)
  })
}

/** What is not as written. */
function judge(exchange: Exchange, answer: Answer, variables: Variables): string[] {
  const wrong: string[] = []
  if (answer.status !== exchange.status)
    wrong.push(`status ${answer.status}, not ${exchange.status}`)
  for (const [field, template] of exchange.expectedHeaders) {
    const value = answer.headers[field.toLowerCase()]
    const text = Array.isArray(value) ? value.join(', ') : value
    if (template === '<absent>') {
      if (text !== undefined) wrong.push(`${field} is there: ${text}`)
    } else if (text === undefined) {
      wrong.push(`${field} is missing`)
    } else if (!matches(template, text, variables)) {
      wrong.push(`${field} is ${text}, not ${template}`)
    }
  }
  return [...wrong, ...judgeBody(exchange.expectedBody, answer.body, variables)]
}

function judgeBody(expected: string, actual: string, variables: Variables): string[] {
  const pattern = parseJson(expected)
  if (pattern === undefined) {
    const fits = expected === '' ? actual === '' : matches(expected, actual.trim(), variables)
    return fits ? [] : [`the body is not ${expected === '' ? 'empty' : expected}`]
  }
  const value = parseJson(actual)
  return value === undefined ? ['the body is no JSON'] : differences(pattern, value, variables)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
