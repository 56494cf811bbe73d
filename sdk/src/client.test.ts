import { describe, expect, test } from 'vitest'
import {
  CertmanAuthenticationError,
  CertmanConflictError,
  CertmanError,
  CertmanNotFoundError,
  CertmanPermissionError,
  CertmanRateLimitError,
  CertmanValidationError,
  createCertmanClient,
  type CertmanClient,
} from './index.ts'

interface Seen {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: string | undefined
}

type Answer = Response | Error

/** A client whose network answers as it is told, one answer after the other, the last one for ever. */
function clientOf(
  answers: readonly (() => Answer)[],
  options: { readonly retries?: number; readonly baseUrl?: string } = {},
): { client: CertmanClient; seen: Seen[] } {
  const seen: Seen[] = []
  const fetch = async (
    input: string | URL | Request,
    init: RequestInit = {},
  ): Promise<Response> => {
    const answer = answers[Math.min(seen.length, answers.length - 1)]!()
    seen.push({
      url: input instanceof Request ? input.url : input.toString(),
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : undefined,
    })
    if (answer instanceof Error) throw answer
    return answer
  }
  const baseUrl = options.baseUrl ?? 'https://certman.example'
  return { client: createCertmanClient({ apiKey: 'cm_key', fetch, ...options, baseUrl }), seen }
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  (): Response =>
    new Response(JSON.stringify(body), { status, headers })
const refused = (status: number, headers: Record<string, string> = {}) =>
  json({ error: 'because' }, status, headers)
const soon = { 'Retry-After': '0' }
const broken = (): Error => new TypeError('fetch failed')

describe('requests', () => {
  test.each<[string, (client: CertmanClient) => Promise<unknown>, string, string, unknown]>([
    ['whoami', (c) => c.whoami(), 'GET', '/v1/whoami', undefined],
    ['cas.list', (c) => c.cas.list({ type: 'root' }), 'GET', '/v1/cas?type=root', undefined],
    ['cas.list without', (c) => c.cas.list({}), 'GET', '/v1/cas', undefined],
    ['cas.get', (c) => c.cas.get('a/b'), 'GET', '/v1/cas/a%2Fb', undefined],
    ['cas.chain', (c) => c.cas.chain('i'), 'GET', '/v1/cas/i/chain', undefined],
    [
      'certificates.list',
      (c) => c.certificates.list({ search: 'a b', page: 2, status: undefined }),
      'GET',
      '/v1/certificates?search=a+b&page=2',
      undefined,
    ],
    ['certificates.get', (c) => c.certificates.get('i'), 'GET', '/v1/certificates/i', undefined],
    [
      'certificates.issue',
      (c) => c.certificates.issue({ caId: 'i', commonName: 'n' }),
      'POST',
      '/v1/certificates',
      { caId: 'i', commonName: 'n' },
    ],
    [
      'certificates.renew without a request',
      (c) => c.certificates.renew('i'),
      'POST',
      '/v1/certificates/i/renew',
      {},
    ],
    [
      'certificates.revoke for a reason',
      (c) => c.certificates.revoke('i', 'superseded'),
      'POST',
      '/v1/certificates/i/revoke',
      { reason: 'superseded' },
    ],
    [
      'certificates.revoke with a passphrase',
      (c) => c.certificates.revoke('i', { reason: 'superseded', caPassphrase: 'p' }),
      'POST',
      '/v1/certificates/i/revoke',
      { reason: 'superseded', caPassphrase: 'p' },
    ],
    [
      'certificates.revoke for none',
      (c) => c.certificates.revoke('i'),
      'POST',
      '/v1/certificates/i/revoke',
      {},
    ],
  ])('%s', async (_name, act, method, path, body) => {
    const { client, seen } = clientOf([json({ as: 'it came' })])
    expect(await act(client)).toEqual({ as: 'it came' })
    expect(seen).toHaveLength(1)
    expect(seen[0]?.method).toBe(method)
    expect(seen[0]?.url).toBe(`https://certman.example${path}`)
    expect(seen[0]?.headers.get('Authorization')).toBe('Bearer cm_key')
    expect(seen[0]?.body === undefined ? undefined : JSON.parse(seen[0].body)).toEqual(body)
  })

  test.each([
    'https://h.example/',
    'https://h.example/v1',
    'https://h.example//',
    ' https://h.example/v1/ ',
  ])('the address %j is one server', async (baseUrl) => {
    const { client, seen } = clientOf([json({})], { baseUrl })
    await client.whoami()
    expect(seen[0]?.url).toBe('https://h.example/v1/whoami')
  })

  test.each(['', 'certman.example', 'ftp://h.example', 'https://user:secret@h.example'])(
    'the address %j is none',
    (baseUrl) => {
      expect(() => createCertmanClient({ apiKey: 'cm_key', baseUrl })).toThrow(CertmanError)
    },
  )

  test('an API key that can be none is refused without being told', () => {
    const make = (): unknown => createCertmanClient({ apiKey: 'cm_secret\r\nX: y' })
    expect(make).toThrow(CertmanAuthenticationError)
    expect(make).not.toThrow(/secret/)
  })
})

describe('errors', () => {
  test.each([
    [400, CertmanValidationError],
    [422, CertmanValidationError],
    [401, CertmanAuthenticationError],
    [403, CertmanPermissionError],
    [404, CertmanNotFoundError],
    [409, CertmanConflictError],
    [429, CertmanRateLimitError],
    [500, CertmanError],
  ])('%i', async (status, kind) => {
    const headers = { 'Certman-Error-Code': 'someCode', 'X-Request-Id': 'r1', 'Retry-After': '61' }
    const { client } = clientOf([refused(status, headers)])
    const error = await client.whoami().catch((error: unknown) => error)
    expect(error).toBeInstanceOf(kind)
    expect(error).toBeInstanceOf(CertmanError)
    expect(error).toMatchObject({ message: 'because', status, code: 'someCode', requestId: 'r1' })
    expect(error).toMatchObject({ retryAfter: 61 })
  })

  test('an answer that is no JSON, a redirect, a bare status', async () => {
    const page =
      (status: number, headers = {}) =>
      (): Response =>
        new Response('<html>', { status, headers })
    const messageOf = (answer: () => Response): Promise<string> =>
      clientOf([answer], { retries: 0 })
        .client.whoami()
        .then(String, (error: CertmanError) => error.message)
    expect(await messageOf(page(200))).toMatch(/no JSON/)
    expect(await messageOf(page(301, { Location: 'https://o.example/' }))).toMatch(
      /redirects to https:\/\/o\.example\//,
    )
    expect(await messageOf(page(502))).toMatch(/answered 502/)
  })

  test('no connection has status 0 and its cause', async () => {
    const { client } = clientOf([broken], { retries: 0 })
    const error = await client.whoami().catch((error: unknown) => error)
    expect(error).toMatchObject({ status: 0, message: 'no connection: https://certman.example' })
    expect((error as CertmanError).cause).toBeInstanceOf(TypeError)
  })
})

describe('retries', () => {
  test('a read is sent again, as often as it is allowed', async () => {
    const { client, seen } = clientOf([refused(503, soon), broken, json({ ok: 1 })])
    expect(await client.whoami()).toEqual({ ok: 1 })
    expect(seen).toHaveLength(3)
    const given = clientOf([refused(503, soon)], { retries: 1 })
    await expect(given.client.whoami()).rejects.toThrow('because')
    expect(given.seen).toHaveLength(2)
  })

  test('a CSR is sent again under the same key, and each call has its own', async () => {
    const { client, seen } = clientOf([refused(503, soon), json({}), json({}), json({})])
    const request = { caId: 'i', mode: 'csr', csrPem: 'pem' } as const
    await client.certificates.issue(request)
    await client.certificates.renew('i', { csrPem: 'pem' })
    await client.certificates.issue(request, { idempotencyKey: 'mine' })
    const keys = seen.map(({ headers }) => headers.get('Idempotency-Key'))
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys[2]).not.toBe(keys[0])
    expect(keys[3]).toBe('mine')
  })

  test.each<[string, () => Answer]>([
    ['429', refused(429, soon)],
    ['503', refused(503, soon)],
    ['a cut connection', broken],
  ])('what makes a key is never sent again: %s', async (_name, answer) => {
    const issued = clientOf([answer])
    await expect(issued.client.certificates.issue({ caId: 'i' })).rejects.toThrow(CertmanError)
    expect(issued.seen).toHaveLength(1)
    const renewed = clientOf([answer])
    await expect(renewed.client.certificates.renew('i')).rejects.toThrow(CertmanError)
    expect(renewed.seen).toHaveLength(1)
    expect(renewed.seen[0]?.headers.has('Idempotency-Key')).toBe(false)
  })

  test('a revocation is sent again only when nothing was done', async () => {
    const limited = clientOf([refused(429, soon), json({})])
    await limited.client.certificates.revoke('i')
    expect(limited.seen).toHaveLength(2)
    const cut = clientOf([broken])
    await expect(cut.client.certificates.revoke('i')).rejects.toThrow(CertmanError)
    expect(cut.seen).toHaveLength(1)
  })

  test('whoever gives up does so between tries as well', async () => {
    const { client, seen } = clientOf([refused(503, { 'Retry-After': '30' })])
    const reason = new Error('enough')
    const giving = new AbortController()
    const asked = client.whoami({ signal: giving.signal })
    setTimeout(() => giving.abort(reason), 20)
    await expect(asked).rejects.toBe(reason)
    expect(seen).toHaveLength(1)
  })
})

describe('pages', () => {
  const page = (number: number, totalPages: number) =>
    json({ certificates: [{ id: `c${number}` }], total: 3, page: number, pageSize: 1, totalPages })

  test('all certificates of all pages, each page asked for in its turn', async () => {
    const { client, seen } = clientOf([page(1, 3), page(2, 3), page(3, 3)])
    const ids: string[] = []
    for await (const { id } of client.certificates.all({ pageSize: 1 })) ids.push(id)
    expect(ids).toEqual(['c1', 'c2', 'c3'])
    expect(seen.map(({ url }) => new URL(url).searchParams.get('page'))).toEqual(['1', '2', '3'])
  })

  test('who has seen enough asks for no more, and an empty list is one page', async () => {
    const { client, seen } = clientOf([page(1, 3)])
    for await (const found of client.certificates.pages()) {
      expect(found.page).toBe(1)
      break
    }
    expect(seen).toHaveLength(1)
    expect(new URL(seen[0]!.url).searchParams.get('pageSize')).toBe('100')
    const none = clientOf([json({ certificates: [], total: 0, page: 1, totalPages: 0 })])
    for await (const _ of none.client.certificates.all()) throw new Error('there is none')
    expect(none.seen).toHaveLength(1)
  })
})
