import { Hono } from 'hono'
import { beforeEach, describe, expect, test } from 'vitest'
import { decodePem, encodePem } from '@certman/x509'
import {
  ISSUING_ID,
  NOBODY,
  NOW,
  clock,
  listOf,
  standIn,
  testFraming,
} from '../../_relying-parties.ts'
import { mountCrl } from './face.ts'
import type { StandIn } from '../../_relying-parties.ts'
import type { HttpEnv } from '../../http/exchange.ts'

const framing = await testFraming()
const list = listOf(0)
const path = `/crl/${ISSUING_ID}.crl`
let verbs: StandIn

beforeEach(() => {
  verbs = standIn()
  verbs.lists.set(`${ISSUING_ID} 0`, list)
  clock.time = NOW
})

async function get(
  at: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Response> {
  const app = new Hono<HttpEnv>()
  mountCrl(app, framing, { relyingParties: verbs.relyingParties, clock })
  return app.request(at, { method, headers })
}

async function errorOf(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: string }
  return error
}

describe('a full list', () => {
  test('RFC 5280 §4.2.1.13: DER, with validators, for anybody', async () => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pkix-crl',
      'content-length': String(list.der.length),
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=60',
      'last-modified': 'Fri, 01 Jan 2027 11:00:00 GMT',
      etag: `"${ISSUING_ID}.0.7.crl"`,
    })
    expect(response.headers.has('content-encoding')).toBe(false)
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(list.der)
  })

  test('the same as PEM, with a validator of its own', async () => {
    const response = await get(`/crl/${ISSUING_ID}.pem`)
    const text = await response.text()
    expect(decodePem(text)).toEqual([{ label: 'X509 CRL', der: list.der }])
    expect(response.headers.get('content-length')).toBe(String(text.length))
    expect(response.headers.get('etag')).toBe(`"${ISSUING_ID}.0.7.pem"`)
  })

  test.each([1, 47, 48, 49, 96, 49_151, 49_152, 49_153, 200_000])(
    'PEM of %i octets is what the codec would write, and as long as was said',
    async (size) => {
      const der = Uint8Array.from({ length: size }, (_, at) => (at * 7) & 0xff)
      verbs.lists.set(`${ISSUING_ID} 0`, listOf(0, { der }))
      const response = await get(`/crl/${ISSUING_ID}.pem`)
      const text = await response.text()
      expect(text).toBe(`${encodePem('X509 CRL', der)}\n`)
      expect(response.headers.get('content-length')).toBe(String(text.length))
    },
  )

  test('an id in capitals is the same id', async () => {
    const capitals = await get(`/crl/${ISSUING_ID.toUpperCase()}.crl`)
    expect(capitals.headers.get('etag')).toBe(`"${ISSUING_ID}.0.7.crl"`)
  })

  test('RFC 9110 §9.3.2: HEAD tells the same without the content', async () => {
    const [head, whole] = [await get(path, {}, 'HEAD'), await get(path)]
    const fields = ({ headers }: Response): object => ({
      ...Object.fromEntries(headers),
      'x-request-id': '',
    })
    expect(fields(head)).toEqual(fields(whole))
    expect(await head.text()).toBe('')
  })
})

describe('caching: max-age is at most a minute and never beyond nextUpdate', () => {
  test.each([
    ['a day left', 86_400_000, 60],
    ['half a minute left', 30_999, 30],
    ['less than a second left', 999, 0],
    ['it is over', -5_000, 0],
  ])('%s', async (_name, left, seconds) => {
    verbs.lists.set(`${ISSUING_ID} 0`, listOf(0, { nextUpdate: NOW + left }))
    const response = await get(path)
    expect(response.headers.get('cache-control')).toBe(`public, max-age=${seconds}`)
  })
})

