import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ask,
  CALLBACK,
  INSECURE,
  redeem,
  refresh,
  refusalOf,
  registerProgram,
  type Program,
} from './_program.ts'
import { ALL, callApi, grantsOf, openWorld, visitConsent, type World } from './_world.ts'

let world: World
let program: Program

beforeAll(async () => {
  world = await openWorld()
  program = await registerProgram(world.url)
}, 60_000)
afterAll(() => world[Symbol.asyncDispose]())

const everything = (): object => ({
  permissions: world.choices.map(({ id }) => ({ authorityId: id, ...ALL })),
})

describe('a request that is refused at the program’s own address (RFC 6749 §4.1.2.1)', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    [
      'without PKCE',
      { code_challenge: undefined, code_challenge_method: undefined },
      'invalid_request',
    ],
    ['PKCE by the plain method', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['PKCE without a method', { code_challenge_method: undefined }, 'invalid_request'],
    ['the implicit grant', { response_type: 'token' }, 'unsupported_response_type'],
    ['an ID token', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['a resource that there is not', { resource: 'https://elsewhere.example' }, 'invalid_target'],
    ['without asking the user', { prompt: 'none' }, 'consent_required'],
    ['an answer in the fragment', { response_mode: 'fragment' }, 'unsupported_response_mode'],
    [
      'an answer by a form that sends itself',
      { response_mode: 'form_post' },
      'unsupported_response_mode',
    ],
  ])('%s', async (_name, changes, error) => {
    const { address, state } = await ask(program, changes)
    const response = await fetch(address, { redirect: 'manual' })
    expect(response.status).toBe(303)
    const location = new URL(response.headers.get('location') ?? '')
    expect(location.origin + location.pathname).toBe(CALLBACK)
    const answer = new URLSearchParams(location.search || location.hash.slice(1))
    expect(answer.get('error')).toBe(error)
    expect(answer.get('state')).toBe(state)
    expect(answer.get('iss')).toBe(world.url)
    expect(answer.get('code')).toBeNull()
  })
})

test('a request for two resources is refused before anybody is asked (RFC 8707 §2)', async () => {
  const { address } = await ask(program, { resource: world.url })
  address.searchParams.append('resource', `${world.url}/mcp`)
  const response = await fetch(address, { redirect: 'manual' })
  const location = new URL(response.headers.get('location') ?? '', address)
  expect(location.searchParams.get('error')).toBe('invalid_target')
})

describe('a request that is answered nowhere else', () => {
  test.each<[string, Record<string, string | undefined>]>([
    ['a foreign redirect address', { redirect_uri: 'https://evil.example/callback' }],
    ['another path', { redirect_uri: 'http://127.0.0.1:34567/callback/other' }],
    ['another loopback name', { redirect_uri: 'http://localhost:34567/callback' }],
    ['a query beside it', { redirect_uri: `${CALLBACK}?x=1` }],
    ['no such program', { client_id: 'nobody' }],
  ])('%s', async (_name, changes) => {
    const { address } = await ask(program, changes)
    const response = await fetch(address, { redirect: 'manual', headers: { accept: 'text/html' } })
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain('This program cannot be let in')
  })
})

describe('registering', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'an address over plain HTTP',
      { redirect_uris: ['http://app.example/cb'] },
      'invalid_redirect_uri',
    ],
    ['a script as address', { redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
    ['a fragment', { redirect_uris: ['https://app.example/#x'] }, 'invalid_redirect_uri'],
    ['no address', { redirect_uris: [] }, 'invalid_redirect_uri'],
    [
      'a name that hides others',
      { redirect_uris: [CALLBACK], client_name: 'Bank\u202e' },
      'invalid_client_metadata',
    ],
    [
      'a name without end',
      { redirect_uris: [CALLBACK], client_name: 'x'.repeat(101) },
      'invalid_client_metadata',
    ],
    [
      'the password grant',
      { redirect_uris: [CALLBACK], grant_types: ['password'] },
      'invalid_client_metadata',
    ],
  ])('%s is refused (RFC 7591 §3.2.2)', async (_name, metadata, error) => {
    const response = await fetch(`${world.url}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(metadata),
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error })
  })

  test('gives no secret to whoever asks for one: they are public all the same', async () => {
    const response = await fetch(`${world.url}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://app.example' },
      body: JSON.stringify({
        redirect_uris: ['https://app.example/callback'],
        token_endpoint_auth_method: 'client_secret_basic',
      }),
    })
    expect(response.status).toBe(201)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const registered = (await response.json()) as Record<string, unknown>
    expect(registered['token_endpoint_auth_method']).toBe('none')
    expect(registered).not.toHaveProperty('client_secret')
  })
})

