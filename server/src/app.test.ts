import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { connect } from 'node:tls'
import { buildCertificationRequest, encodePem, nameFrom, parsePublicKey } from '@certman/x509'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type Answer, type TestApp } from './_app.ts'
import { createApp } from './app.ts'
import { listen, type Listener } from './http/listen.ts'
import { leaseSoftwareKey } from './keys/software-signer.ts'
import { Problem } from './pki/problem.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp({ CERTMAN_RATE_LIMIT: 'off', CERTMAN_ISSUE_RATE_LIMIT: 'off' })
})

afterAll(() => app[Symbol.asyncDispose]())

const NOBODY = '550e8400-e29b-41d4-a716-446655440000'
const READ = { canRead: true, canIssue: false, canRevoke: false }

async function csrPem(commonName = 'csr.example'): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = parsePublicKey(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })))
  using lease = leaseSoftwareKey(privateKey, spki)
  const subject = nameFrom({ commonName })
  return encodePem(
    'CERTIFICATE REQUEST',
    await buildCertificationRequest({ subject, signer: lease.signer }),
  )
}

async function issued(commonName = 'api.example.com'): Promise<Answer> {
  const answer = await app.call('/v1/certificates', { body: { caId: app.issuing.id, commonName } })
  expect(answer.status, answer.text).toBe(200)
  return answer
}

function expectRefusal(answer: Answer, status: number, ...words: readonly string[]): void {
  expect([answer.status, answer.text]).toEqual([status, answer.text])
  expect(Object.keys(answer.json)).toEqual(['error'])
  for (const word of words) expect(answer.json.error).toContain(word)
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(answer.headers.get('certman-error-code')).toBeTruthy()
}

describe('the members of each answer, in the order of the contract', () => {
  test('a managed certificate, what it becomes in the list, in detail, renewed and revoked', async () => {
    const answer = await issued()
    expect(Object.keys(answer.json)).toEqual(['certificate', 'privateKey'])
    expect(Object.keys(answer.json.certificate)).toEqual(
      'id common_name certificate_pem san_dns san_ip valid_from valid_to serial_number created_at'.split(
        ' ',
      ),
    )
    const { certificate } = answer.json
    expect(new X509Certificate(certificate.certificate_pem).subject).toBe('CN=api.example.com')
    expect(certificate.certificate_pem).not.toMatch(/\n$|\r/)
    expect(certificate.serial_number).toMatch(/^([0-9A-F]{2})+$/)

    const LISTED =
      'id ca_id common_name san_dns san_ip key_algorithm valid_from valid_to serial_number revoked_at revocation_reason created_at'
    const list = await app.call('/v1/certificates')
    expect(Object.keys(list.json)).toEqual('certificates total page pageSize totalPages'.split(' '))
    expect(Object.keys(list.json.certificates[0])).toEqual(LISTED.split(' '))

    const path = `/v1/certificates/${certificate.id}`
    const detail = await app.call(path)
    expect(Object.keys(detail.json.certificate)).toEqual(`${LISTED} certificate_pem`.split(' '))
    expect(detail.json.certificate.certificate_pem).toBe(certificate.certificate_pem)

    const renewed = await app.call(`${path}/renew`, { method: 'POST' })
    expect(Object.keys(renewed.json)).toEqual(['message', 'certificate', 'privateKey'])
    expect(renewed.json.message).toBe('Certificate renewed successfully')

    const revoked = await app.call(`${path}/revoke`, { body: { reason: 'superseded' } })
    expect(Object.keys(revoked.json)).toEqual(['message', 'certificate'])
    expect(Object.keys(revoked.json.certificate)).toEqual(
      'id common_name revoked_at revocation_reason'.split(' '),
    )
    expect(revoked.json.certificate.revocation_reason).toBe('superseded')
    expect(Number(revoked.headers.get('certman-crl-number'))).toBeGreaterThan(1_700_000_000_000)
    expect(revoked.headers.get('link')).toBe(
      `<http://pki.example/crl/${app.issuing.id}.crl>; rel="describedby"`,
    )
    const exposed = revoked.headers.get('access-control-expose-headers') ?? ''
    expect(exposed.split(', ')).toEqual(expect.arrayContaining(['Certman-CRL-Number', 'Link']))
  })

  test('outside managed mode there is no privateKey', async () => {
    const body = { caId: app.issuing.id, mode: 'csr', csrPem: await csrPem() }
    const answer = await app.call('/v1/certificates', { body })
    expect(Object.keys(answer.json)).toEqual(['certificate'])
  })

  test('CAs: list, detail, chain', async () => {
    const list = await app.call('/v1/cas')
    expect(list.json.cas.map(({ id }: { id: string }) => id)).toEqual([app.root.id, app.issuing.id])
    expect(Object.keys(list.json.cas[0])).toEqual(
      'id name common_name organization key_algorithm valid_from valid_to created_at parent_ca_id depth path_length'.split(
        ' ',
      ),
    )
    const detail = await app.call(`/v1/cas/${app.issuing.id.toUpperCase()}`)
    expect(Object.keys(detail.json.ca)).toEqual(
      'id name common_name organization country state locality key_algorithm certificate_pem serial_number valid_from valid_to created_at has_passphrase parent_ca_id depth path_length revoked_at revocation_reason'.split(
        ' ',
      ),
    )
    const chain = await app.call(`/v1/cas/${app.issuing.id}/chain`)
    expect(Object.keys(chain.json)).toEqual(['caId', 'chainLength', 'chain'])
    const [own, above] = chain.json.chain.map((pem: string) => new X509Certificate(pem))
    expect(own.verify(above.publicKey)).toBe(true)
    expect(chain.json.chainLength).toBe(2)
  })

  test('filters of CAs', async () => {
    const ids = async (query: string): Promise<string[]> =>
      (await app.call(`/v1/cas?${query}`)).json.cas.map(({ id }: { id: string }) => id)
    expect(await ids('type=root')).toEqual([app.root.id])
    expect(await ids('type=intermediate')).toEqual([app.issuing.id])
    expect(await ids(`parentCaId=${app.root.id}`)).toEqual([app.issuing.id])
    expect(await ids(`parentCaId=${NOBODY}`)).toEqual([])
    const key = await app.keyFor(new Map([[app.issuing.id, READ]]))
    expect((await app.call('/v1/cas', { key })).json.cas).toHaveLength(1)
    expect((await app.call(`/v1/cas?parentCaId=${app.root.id}`, { key })).json).toEqual({ cas: [] })
  })
})

