import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../_app.ts'
import { createOAuthMemory } from '../../access/oauth/memory.ts'
import { trustProxies } from '../../http/client-address.ts'
import { randomBytes } from '../../keys/crypto.ts'
import { createOAuthFace, type OAuthFace } from './face.ts'
import { createOAuthLimits } from './limits.ts'
import { pendingRequests } from './pending.ts'
import type { PendingRequests } from '../../access/oauth/requests.ts'

/** Documents are fetched from here instead of from the Internet. */
let documents: Map<string, () => Response>
let app: TestApp
let face: OAuthFace
let requests: PendingRequests
/** Whether there is room for a further program. */
let isFull = false
let server: Server
let url: string

beforeAll(async () => {
  app = await openTestApp()
  const { store, telemetry, clock } = app.instance
  const now = (): number => clock.now()
  const own = createOAuthMemory({ store, now, random: randomBytes })
  const register: typeof own.register = async (...given) => !isFull && own.register(...given)
  const memory = { ...own, register }
  face = createOAuthFace({
    provider: {
      memory,
      now,
      newId: randomUUID,
      readsDocuments: true,
      fetchDocument: async (address) => {
        const document = documents.get(address.href)
        if (document === undefined) throw new Error(`${address.host} is not on the public Internet`)
        return document()
      },
    },
    limits: createOAuthLimits(store.rateBuckets, now),
    addresses: { issuer: () => url, dashboard: () => url },
    onFailure: (error) => {
      throw error
    },
  })
  requests = pendingRequests(() => face.provider(), memory)
  const answer = face.answering({ proxies: trustProxies(['127.0.0.1']), telemetry })
  server = createServer((incoming, outgoing) => {
    if (answer(incoming, outgoing)) return
    outgoing.writeHead(418)
    outgoing.end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await app[Symbol.asyncDispose]()
})
beforeEach(() => {
  documents = new Map()
})

const ID = 'https://assistant.example/client.json'
const CALLBACK = 'https://assistant.example/callback'

function ask(changes: Readonly<Record<string, string>> = {}): Promise<Response> {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: ID,
    redirect_uri: CALLBACK,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...changes,
  })
  return fetch(`${url}/oauth/authorize?${parameters}`, {
    redirect: 'manual',
    // Each test comes from elsewhere.
    headers: { 'X-Forwarded-For': `192.0.2.${Math.floor(Math.random() * 250)}` },
  })
}

const serving = (document: object, init: ResponseInit = {}): (() => Response) => {
  return () => Response.json(document, init)
}

describe('a client that is described by a document at its own address', () => {
  const document = {
    client_id: ID,
    client_name: 'Assistant',
    client_uri: 'https://assistant.example/',
    redirect_uris: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
  }

  test('is vouched for by the host of that address', async () => {
    documents.set(ID, serving(document))
    const response = await ask()
    expect(response.status).toBe(303)
    const location = new URL(response.headers.get('location') ?? '', url)
    expect(location.pathname).toBe('/oauth/consent')
    expect(await requests.find(location.searchParams.get('request') ?? '')).toEqual({
      client: {
        id: ID,
        name: 'Assistant',
        uri: 'https://assistant.example/',
        kind: 'document',
        workspaceId: null,
      },
      resource: 'api',
      redirectUri: CALLBACK,
    })
  })

  // Each at an address of its own: what was fetched is remembered for a while.
  test.each<[string, (id: string) => () => Response]>([
    ['that is not there', () => () => new Response('gone', { status: 404 })],
    ['that is elsewhere', () => () => new Response(null, { status: 302 })],
    ['that is no JSON', () => () => new Response('<html>')],
    ['of another client', () => serving(document)],
    ['without end', (id) => serving({ ...document, client_id: id, contacts: ['x'.repeat(6000)] })],
    [
      'with a secret for all to read',
      (id) => serving({ ...document, client_id: id, client_secret: 'x' }),
    ],
    [
      'that wants to authenticate by a secret',
      (id) =>
        serving({ ...document, client_id: id, token_endpoint_auth_method: 'client_secret_post' }),
    ],
    [
      'with a name that hides others',
      (id) => serving({ ...document, client_id: id, client_name: 'Bank\u202e' }),
    ],
    [
      'that sends the answer over plain HTTP',
      (id) => serving({ ...document, client_id: id, redirect_uris: ['http://assistant.example/'] }),
    ],
  ])('is refused when it has a document %s', async (_name, documentOf) => {
    const id = `https://${randomUUID()}.example/client.json`
    documents.set(id, documentOf(id))
    const response = await ask({ client_id: id })
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
  })

  test.each([
    'http://assistant.example/client.json',
    'https://user@assistant.example/client.json',
    'https://assistant.example/a/../client.json',
    'https://assistant.example/client.json#fragment',
    'https://127.0.0.1/client.json',
  ])('is not looked for at %s', async (id) => {
    const response = await ask({ client_id: id })
    expect(response.status).toBe(400)
  })
})

