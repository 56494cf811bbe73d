import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseOcspResponse } from '@certman/x509'
import { ISSUING_ID, NOW, clock, standIn, testFraming } from '../../_relying-parties.ts'
import { listen } from '../../http/listen.ts'
import { answeringOcsp } from './face.ts'
import type { StandIn } from '../../_relying-parties.ts'
import type { Listener } from '../../http/listen.ts'

const OCTETS = Uint8Array.of(0x30, 0x03, 0xfb, 0xff, 0xbf, 0xff, 0xfe)
const BASE64 = encodeURIComponent(Buffer.from(OCTETS).toString('base64'))
const path = `/ocsp/${ISSUING_ID}/${BASE64}`
/** What it says does not matter to the face, but every octet must arrive as it is. */
const DER = Uint8Array.from({ length: 900 }, (_, at) => at & 0xff)
const CACHEABLE = {
  kind: 'cacheable',
  der: DER,
  thisUpdate: NOW - 60_000,
  nextUpdate: NOW + 3_540_000,
} as const

const framing = await testFraming(['127.0.0.1'])
let listener: Listener
let verbs: StandIn

beforeAll(async () => {
  const forwarding: StandIn['relyingParties'] = {
    ...standIn().relyingParties,
    answerOcsp: (...asked) => verbs.relyingParties.answerOcsp(...asked),
    recall: (name) => verbs.relyingParties.recall(name),
  }
  listener = await listen({
    first: answeringOcsp(framing, { relyingParties: forwarding, clock }),
    fetch: () => new Response('the framework', { status: 418 }),
    host: '127.0.0.1',
    port: 0,
    portSetting: 'CERTMAN_PORT',
    onError: (error) => {
      throw error
    },
  })
})

afterAll(() => listener.close())

beforeEach(() => {
  verbs = standIn()
  verbs.answer = () => Promise.resolve(CACHEABLE)
  clock.time = NOW
})

