import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { rootCertificates } from 'node:tls'
import type { Fetch } from './fetch.ts'

/** The longest list that anybody would parse (five million entries). */
const MAX_OCTETS = 268_435_456

/**
 * Fetches as a relying party does, on a connection of its own. A redirect is an answer like any other: it is never followed,
 * so that nothing is sent to another host than the one that was asked.
 * @param ownRoots our roots, PEM, believed besides the public ones where the address is https
 */
export function fetchOverHttp(ownRoots: () => Promise<readonly string[]>): Fetch {
  return async (url, { method, headers, body, signal }) => {
    const isTls = url.startsWith('https:')
    const options = { method, headers, signal, agent: false }
    const trust = isTls ? { ca: [...rootCertificates, ...(await ownRoots())] } : {}
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = isTls ? requestTls(url, { ...options, ...trust }) : requestPlain(url, options)
      request.on('response', resolve).on('error', reject)
      request.end(body)
    })
    const { statusCode = 0, headers: answered } = response
    return { status: statusCode, etag: answered.etag, octets: await octetsOf(response) }
  }
}

async function octetsOf(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > MAX_OCTETS) throw new Error(`the answer is longer than ${MAX_OCTETS} octets`)
    chunks.push(chunk)
  }
  const octets = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    octets.set(chunk, at)
    at += chunk.length
  }
  return octets
}
