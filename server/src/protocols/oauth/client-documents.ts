import { lookup } from 'node:dns'
import { get } from 'node:https'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { Readable } from 'node:stream'
import { judgeAddress } from '../../notifications/destination.ts'
import type { IncomingMessage } from 'node:http'
import type { LookupFunction } from 'node:net'

/**
 * Fetches a client's document (draft-ietf-oauth-client-id-metadata-document §6.5). Whoever names its address must not make
 * the server knock on doors inside: only the public Internet is asked, the address that was examined is the one that is
 * connected to, and redirects are not followed.
 */
export async function fetchDocument(url: URL, signal: AbortSignal): Promise<Response> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) requirePublic(host)
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { headers: { accept: 'application/json' }, signal, lookup: lookupPublic }
    get(url, options, resolve).on('error', reject)
  })
  const status = incoming.statusCode ?? 502
  if (status !== 200) {
    incoming.destroy()
    return new Response(null, { status: status < 200 || status > 599 ? 502 : status })
  }
  const headers = new Headers()
  for (const name of ['cache-control', 'content-length', 'content-type', 'expires']) {
    const value = incoming.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>
  return new Response(body, { status, headers })
}

const lookupPublic: LookupFunction = (host, options, answer) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return answer(error, '', 4)
    const [first] = addresses
    try {
      for (const { address } of addresses) requirePublic(address)
    } catch (refusal) {
      return answer(refusal as Error, '', 4)
    }
    if (options.all === true) return answer(null, addresses)
    return answer(null, first?.address ?? '', first?.family)
  })
}

/** @throws Error for every address that is not of the public Internet, or is this machine's own */
export function requirePublic(address: string): void {
  const own = Object.values(networkInterfaces()).flatMap((found) => found ?? [])
  const verdict = judgeAddress(
    address,
    ['public'],
    own.map((one) => one.address),
  )
  if (!verdict.allowed) throw new Error(verdict.reason)
}
