import { ocspErrorResponse } from '@certman/x509'
import { matchesTag } from '../../http/entity-tag.ts'
import { originOf } from '../../http/exchange.ts'
import { requestCompleted, requestFailed } from '../../telemetry/events.ts'
import { METHODS, keepHeaders, passingHeaders } from './answer-headers.ts'
import { decodeRequest, parseAddress } from './address.ts'
import { readOctets } from './octets.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RememberedAnswer } from '../../ca/revocation/ocsp-memory.ts'
import type { RelyingParties } from '../../ca/revocation/relying-parties.ts'
import type { Origin } from '../../http/exchange.ts'
import type { Framing } from '../../http/frame.ts'
import type { NodeAnswer } from '../../http/listen.ts'
import type { Clock } from '../../pki/clock.ts'
import type { OcspAddress } from './address.ts'
import type { HeaderList } from './answer-headers.ts'

export interface OcspServices {
  readonly relyingParties: Pick<RelyingParties, 'answerOcsp' | 'recall'>
  readonly clock: Clock
}

/** One request on its way to its answer. */
interface Turn extends Origin {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly target: string
  readonly started: number
}

/** Longer names are not worth the memory: a request about one certificate takes 110 to 330 characters. */
const MAX_NAME = 512

/**
 * OCSP over HTTP (RFC 6960 Appendix A), on Node's own objects: an answer from memory costs little more than sending it, and
 * the framework would be most of that. Whatever goes wrong is said as an OCSP answer with status 200.
 */
export function answeringOcsp(framing: Framing, services: OcspServices): NodeAnswer {
  const { proxies, telemetry } = framing
  const { relyingParties, clock } = services
  const headersOf = keepHeaders()

  function send(turn: Turn, status: number, headers: HeaderList, content?: Uint8Array): void {
    const { incoming, outgoing, requestId, address } = turn
    outgoing.writeHead(status, ['X-Request-Id', requestId, ...headers])
    // As text it leaves in one piece with the head: one write costs less than a writev of two.
    outgoing.end(content === undefined ? '' : latin1(content), 'latin1')
    const { method = '' } = incoming
    const seconds = (performance.now() - turn.started) / 1000
    requestCompleted(
      telemetry,
      { method, route: '/ocsp', status, seconds, requestId, address },
      true,
    )
  }

  function sendPassing(turn: Turn, der: Uint8Array): void {
    send(turn, 200, passingHeaders(der), der)
  }

  function sendCacheable(turn: Turn, answer: RememberedAnswer): void {
    const { tag, list, withoutContent } = headersOf(answer, clock.now())
    const { incoming } = turn
    // RFC 9110 §13.1.2: of a POST the condition would have to be refused, so it is left alone.
    if (incoming.method !== 'POST' && matchesTag(header(incoming, 'if-none-match'), tag)) {
      send(turn, 304, withoutContent)
    } else send(turn, 200, list, answer.der)
  }

  async function answer(turn: Turn, address: OcspAddress, octets: Uint8Array): Promise<void> {
    const { authorityId } = address
    const name = nameOf(turn, octets)
    const remembered = name === undefined ? undefined : relyingParties.recall(name)
    if (remembered !== undefined) return sendCacheable(turn, remembered)
    const names = name === undefined ? [] : [name]
    const answered = await relyingParties.answerOcsp(octets, authorityId, names)
    if (answered.kind === 'cacheable') sendCacheable(turn, answered)
    else sendPassing(turn, answered.der)
  }

  async function serve(turn: Turn, address: OcspAddress): Promise<void> {
    switch (turn.incoming.method) {
      case 'GET':
      case 'HEAD': {
        const octets = decodeRequest(address.rest)
        if (octets === undefined) return sendPassing(turn, MALFORMED)
        return answer(turn, address, octets)
      }
      case 'POST': {
        // The id of no CA stands where one should: we have no authority over it.
        if (address.rest !== '') return sendPassing(turn, UNAUTHORIZED)
        const octets = await readOctets(turn.incoming)
        if (octets === undefined) return
        if (octets === 'tooLarge') return sendPassing(turn, MALFORMED)
        return answer(turn, address, octets)
      }
      case 'OPTIONS':
        return send(turn, 204, METHODS)
      default:
        return send(turn, 405, [...METHODS, 'Content-Length', '0'])
    }
  }

  return (incoming, outgoing) => {
    const { url: target = '', method, socket } = incoming
    if (!target.includes('/ocsp')) return false
    const started = performance.now()
    const origin = originOf(socket.remoteAddress, (name) => header(incoming, name), proxies)
    const turn: Turn = { ...origin, incoming, outgoing, target, started }
    const remembered = method === 'GET' ? relyingParties.recall(target) : undefined
    if (remembered !== undefined && hasHost(incoming)) {
      sendCacheable(turn, remembered)
      return true
    }
    const address = parseAddress(target)
    if (address === undefined || !hasHost(incoming)) return false
    serve(turn, address).catch((error: unknown) => {
      const { requestId } = turn
      requestFailed(telemetry, { error, code: 'internal', requestId })
      if (!outgoing.headersSent) sendPassing(turn, INTERNAL_ERROR)
    })
    return true
  }
}

const MALFORMED = ocspErrorResponse('malformedRequest')
const UNAUTHORIZED = ocspErrorResponse('unauthorized')
const INTERNAL_ERROR = ocspErrorResponse('internalError')

/** What tells one request from another; a query says nothing of it, but would make the same one new. */
function nameOf({ incoming, target }: Turn, octets: Uint8Array): string | undefined {
  if (target.includes('?')) return undefined
  if (incoming.method !== 'POST') return target.length > MAX_NAME ? undefined : target
  if (target.length + octets.length > MAX_NAME) return undefined
  return `POST ${target} ${latin1(octets)}`
}

/** One character for each octet. */
function latin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1')
}

/** The first of that name, without making an object of all of them as `headers` does. @param name in lower case */
function header({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const candidate = rawHeaders[at]
    if (candidate?.length === name.length && candidate.toLowerCase() === name) {
      return rawHeaders[at + 1]
    }
  }
  return undefined
}

/** RFC 9112 §3.2: without it a request of HTTP/1.1 is refused, in the one way for all addresses. */
function hasHost(incoming: IncomingMessage): boolean {
  return incoming.httpVersion !== '1.1' || header(incoming, 'host') !== undefined
}