const ask = (at: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${listener.port}${at}`, init)

const post = (at: string, body: Uint8Array<ArrayBuffer>): Promise<Response> =>
  ask(at, { method: 'POST', body, headers: { 'Content-Type': 'application/ocsp-request' } })

async function octetsOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer())
}

/** RFC 6960 §4.2.1; and that it is an OCSP answer which no cache keeps. */
async function refusalOf(response: Response): Promise<string> {
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/ocsp-response')
  expect(response.headers.get('cache-control')).toBe('no-store')
  return parseOcspResponse(await octetsOf(response)).status
}

/** Sends a request as it stands, and gives the whole answer. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(listener.port, '127.0.0.1', () => socket.write(text, 'latin1'))
    let received = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => (received += chunk))
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })
}

describe('GET', () => {
  test('RFC 5019 §6.2: an answer that caches may keep, for five minutes at most', async () => {
    const response = await ask(path)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/ocsp-response',
      'content-length': String(DER.length),
      'cache-control': 'max-age=300, public, no-transform, must-revalidate',
      'last-modified': 'Fri, 01 Jan 2027 11:59:00 GMT',
      expires: 'Fri, 01 Jan 2027 12:05:00 GMT',
      etag: `"${createHash('sha256').update(DER).digest('hex')}"`,
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await octetsOf(response)).toEqual(DER)
    expect(verbs.asked).toEqual([{ request: OCTETS, authorityId: ISSUING_ID, names: [path] }])
  })

  test.each([
    ['less than five minutes before nextUpdate', 120_999, 120],
    ['after nextUpdate', -1, 0],
  ])('max-age and Expires %s', async (_name, left, seconds) => {
    verbs.answer = () =>
      Promise.resolve({ ...CACHEABLE, nextUpdate: Math.floor((NOW + left) / 1000) * 1000 })
    const { headers } = await ask(path)
    expect(headers.get('cache-control')).toMatch(new RegExp(`^max-age=${seconds},`))
    expect(headers.get('expires')).toBe(new Date(NOW + seconds * 1000).toUTCString())
  })

  test('what is remembered is given without asking again, and its age goes on', async () => {
    verbs.remembered.set(path, CACHEABLE)
    const first = await ask(path)
    expect(await octetsOf(first)).toEqual(DER)
    clock.time = NOW + 3_500_000
    const later = await ask(path)
    expect(later.headers.get('cache-control')).toMatch(/^max-age=40,/)
    expect(later.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(verbs.asked).toEqual([])
  })

  test.each([false, true])('If-None-Match, remembered: %s', async (isRemembered) => {
    if (isRemembered) verbs.remembered.set(path, CACHEABLE)
    const tag = (await ask(path)).headers.get('etag') ?? ''
    const same = await ask(path, { headers: { 'If-None-Match': `"x", ${tag}` } })
    expect(same.status).toBe(304)
    expect(same.headers.get('etag')).toBe(tag)
    expect(same.headers.get('cache-control')).toMatch(/^max-age=300,/)
    expect(await octetsOf(same)).toHaveLength(0)
    expect((await ask(path, { headers: { 'If-None-Match': '"x"' } })).status).toBe(200)
  })

  test('RFC 9110 §9.3.2: HEAD tells the same without the content', async () => {
    const ofTheConnection = ['x-request-id', 'date', 'connection', 'keep-alive']
    const fields = ({ headers }: Response): object =>
      Object.fromEntries([...headers].filter(([name]) => !ofTheConnection.includes(name)))
    const head = await ask(path, { method: 'HEAD' })
    expect(await octetsOf(head)).toHaveLength(0)
    expect(fields(head)).toEqual(fields(await ask(path)))
  })

  test('an answer for one caller alone is kept by nobody', async () => {
    verbs.answer = () => Promise.resolve({ kind: 'single', der: DER })
    const response = await ask(path)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.has('etag')).toBe(false)
    expect(await octetsOf(response)).toEqual(DER)
  })

  test('of any CA', async () => {
    await ask(`/ocsp/${BASE64}`)
    expect(verbs.asked[0]?.authorityId).toBeUndefined()
  })

  test.each([
    ['a query makes no new name', `${path}?1`],
    ['a long target is none', `/ocsp/${'M'.repeat(600)}`],
  ])('nothing is remembered where it is not worth it: %s', async (_name, target) => {
    await ask(target)
    expect(verbs.asked[0]?.names).toEqual([])
  })

  test.each(['/ocsp', '/ocsp/', `/ocsp/${ISSUING_ID}`, `/ocsp/${ISSUING_ID}/%zz`, '/ocsp/%3Cb%3E'])(
    'no request: %s is malformedRequest',
    async (target) => {
      expect(await refusalOf(await ask(target))).toBe('malformedRequest')
      expect(verbs.asked).toEqual([])
    },
  )
})

describe('POST', () => {
  test.each([
    ['/ocsp', undefined],
    ['/ocsp/', undefined],
    [`/ocsp/${ISSUING_ID}`, ISSUING_ID],
    [`/ocsp/${ISSUING_ID}/`, ISSUING_ID],
  ])('%s', async (target, authorityId) => {
    const response = await post(target, OCTETS)
    expect(response.status).toBe(200)
    expect(await octetsOf(response)).toEqual(DER)
    const name = `POST ${target} ${Buffer.from(OCTETS).toString('latin1')}`
    expect(verbs.asked).toEqual([{ request: Buffer.from(OCTETS), authorityId, names: [name] }])
  })

  test('what is remembered is given without asking again', async () => {
    await post('/ocsp', OCTETS)
    verbs.remembered.set(verbs.asked[0]?.names[0] ?? '', CACHEABLE)
    expect(await octetsOf(await post('/ocsp', OCTETS))).toEqual(DER)
    expect(verbs.asked).toHaveLength(1)
  })

  test('64 KiB arrive whole', async () => {
    const large = new Uint8Array(65_536).fill(0x30)
    await post('/ocsp', large)
    expect(verbs.asked[0]?.request).toHaveLength(65_536)
    expect(verbs.asked[0]?.names).toEqual([])
  })

  test.each([65_537, 4_000_000])('%i octets are malformedRequest', async (size) => {
    expect(await refusalOf(await post('/ocsp', new Uint8Array(size)))).toBe('malformedRequest')
    expect(verbs.asked).toEqual([])
  })

  test.each([`/ocsp/${ISSUING_ID}x`, '/ocsp/root', `/ocsp/${ISSUING_ID}/${BASE64}`])(
    'an address of no CA: %s is unauthorized',
    async (target) => {
      expect(await refusalOf(await post(target, OCTETS))).toBe('unauthorized')
    },
  )

  test('a client that goes away in the middle costs nothing', async () => {
    const head = 'POST /ocsp HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc'
    await new Promise<void>((resolve) => {
      const socket = connect(listener.port, '127.0.0.1', () => {
        socket.write(head, () => setTimeout(() => socket.destroy(), 50))
      })
      socket.on('close', () => resolve())
    })
    expect((await post('/ocsp', OCTETS)).status).toBe(200)
    expect(verbs.asked).toHaveLength(1)
  })
})

describe('what surrounds it', () => {
  test('whatever fails is internalError, and logged with the id of the request', async () => {
    verbs.answer = () => Promise.reject(new Error('on purpose'))
    expect(await refusalOf(await ask(path))).toBe('internalError')
    expect(await framing.telemetry.metrics.text()).toContain(
      'certman_refusals_total{code="internal"} 1',
    )
  })

  test.each(['PUT', 'DELETE', 'PATCH'])('405: %s', async (method) => {
    const response = await ask(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS')
    expect(await octetsOf(response)).toHaveLength(0)
  })

  test('a browser that asks first may send the media type (Fetch standard, CORS protocol)', async () => {
    const response = await ask('/ocsp', { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    expect(response.headers.get('access-control-allow-headers')).toBe('Content-Type')
  })

  test.each(['/', '/ocspx', '/crl/ocsp', '/v1/certificates?search=/ocsp'])(
    'the framework answers %s',
    async (target) => {
      expect((await ask(target)).status).toBe(418)
    },
  )

  test('RFC 9112 §3.2: HTTP/1.1 without Host is refused, HTTP/1.0 has none', async () => {
    verbs.remembered.set(path, CACHEABLE)
    const end = 'Connection: close\r\n\r\n'
    expect(await raw(`GET ${path} HTTP/1.1\r\n${end}`)).toMatch(/^HTTP\/1.1 400 /)
    expect(await raw(`GET ${path} HTTP/1.0\r\n${end}`)).toMatch(/^HTTP\/1.1 200 /)
  })

  test('absolute form is the same address (RFC 9112 §3.2.2)', async () => {
    const line = `GET http://pki.example${path} HTTP/1.1\r\nHost: pki.example\r\nConnection: close\r\n\r\n`
    expect(await raw(line)).toMatch(/^HTTP\/1.1 200 /)
    expect(verbs.asked[0]?.authorityId).toBe(ISSUING_ID)
  })

  test('a trusted proxy names the request', async () => {
    const { headers } = await ask(path, { headers: { 'X-Request-Id': 'abc-1' } })
    expect(headers.get('x-request-id')).toBe('abc-1')
  })

  test('every answer is counted under one route', async () => {
    verbs.remembered.set(path, CACHEABLE)
    await ask(path)
    await post('/ocsp', OCTETS)
    const text = await framing.telemetry.metrics.text()
    expect(text).toMatch(/_count\{method="GET",route="\/ocsp",status="200"\} \d+/)
    expect(text).toMatch(/_count\{method="POST",route="\/ocsp",status="200"\} \d+/)
    expect(text).not.toContain(ISSUING_ID)
  })
})