describe('the order of refusal', () => {
  test('an unknown route is 404 even without a key, a known one says its methods', async () => {
    expectRefusal(await app.call('/v1/nothing', { key: undefined }), 404, '/v1/nothing')
    expectRefusal(await app.call('/v1/cas/', { key: undefined }), 404)
    const answer = await app.call('/v1/cas', { method: 'DELETE', key: undefined })
    expectRefusal(answer, 405, 'DELETE')
    expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    const both = await app.call('/v1/certificates', { method: 'PATCH', key: undefined })
    expect(both.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
  })

  test.each([
    ['none', undefined],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['malformed', 'Bearer cm_nonsense'],
    ['two of them', 'Bearer a, Bearer b'],
    ['well-formed and unknown', `Bearer cm_${'0'.repeat(42)}`],
  ])('401 before 400: %s', async (_name, authorization) => {
    const headers: Record<string, string> = authorization ? { Authorization: authorization } : {}
    const answer = await app.call('/v1/cas/7', { key: undefined, headers })
    expectRefusal(answer, 401, 'API key')
    // RFC 6750 §3: no error code where no credential came. RFC 9728 §5.1: where to get one.
    const error = authorization ? ', error="invalid_token"' : ''
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer realm="certman"${error}, scope="certman", resource_metadata="http://127.0.0.1/.well-known/oauth-protected-resource"`,
    )
  })

  test('400 before 403: an id that is none, and a body that cannot be, on a CA out of reach', async () => {
    expectRefusal(await app.call('/v1/cas/7'), 400, 'id must be a UUID')
    const body = { caId: NOBODY, commonName: 'a.example', validityDays: 398 }
    expectRefusal(await app.call('/v1/certificates', { body }), 400, 'validityDays', '397')
  })

  test('a CA out of reach and one that does not exist: 403 with the same words', async () => {
    const hidden = await app.authority()
    const [first, second] = await Promise.all(
      [hidden.id, NOBODY].map((id) => app.call(`/v1/cas/${id}`)),
    )
    expect([first?.status, second?.status]).toEqual([403, 403])
    expect(first?.text).toBe(second?.text)
  })

  test('a certificate: 404 without any permission on its CA, 403 without the one that is needed', async () => {
    const { json } = await issued()
    const hidden = await app.authority()
    const path = `/v1/certificates/${json.certificate.id}`
    const elsewhere = await app.keyFor(new Map([[hidden.id, READ]]))
    expectRefusal(await app.call(path, { key: elsewhere }), 404)
    expectRefusal(await app.call(`/v1/certificates/${NOBODY}`), 404)
    const reader = await app.keyFor(new Map([[app.issuing.id, READ]]))
    expect((await app.call(path, { key: reader })).status).toBe(200)
    expectRefusal(await app.call(`${path}/revoke`, { method: 'POST', key: reader }), 403, 'revoke')
    expectRefusal(await app.call(`${path}/renew`, { method: 'POST', key: reader }), 403, 'issue')
    const body = { caId: app.issuing.id, commonName: 'a.example' }
    expectRefusal(await app.call('/v1/certificates', { body, key: reader }), 403, 'issue')
  })
})

describe('bodies', () => {
  const post = (body: string, headers: Record<string, string> = {}): Promise<Answer> =>
    app.call('/v1/certificates', { body, headers })

  test.each([
    ['no body', undefined, {}],
    ['an empty one', '', {}],
    [
      'an empty one that says it is a form',
      '',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
    ],
    ['{}', '{}', { 'Content-Type': 'application/json' }],
    ['only nulls', '{"reason":null,"caPassphrase":null}', { 'Content-Type': 'application/json' }],
    ['unknown members', '{"why":"because"}', { 'Content-Type': 'application/json; charset=utf-8' }],
    ['JSON without a type', '{}', { 'Content-Type': '' }],
  ])('revoking takes %s', async (_name, body, headers) => {
    const { json } = await issued()
    const path = `/v1/certificates/${json.certificate.id}/revoke`
    const answer = await app.call(path, {
      method: 'POST',
      headers,
      ...(body === undefined ? {} : { body }),
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.json.certificate.revocation_reason).toBe('unspecified')
  })

  test.each([
    ['a form', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['text', '{}', { 'Content-Type': 'text/plain' }],
    ['compressed', '{}', { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }],
  ])('415: %s', async (_name, body, headers) => {
    expectRefusal(await post(body, headers), 415)
  })

  const JSON_TYPE = { 'Content-Type': 'application/json' }

  test.each([
    ['cut', '{ "caId":', 'not valid JSON'],
    ['white space only', '  ', 'not valid JSON'],
    ['a list', '[]', 'must be a JSON object'],
    ['null', 'null', 'must be a JSON object'],
    ['a text', '"x"', 'must be a JSON object'],
    ['too deep', '['.repeat(100_000), 'not valid JSON'],
  ])('400: %s', async (_name, body, words) => {
    expectRefusal(await post(body, JSON_TYPE), 400, words)
  })

  test('413: above 256 KiB, with a length and without', async () => {
    const body = JSON.stringify({ commonName: 'x'.repeat(256 * 1024) })
    const length = { 'Content-Length': String(body.length) }
    expectRefusal(await post(body, { ...JSON_TYPE, ...length }), 413, '256 KiB')
    const answer = await post(body, JSON_TYPE)
    expectRefusal(answer, 413, '256 KiB')
    expect(answer.headers.get('connection')).toBe('close')
  })

  test.each([
    [{ commonName: 7 }, 'commonName must be text'],
    [{ commonName: '' }, 'commonName must not be empty'],
    [{ commonName: 'x'.repeat(65) }, 'commonName must be at most 64 characters'],
    [{ commonName: null }, 'commonName is required in managed mode'],
    [{ sanDns: 'a.example' }, 'sanDns must be a list of texts'],
    [{ sanDns: ['a.example', 7] }, 'sanDns[1] must be text'],
    [{ sanDns: [null] }, 'sanDns[0] must be text'],
    [{ sanIp: {} }, 'sanIp must be a list of texts'],
    [{ mode: 'auto' }, 'mode must be one of managed, csr'],
    [
      { keyAlgorithm: 'Ed25519' },
      'keyAlgorithm must be one of RSA-2048, RSA-4096, ECDSA-P256, ECDSA-P384',
    ],
    [{ validityDays: 0 }, 'validityDays must be a whole number from 1 to 397'],
    [{ validityDays: 1.5 }, 'validityDays must be a whole number from 1 to 397'],
    [{ validityDays: '365' }, 'validityDays must be a whole number from 1 to 397'],
    [{ caId: 7 }, 'caId must be a UUID'],
    [{ caId: null }, 'caId is required'],
    [{ csrPem: 'x' }, 'csrPem must be left out in managed mode'],
    [{ mode: 'csr' }, 'csrPem is required in csr mode'],
    [{ caPassphrase: 7 }, 'caPassphrase must be text'],
  ])('%j: %s', async (member, words) => {
    const body = { caId: app.issuing.id, commonName: 'a.example', ...member }
    expectRefusal(await app.call('/v1/certificates', { body }), 400, words)
  })

  test('every member at fault is named', async () => {
    const body = { caId: '7', commonName: 7 }
    expectRefusal(await app.call('/v1/certificates', { body }), 400, 'caId', 'commonName')
  })

  test('a reason that is none', async () => {
    const answer = await app.call(`/v1/certificates/${NOBODY}/revoke`, {
      body: { reason: 'removeFromCRL' },
    })
    expectRefusal(answer, 400, 'reason must be one of unspecified, keyCompromise')
  })
})

describe('lists', () => {
  test.each([
    ['page=0', 'page must be a whole number from 1'],
    ['pageSize=0', 'pageSize must be a whole number from 1 to 100'],
    ['pageSize=101', 'pageSize must be a whole number from 1 to 100'],
    ['page=1&page=2', 'page must be'],
    ['status=expired', 'status must be one of active, revoked, all'],
    ['status=', 'status must be one of'],
    ['caId=7', 'caId must be a UUID'],
    ['createdFrom=yesterday', 'createdFrom must be an ISO 8601 date'],
    ['createdTo=2024-02-30', 'createdTo must be an ISO 8601 date'],
    ['expiringInDays=-1', 'expiringInDays must be a whole number'],
    [`search=${'x'.repeat(256)}`, 'search must be at most 255 characters'],
  ])('400: %s', async (query, words) => {
    expectRefusal(await app.call(`/v1/certificates?${query}`), 400, words)
  })

  test('an unknown CA has none, past the end is an empty page, and the search is literal', async () => {
    await issued('literal-100.example')
    const none = await app.call(`/v1/certificates?caId=${NOBODY}`)
    expect(none.json).toEqual({ certificates: [], total: 0, page: 1, pageSize: 20, totalPages: 0 })
    expect(none.headers.get('link')).toBeNull()
    const past = await app.call('/v1/certificates?page=1000000&search=literal')
    expect(past.json).toMatchObject({ certificates: [], total: 1, page: 1_000_000, totalPages: 1 })
    expect((await app.call('/v1/certificates?search=LITERAL-1')).json.total).toBe(1)
    expect((await app.call('/v1/certificates?search=%25')).json.total).toBe(0)
    expect((await app.call('/v1/certificates?search=literal_100')).json.total).toBe(0)
  })

  test('the links of a page keep its filters', async () => {
    await issued('linked-1.example')
    await issued('linked-2.example')
    const answer = await app.call('/v1/certificates?search=linked&pageSize=1')
    expect(answer.headers.get('link')).toContain(
      '</v1/certificates?search=linked&pageSize=1&page=2>; rel="next"',
    )
  })
})

describe('Idempotency-Key', () => {
  const issue = (csr: string, key: string, more: object = {}): Promise<Answer> =>
    app.call('/v1/certificates', {
      body: { caId: app.issuing.id, mode: 'csr', csrPem: csr, ...more },
      headers: { 'Idempotency-Key': key },
    })

  test('the same body: the same answer, byte for byte; white space, order and null are not another body', async () => {
    const csr = await csrPem()
    const first = await issue(csr, 'key-1')
    expect(first.status, first.text).toBe(200)
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    const second = await issue(csr, 'key-1', { sanDns: null, unknown: 1, caPassphrase: 'x' })
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect(second.text).toBe(first.text)
  })

  test('another body: 422; another route: another key', async () => {
    const csr = await csrPem()
    const first = await issue(csr, 'key-2')
    expectRefusal(await issue(csr, 'key-2', { validityDays: 7 }), 422)
    const renewed = await app.call(`/v1/certificates/${first.json.certificate.id}/renew`, {
      body: { csrPem: csr },
      headers: { 'Idempotency-Key': 'key-2' },
    })
    expect(renewed.status, renewed.text).toBe(200)
    expect(Object.keys(renewed.json)).toEqual(['message', 'certificate'])
  })

  test('renewing: replayed with its message', async () => {
    const first = await issue(await csrPem(), 'key-3')
    const csr = await csrPem()
    const renew = (): Promise<Answer> =>
      app.call(`/v1/certificates/${first.json.certificate.id}/renew`, {
        body: { csrPem: csr },
        headers: { 'Idempotency-Key': 'key-3' },
      })
    const renewed = await renew()
    const again = await renew()
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(again.text).toBe(renewed.text)
  })

  test('managed mode: two calls, two certificates, and the answer says so', async () => {
    const call = (): Promise<Answer> =>
      app.call('/v1/certificates', {
        body: { caId: app.issuing.id, commonName: 'a.example' },
        headers: { 'Idempotency-Key': 'key-4' },
      })
    const [first, second] = [await call(), await call()]
    expect(first.headers.get('idempotency-ignored')).toBe('managed-mode')
    expect(second.json.certificate.id).not.toBe(first.json.certificate.id)
  })

  test.each(['', 'x'.repeat(256), 'caf\u00e9', 'a\tb'])('400: %j', async (key) => {
    const headers = { 'Idempotency-Key': key }
    const body = { caId: app.issuing.id, commonName: 'a.example' }
    expectRefusal(await app.call('/v1/certificates', { body, headers }), 400, 'Idempotency-Key')
  })
})

describe('a CA with a passphrase', () => {
  test('missing and wrong are 400 and name the member; right issues', async () => {
    const sealed = await app.authority('correct horse battery staple')
    const key = await app.keyFor(
      new Map([[sealed.id, { canRead: true, canIssue: true, canRevoke: true }]]),
    )
    const issue = (more: object): Promise<Answer> =>
      app.call('/v1/certificates', {
        key,
        body: { caId: sealed.id, commonName: 'a.example', ...more },
      })
    expectRefusal(await issue({}), 400, 'caPassphrase')
    expectRefusal(await issue({ caPassphrase: 'wrong wrong wrong' }), 400, 'passphrase')
    const answer = await issue({ caPassphrase: 'correct horse battery staple' })
    expect(answer.status, answer.text).toBe(200)
    expect((await app.call(`/v1/cas/${sealed.id}`, { key })).json.ca.has_passphrase).toBe(true)
  })
})

describe('the form of errors', () => {
  test('RFC 9457 where the caller accepts it, with the member of the contract beside', async () => {
    const headers = { Accept: 'application/problem+json, application/json;q=0.5' }
    const answer = await app.call('/v1/cas/7', { headers })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.json).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: answer.json.error,
      error: expect.stringContaining('id must be a UUID'),
      code: 'invalidRequest',
      field: 'id',
      requestId: answer.headers.get('x-request-id'),
    })
    expect(answer.headers.get('vary')).toBe('Accept')
  })

  test.each(['application/json', '*/*', 'application/problem+json;q=0'])(
    'plain for Accept: %s',
    async (accept) => {
      expectRefusal(await app.call('/v1/cas/7', { headers: { Accept: accept } }), 400)
    },
  )

  test.each([
    ['a fault of ours', new Error('secret detail'), 500],
    ['an internal problem', new Problem('internal', 'secret detail'), 500],
  ])('%s: nothing internal leaves', async (_name, thrown, status) => {
    const ca = { ...app.services.ca, listAuthorities: () => Promise.reject(thrown) }
    await using broken = await openTestApp({}, { ca })
    const answer = await broken.call('/v1/cas')
    expectRefusal(answer, status, answer.headers.get('x-request-id') ?? 'no id')
    expect(answer.text).not.toContain('secret')
  })

  test('a full disk: 503 that says when to try again', async () => {
    const thrown = new Problem('storageFull', 'the disk is full', { retryAfterSeconds: 30 })
    const ca = { ...app.services.ca, listAuthorities: () => Promise.reject(thrown) }
    await using full = await openTestApp({}, { ca, ready: () => Promise.reject(thrown) })
    const answer = await full.call('/v1/cas')
    expectRefusal(answer, 503, 'disk')
    expect(answer.headers.get('retry-after')).toBe('30')
    expectRefusal(await full.call('/readyz'), 503, 'disk')
    expect((await full.call('/healthz')).status).toBe(200)
  })
})

describe('limits', () => {
  test('429 with Retry-After and where the caller stands', async () => {
    await using limited = await openTestApp({ CERTMAN_ISSUE_RATE_LIMIT: '1/min' })
    const issue = (): Promise<Answer> =>
      limited.call('/v1/certificates', {
        body: { caId: limited.issuing.id, commonName: 'a.example' },
      })
    const first = await issue()
    expect(first.headers.get('ratelimit-policy')).toBe('"request";q=1200;w=60, "issue";q=1;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"request";r=1199;t=1, "issue";r=0;t=60$/)
    const second = await issue()
    expectRefusal(second, 429, 'try again')
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(second.headers.get('ratelimit')).toMatch(/"issue";r=0;t=\d+$/)
    expect((await limited.call('/v1/cas')).headers.get('ratelimit-policy')).toBe(
      '"request";q=1200;w=60',
    )
  })

  test('off: no such headers', async () => {
    expect((await app.call('/v1/cas')).headers.get('ratelimit')).toBeNull()
  })
})

describe('other origins', () => {
  test('a preflight needs no key', async () => {
    const answer = await app.call('/v1/certificates', {
      method: 'OPTIONS',
      key: undefined,
      headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET, POST, HEAD, OPTIONS')
    expect(answer.headers.get('access-control-allow-headers')).toBe(
      'Authorization, Content-Type, Idempotency-Key',
    )
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expectRefusal(await app.call('/v1/nothing', { method: 'OPTIONS', key: undefined }), 404)
  })

  test('errors can be read too, with our headers', async () => {
    const answer = await app.call('/v1/cas', { key: undefined })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-Id')
  })
})

test('no answer with a credential may be kept by a cache, and none be sniffed', async () => {
  const answer = await issued()
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('RFC 9110 §9.3.2: HEAD is GET without content', async () => {
  const answer = await app.call('/v1/cas', { method: 'HEAD' })
  expect([answer.status, answer.text]).toEqual([200, ''])
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect((await app.call('/v1/cas', { method: 'HEAD', key: undefined })).status).toBe(401)
})

describe('what relying parties fetch', () => {
  test('DER and PEM of a CA, without a key', async () => {
    const der = await app.call(`/ca/${app.issuing.id}.crt`, { key: undefined })
    expect(der.headers.get('content-type')).toBe('application/pkix-cert')
    const pem = await app.call(`/ca/${app.issuing.id}.pem`, { key: undefined })
    expect(pem.headers.get('content-type')).toBe('application/pem-certificate-chain')
    expect(new X509Certificate(pem.text).subject).toContain('CN=My Workspace Issuing CA 1')
    expect(pem.headers.get('etag')).not.toBe(der.headers.get('etag'))
  })

  test('RFC 9110 §13.1.2: who has it already gets 304', async () => {
    const path = `/ca/${app.issuing.id}.crt`
    const tag = (await app.call(path)).headers.get('etag') ?? ''
    for (const condition of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await app.call(path, { headers: { 'If-None-Match': condition } })
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag])
    }
    const other = await app.call(path, { headers: { 'If-None-Match': '"other"' } })
    expect(other.status).toBe(200)
  })

  test.each([`${NOBODY}.crt`, 'x.crt', NOBODY, `${NOBODY}.der`, '..%2f..%2fmaster.key', '%ZZ.crt'])(
    '404: /ca/%s',
    async (file) => {
      expectRefusal(await app.call(`/ca/${file}`, { key: undefined }), 404)
    },
  )
})

describe('what people are shown of a CA', () => {
  test('a page, without a key', async () => {
    const page = await app.call(`/trust/${app.issuing.id}`, { key: undefined })
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.text).toContain('<bdi>My Workspace Issuing CA 1</bdi>')
  })

  test('CERTMAN_TRUST_PAGE=off: none, like any address that there is not', async () => {
    await using without = await openTestApp({ CERTMAN_TRUST_PAGE: 'off' })
    expectRefusal(await without.call(`/trust/${without.issuing.id}`, { key: undefined }), 404)
    expect((await without.call(`/ca/${without.issuing.id}.crt`)).status).toBe(200)
  })
})

describe('operations', () => {
  test('health, readiness, version', async () => {
    const without = { key: undefined }
    expect((await app.call('/healthz', without)).json).toEqual({ status: 'ok' })
    expect((await app.call('/readyz', without)).json).toEqual({ status: 'ok' })
    expect((await app.call('/version', without)).json).toEqual({ version: '0.0.0-test' })
  })

  test('metrics: with the token, or from loopback without a proxy', async () => {
    const token = 'a-token-of-metrics-0123456789'
    await using metered = await openTestApp({ CERTMAN_METRICS_TOKEN: token })
    const right = await metered.call('/metrics', { key: token })
    expect(right.status).toBe(200)
    expect(right.text).toContain('certman_certificates_issued_total')
    const wrong = await metered.call('/metrics', { key: `${token}x` })
    expectRefusal(wrong, 401, 'metrics token')
    expectRefusal(await app.call('/metrics'), 403, 'CERTMAN_METRICS_TOKEN')
  })
})

test('the OpenAPI document and its page need no key', async () => {
  const document = await app.call('/v1/openapi', { key: undefined })
  expect(document.json.openapi).toBe('3.0.3')
  expect(document.headers.get('access-control-allow-origin')).toBe('*')
  const page = await app.call('/docs', { key: undefined })
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
})

describe('over sockets', () => {
  async function opened(
    environment: Readonly<Record<string, string>>,
  ): Promise<AsyncDisposable & { url: string }> {
    await using stack = new AsyncDisposableStack()
    const own = stack.use(await openTestApp(environment))
    const served = createApp(own.services)
    const listener = stack.use(await listening(served))
    const resources = stack.move()
    return {
      url: `http://127.0.0.1:${listener.port}`,
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    }
  }

  test('a request id is believed from a trusted proxy only', async () => {
    const headers = { 'X-Request-Id': 'from-the-proxy' }
    await using behind = await opened({ CERTMAN_TRUSTED_PROXIES: '127.0.0.1' })
    const idAt = async (url: string, sent: Record<string, string>): Promise<string | null> =>
      (await fetch(`${url}/healthz`, { headers: sent })).headers.get('x-request-id')
    expect(await idAt(behind.url, headers)).toBe('from-the-proxy')
    expect(await idAt(behind.url, { 'X-Request-Id': 'a b' })).toMatch(/^[0-9a-f-]{36}$/)
    await using direct = await opened({})
    expect(await idAt(direct.url, headers)).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('metrics: loopback may read them, but not through a proxy on this machine', async () => {
    await using direct = await opened({})
    expect((await fetch(`${direct.url}/metrics`)).status).toBe(200)
    const headers = { 'X-Forwarded-For': '198.51.100.1' }
    expect((await fetch(`${direct.url}/metrics`, { headers })).status).toBe(403)
  })

  test('a renewed TLS certificate serves from the next handshake on', async () => {
    const identity = async (): Promise<{ cert: string; key: string; serial: string }> => {
      const body = { caId: app.issuing.id, commonName: 'localhost', sanIp: ['127.0.0.1'] }
      const { json } = await app.call('/v1/certificates', { body })
      const { certificate_pem: cert, serial_number: serial } = json.certificate
      return { cert, key: json.privateKey, serial }
    }
    const [first, second] = [await identity(), await identity()]
    await using listener = await listening(createApp(app.services), first)
    expect(await servedSerial(listener.port)).toBe(first.serial)
    listener.setTls(second)
    expect(await servedSerial(listener.port)).toBe(second.serial)
    expect(() => listener.setTls({ cert: 'none', key: 'none' })).toThrow()
    expect(await servedSerial(listener.port)).toBe(second.serial)
  })
})

function listening(
  served: ReturnType<typeof createApp>,
  tls?: { cert: string; key: string },
): Promise<Listener> {
  return listen({
    fetch: (request, bindings) => served.fetch(request, bindings),
    host: '127.0.0.1',
    port: 0,
    portSetting: 'CERTMAN_PORT',
    tls,
    onError: (error) => {
      throw error
    },
  })
}

function servedSerial(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    // The certificate itself is looked at, so its chain need not be trusted.
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().serialNumber)
      socket.end()
    })
    socket.on('error', reject)
  })
}