test('nothing is fetched because a registration names an address', async () => {
  const asked: string[] = []
  for (const address of ['https://a.example/sector.json', 'https://a.example/keys.json']) {
    documents.set(address, () => {
      asked.push(address)
      return Response.json([CALLBACK])
    })
  }
  const response = await fetch(`${url}/oauth/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.77' },
    body: JSON.stringify({
      redirect_uris: [CALLBACK],
      sector_identifier_uri: 'https://a.example/sector.json',
      jwks_uri: 'https://a.example/keys.json',
    }),
  })
  expect(response.status).toBe(201)
  expect(await response.json()).not.toHaveProperty('jwks_uri')
  expect(asked).toEqual([])
})

describe('a mistake of a program that nobody vouches for', () => {
  test('leads nobody away from here unasked (RFC 9700 §4.11.2)', async () => {
    const id = `https://${randomUUID()}.example/client.json`
    const redirect = 'https://phishing.example/sign-in'
    documents.set(id, serving({ client_id: id, redirect_uris: [redirect] }))
    const response = await ask({ client_id: id, redirect_uri: redirect, response_type: 'token' })
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    const page = await response.text()
    expect(page).toContain('unsupported_response_type')
    expect(page).toContain('href="https://phishing.example/sign-in')
  })

  test('nor by a form that sends itself', async () => {
    const id = `https://${randomUUID()}.example/client.json`
    const redirect = 'https://phishing.example/sign-in'
    documents.set(id, serving({ client_id: id, redirect_uris: [redirect] }))
    const changes = { redirect_uri: redirect, response_mode: 'form_post' }
    const response = await ask({ client_id: id, ...changes, response_type: 'token' })
    const page = await response.text()
    expect(page).not.toMatch(/<form|<script/)
    expect(page).toContain('href="https://phishing.example/sign-in')
  })
})

describe('what the face answers', () => {
  test.each([
    ['GET', '/oauth/consent'],
    ['GET', '/oauth/device'],
    ['POST', '/oauth/device'],
    ['GET', '/oauth/token'],
    ['POST', '/oauth/authorize'],
    ['GET', '/oauth/register/abc'],
    ['GET', '/oauth/authorize/a/b'],
    ['GET', '/.well-known/openid-configuration'],
    ['GET', '/jwks'],
  ])('is not %s %s', async (method, path) => {
    expect((await fetch(url + path, { method })).status).toBe(418)
  })

  test('is open to scripts of any origin where no cookie counts, and only there', async () => {
    for (const path of ['token', 'register', 'revoke', 'device_authorization']) {
      const response = await fetch(`${url}/oauth/${path}`, {
        method: 'OPTIONS',
        headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
      })
      expect(response.status).toBe(204)
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    }
    const response = await ask()
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('carries a request id, and nothing may keep or frame it', async () => {
    const response = await fetch(`${url}/oauth/token`, { method: 'POST' })
    expect(response.status).toBe(400)
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('ends with 429 for an address that asks too often, and for that one alone', async () => {
    const register = (address: string): Promise<Response> =>
      fetch(`${url}/oauth/register`, {
        method: 'POST',
        headers: { 'X-Forwarded-For': address, 'Content-Type': 'application/json' },
        body: JSON.stringify({ redirect_uris: [CALLBACK] }),
      })
    const answers = await Promise.all(
      Array.from({ length: 25 }, async () => register('198.51.100.7')),
    )
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(5)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await register('198.51.100.8')).status).toBe(201)
  })

  test('says so where there are too many programs', async () => {
    isFull = true
    const response = await fetch(`${url}/oauth/register`, {
      method: 'POST',
      headers: { 'X-Forwarded-For': '198.51.100.77', 'Content-Type': 'application/json' },
      body: JSON.stringify({ redirect_uris: [CALLBACK] }),
    })
    isFull = false
    expect(await response.json()).toMatchObject({ error: 'temporarily_unavailable' })
    expect(response.status).toBe(400)
  })

  test('counts a site of IPv6 as one address (RFC 6177)', async () => {
    const answers = await Promise.all(
      Array.from({ length: 21 }, async (_, at) =>
        fetch(`${url}/oauth/register`, {
          method: 'POST',
          headers: {
            'X-Forwarded-For': `2001:db8:7::${at.toString(16)}`,
            'Content-Type': 'application/json',
          },
          body: JSON.stringify({ redirect_uris: [CALLBACK] }),
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
  })

  test('is made from the address of the server, whatever the request says', async () => {
    documents.set(ID, serving({ client_id: ID, redirect_uris: [CALLBACK] }))
    const response = await fetch(`${url}/oauth/device_authorization`, {
      method: 'POST',
      headers: { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' },
      body: new URLSearchParams({ client_id: ID }),
    })
    expect(response.status).toBe(400)
    const registered = await fetch(`${url}/oauth/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.9' },
      body: JSON.stringify({
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
        redirect_uris: [],
        response_types: [],
      }),
    })
    const { client_id: id } = (await registered.json()) as { client_id: string }
    const device = await fetch(`${url}/oauth/device_authorization`, {
      method: 'POST',
      headers: { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' },
      body: new URLSearchParams({ client_id: id }),
    })
    const { verification_uri: address } = (await device.json()) as { verification_uri: string }
    expect(address).toBe(`${url}/oauth/device`)
  })
})
