import { HttpRefusal } from './http-refusal.ts'
import type { HonoRequest } from 'hono'

/** Ten times what the largest sensible certification request takes. */
const MAX_BODY_OCTETS = 256 * 1024

const JSON_TYPE = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i

/**
 * The members of a JSON body. No body and an empty one, whatever its Content-Type, count as `{}`; a member that is null
 * counts as absent.
 * @throws HttpRefusal 413 above 256 KiB, 415 for a body that is not declared as JSON, 400 for one that is not an object
 */
export async function readJsonObject(request: HonoRequest): Promise<Record<string, unknown>> {
  const octets = await readBody(request)
  if (octets.length === 0) return {}
  requireJsonType(request)
  return withoutNulls(parseObject(octets))
}

function requireJsonType(request: HonoRequest): void {
  const encoding = request.header('content-encoding')
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    const message = `the body is encoded with ${encoding}; send it without Content-Encoding`
    // RFC 9110 §12.5.3: a 415 about the coding says which are accepted.
    throw new HttpRefusal(415, 'unsupportedMediaType', message, { 'Accept-Encoding': 'identity' })
  }
  const type = request.header('content-type')
  if (type === undefined || type === '' || JSON_TYPE.test(type)) return
  const message = 'the body must be JSON; send it with "Content-Type: application/json"'
  throw new HttpRefusal(415, 'unsupportedMediaType', message, { Accept: 'application/json' })
}

/** RFC 8259 §8.1: UTF-8, and nothing is guessed from bytes that are not. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true })

function parseObject(octets: Uint8Array): object {
  let value: unknown
  try {
    value = JSON.parse(UTF_8.decode(octets))
  } catch {
    throw badRequest('the body is not valid JSON; send one JSON object in UTF-8')
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw badRequest('the body must be a JSON object, such as {"caId": "…"}')
}

function withoutNulls(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
}

async function readBody(request: HonoRequest): Promise<Uint8Array> {
  const declared = request.header('content-length')
  if (declared !== undefined) {
    if (Number(declared) > MAX_BODY_OCTETS) throw tooLarge()
    return new Uint8Array(await request.arrayBuffer().catch(refuseCutBody))
  }
  // Without a length it comes in chunks: count them, so that no more than the limit is ever held.
  const stream = request.raw.body
  if (stream === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of stream) {
      length += chunk.length
      if (length > MAX_BODY_OCTETS) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof HttpRefusal) throw error
    return refuseCutBody()
  }
  return Buffer.concat(chunks)
}

function refuseCutBody(): never {
  throw badRequest('the body ended before its declared length; send it again')
}

function badRequest(message: string): HttpRefusal {
  return new HttpRefusal(400, 'invalidRequest', message)
}

function tooLarge(): HttpRefusal {
  const message = `the body is larger than ${MAX_BODY_OCTETS} octets (256 KiB); send a smaller one`
  // The rest is not read: the connection cannot be used again.
  return new HttpRefusal(413, 'contentTooLarge', message, { Connection: 'close' })
}