describe('conditional requests (RFC 9110 §13)', () => {
  const tag = `"${ISSUING_ID}.0.7.crl"`
  test.each([
    ['the same list', { 'If-None-Match': tag }, 304],
    ['one of several', { 'If-None-Match': `"x", W/${tag}` }, 304],
    ['any', { 'If-None-Match': '*' }, 304],
    ['an older list', { 'If-None-Match': `"${ISSUING_ID}.0.6.crl"` }, 200],
    ['the other form', { 'If-None-Match': `"${ISSUING_ID}.0.7.pem"` }, 200],
    ['its date', { 'If-Modified-Since': 'Fri, 01 Jan 2027 11:00:00 GMT' }, 304],
    ['a later date', { 'If-Modified-Since': 'Fri, 01 Jan 2027 11:30:00 GMT' }, 304],
    ['an earlier date', { 'If-Modified-Since': 'Fri, 01 Jan 2027 10:59:59 GMT' }, 200],
    ['no date', { 'If-Modified-Since': 'yesterday' }, 200],
    ['a date without a zone', { 'If-Modified-Since': '2030-01-01 00:00:00' }, 200],
    [
      'an older list by its tag, whatever the date says',
      { 'If-None-Match': '"x"', 'If-Modified-Since': 'Fri, 01 Jan 2027 11:00:00 GMT' },
      200,
    ],
  ])('%s', async (_name, headers, status) => {
    const response = await get(path, headers)
    expect(response.status).toBe(status)
    expect(response.headers.get('etag')).toBe(tag)
    expect((await response.arrayBuffer()).byteLength).toBe(status === 304 ? 0 : list.der.length)
  })

  test('a list that was signed in the same second as the one before is not taken for it', async () => {
    const former = listOf(0, { thisUpdate: NOW, publishedNumber: 8 })
    const later = listOf(0, { thisUpdate: NOW, publishedNumber: 9 })
    clock.time = NOW + 400
    verbs.lists.set(`${ISSUING_ID} 0`, former)
    const date = (await get(path)).headers.get('last-modified') ?? ''
    verbs.lists.set(`${ISSUING_ID} 0`, later)
    clock.time = NOW + 60_000
    expect((await get(path, { 'If-Modified-Since': date })).status).toBe(200)
    const settled = (await get(path)).headers.get('last-modified') ?? ''
    expect(Date.parse(settled)).toBe(NOW)
    expect((await get(path, { 'If-Modified-Since': settled })).status).toBe(304)
  })
})

describe('a CA with partitioned lists', () => {
  beforeEach(() => {
    verbs.shards.set(ISSUING_ID, [1, 2, 3])
    verbs.lists.clear()
    verbs.lists.set(`${ISSUING_ID} 2`, listOf(2))
  })

  test('each has an address', async () => {
    const response = await get(`/crl/${ISSUING_ID}/2.crl`)
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBe(`"${ISSUING_ID}.2.7.crl"`)
    expect((await get(`/crl/${ISSUING_ID}/2.pem`)).status).toBe(200)
  })

  test('the unsharded address names them', async () => {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(await errorOf(response)).toBe(
      `this CA has 3 lists, at /crl/${ISSUING_ID}/1.crl, /crl/${ISSUING_ID}/2.crl, /crl/${ISSUING_ID}/3.crl; a certificate names its own`,
    )
  })

  test('a hundred are named by the first and the last', async () => {
    verbs.shards.set(
      ISSUING_ID,
      Array.from({ length: 100 }, (_, at) => at + 1),
    )
    expect(await errorOf(await get(`/crl/${ISSUING_ID}/101.pem`))).toContain(
      `100 lists, at /crl/${ISSUING_ID}/1.pem to /crl/${ISSUING_ID}/100.pem;`,
    )
  })
})

describe('nothing to give', () => {
  test('not yet signed: 503, again in a second', async () => {
    verbs.lists.clear()
    const response = await get(path)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('a CA with one list has no shards', async () => {
    const response = await get(`/crl/${ISSUING_ID}/1.crl`)
    expect(response.status).toBe(404)
    expect(await errorOf(response)).toBe(`this CA has one list, at ${path}`)
  })

  test.each([
    `/crl/${NOBODY}.crl`,
    `/crl/${NOBODY}/1.crl`,
    `/crl/${ISSUING_ID}`,
    `/crl/${ISSUING_ID}.der`,
    `/crl/${ISSUING_ID}/0.crl`,
    `/crl/${ISSUING_ID}/01.crl`,
    `/crl/${ISSUING_ID}/-1.crl`,
    `/crl/${ISSUING_ID}/99999999.crl`,
    '/crl/root.crl',
    '/crl/..%2f..%2fetc%2fpasswd.crl',
  ])('404: %s', async (missing) => {
    const response = await get(missing)
    expect(response.status).toBe(404)
    expect(await errorOf(response)).toBe('there is no revocation list of a CA at this address')
  })
})