describe('the code', () => {
  test('with a wrong verifier, another address or another program is worth nothing', async () => {
    const asked = await ask(program)
    const visit = await visitConsent(world.console.owner, asked.address)
    const callback = await visit.agree(world.console.workspaceId, everything())
    const verifier = oauth.generateRandomCodeVerifier()
    expect(await refusalOf(redeem(program, callback, { ...asked, verifier }))).toBe(
      '400 invalid_grant',
    )
    const elsewhere = redeem(program, callback, asked, 'http://127.0.0.1:1/callback')
    expect(await refusalOf(elsewhere)).toBe('400 invalid_grant')
    const other = await registerProgram(world.url)
    expect(await refusalOf(redeem(other, callback, asked))).toBe('400 invalid_grant')
    expect((await redeem(program, callback, asked)).token_type).toBe('bearer')
  })

  test('that comes twice ends what it gave (RFC 9700 §4.2.4)', async () => {
    const { program: own, tokens, callback, asked } = await world.letIn()
    expect((await callApi(world.url, '/v1/whoami', tokens)).status).toBe(200)
    expect(await refusalOf(redeem(own, callback, asked))).toBe('400 invalid_grant')
    expect((await callApi(world.url, '/v1/whoami', tokens)).status).toBe(401)
    expect(await refusalOf(refresh(own, tokens))).toBe('400 invalid_grant')
  })

  test('is given once to many that come at once, and then ends what it gave', async () => {
    const own = await registerProgram(world.url)
    const asked = await ask(own)
    const visit = await visitConsent(world.console.owner, asked.address)
    const callback = await visit.agree(world.console.workspaceId, everything())
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, async () => refusalOf(redeem(own, callback, asked))),
    )
    expect(outcomes.filter((outcome) => outcome === 'not refused').length).toBeLessThanOrEqual(1)
    expect(await grantsOf(world, own)).toEqual([])
  })
})

describe('a token', () => {
  test('for the API is refused at the endpoint of assistants, and the other way round', async () => {
    const { url } = world
    const api = (await world.letIn({ resource: url })).tokens
    const mcp = (await world.letIn({ resource: `${url}/mcp` })).tokens
    expect((await callApi(url, '/v1/whoami', api)).status).toBe(200)
    const refused = await callApi(url, '/v1/whoami', mcp)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect((await initialize(url, mcp)).status).toBe(200)
    const elsewhere = await initialize(url, api)
    expect(elsewhere.status).toBe(401)
    expect(elsewhere.headers.get('www-authenticate')).toContain(
      `resource_metadata="${url}/.well-known/oauth-protected-resource/mcp"`,
    )
  })

  test('cannot be exchanged for one of the other resource', async () => {
    const { program: own, tokens } = await world.letIn({ resource: world.url })
    const { server, client, authentication } = own
    const response = await oauth.refreshTokenGrantRequest(
      server,
      client,
      authentication,
      tokens.refresh_token ?? '',
      { ...INSECURE, additionalParameters: { resource: `${world.url}/mcp` } },
    )
    const processed = oauth.processRefreshTokenResponse(server, client, response)
    expect(await refusalOf(processed)).toBe('400 invalid_target')
  })

  test('of a member who was removed is worth nothing at once, and does not come back', async () => {
    const { console, url } = world
    const member = await console.addPerson('leaver@example.com', {
      workspace: console.slug,
      role: 'member',
    })
    const { program: own, tokens } = await world.letIn({ person: member })
    expect((await callApi(url, '/v1/whoami', tokens)).status).toBe(200)
    const path = `/console/v1/workspaces/${console.workspaceId}/members/${member.userId}`
    expect((await console.call('DELETE', path)).status).toBe(200)
    expect((await callApi(url, '/v1/whoami', tokens)).status).toBe(401)
    expect(await refusalOf(refresh(own, tokens))).toBe('400 invalid_grant')
  })

  test('of a grant that was cut is worth nothing at once', async () => {
    const { program: own, tokens } = await world.letIn()
    const [grant] = await grantsOf(world, own)
    const { console, url } = world
    const path = `/console/v1/workspaces/${console.workspaceId}/oauth/grants/${grant?.id}`
    expect((await console.call('DELETE', path)).status).toBe(200)
    expect((await callApi(url, '/v1/whoami', tokens)).status).toBe(401)
    expect(await refusalOf(refresh(own, tokens))).toBe('400 invalid_grant')
    expect((await console.call('DELETE', path)).status).toBe(404)
  })

  test('is not ended by another program, which learns nothing of it (RFC 7009 §2.1)', async () => {
    const { tokens } = await world.letIn()
    const answered = []
    for (const token of [tokens.refresh_token ?? '', 'never given']) {
      const response = await fetch(`${world.url}/oauth/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: program.client.client_id, token }),
      })
      answered.push([response.status, await response.text()])
    }
    expect(answered[0]).toEqual(answered[1])
    expect((await callApi(world.url, '/v1/whoami', tokens)).status).toBe(200)
  })

  test('is nowhere in what the server logs, nor in its database', async () => {
    const { tokens, callback } = await world.letIn()
    const secrets = [tokens.access_token, tokens.refresh_token, callback.searchParams.get('code')]
    const { server } = world.console
    const directory = join(server.directory, 'data')
    const files = (await readdir(directory)).filter((name) => name.includes('.db'))
    expect(files.length).toBeGreaterThan(0)
    const contents = await Promise.all(
      files.map(async (name) => (await readFile(join(directory, name))).toString('latin1')),
    )
    for (const secret of secrets) {
      expect(typeof secret).toBe('string')
      expect(server.output()).not.toContain(secret)
      for (const content of contents) expect(content).not.toContain(secret)
    }
  })
})

function initialize(
  url: string,
  { access_token: token }: { access_token: string },
): Promise<Response> {
  return fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: {
        protocolVersion: '2025-11-25',
        capabilities: {},
        clientInfo: { name: 'test', version: '1' },
      },
    }),
  })
}
