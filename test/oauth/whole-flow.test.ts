import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ask,
  CALLBACK,
  discover,
  INSECURE,
  redeem,
  refresh,
  refusalOf,
  registerProgram,
} from './_program.ts'
import { callApi, openWorld, visitConsent, type World } from './_world.ts'

/** An independent client library goes the whole way on a real server. */

let world: World

beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world[Symbol.asyncDispose]())

test('a program finds the server, registers, is let in, and works within what was ticked', async () => {
  const { url, choices, console } = world
  const [root, issuing] = choices
  if (!root || !issuing) throw new Error('the first start makes two CAs')
  const unauthorized = await fetch(`${url}/v1/whoami`)
  expect(unauthorized.headers.get('www-authenticate')).toBe(
    `Bearer realm="certman", scope="certman", resource_metadata="${url}/.well-known/oauth-protected-resource"`,
  )
  const program = await registerProgram(url, { client_name: 'Inventory' })
  const asked = await ask(program, { resource: url, redirect_uri: 'http://127.0.0.1:9/callback' })
  const visit = await visitConsent(console.owner, asked.address)
  expect((await visit.read()).json.request).toEqual({
    client_id: program.client.client_id,
    client_name: 'Inventory',
    client_uri: null,
    client_kind: 'registered',
    vouched_by: null,
    // RFC 8252 §7.3: on loopback the port is whatever was free.
    redirects_to: 'http://127.0.0.1:9',
    resource: 'api',
  })
  const permissions = [
    { authorityId: root.id, canRead: true, canIssue: false, canRevoke: false },
    { authorityId: issuing.id, canRead: true, canIssue: true, canRevoke: false },
  ]
  const callback = await visit.agree(console.workspaceId, { permissions })
  expect(callback.searchParams.get('iss')).toBe(url)
  const tokens = await redeem(program, callback, asked, 'http://127.0.0.1:9/callback')
  expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600 })
  expect(tokens.access_token).toMatch(/^cm_oauth_[\w-]{43}$/)

  const whoami = await callApi(url, '/v1/whoami', tokens)
  expect(await whoami.json()).toEqual({
    user: { id: console.owner.userId, email: console.owner.email },
    workspace: expect.objectContaining({ id: console.workspaceId, slug: console.slug }),
    oauthClient: { id: program.client.client_id, name: 'Inventory' },
    permissions: {
      [root.id]: { canRead: true, canIssue: false, canRevoke: false },
      [issuing.id]: { canRead: true, canIssue: true, canRevoke: false },
    },
  })
  const issue = async (caId: string): Promise<Response> =>
    fetch(`${url}/v1/certificates`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${tokens.access_token}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ caId, commonName: 'inventory.example' }),
    })
  const issued = await issue(issuing.id)
  expect(issued.status).toBe(200)
  expect((await issue(root.id)).status).toBe(403)
  const { certificate } = (await issued.json()) as { certificate: { id: string } }
  const revoked = await fetch(`${url}/v1/certificates/${certificate.id}/revoke`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${tokens.access_token}` },
  })
  expect(revoked.status).toBe(403)
})

test('refresh tokens rotate; one that comes twice ends the family', async () => {
  const { url } = world
  const { program, tokens } = await world.letIn()
  const second = await refresh(program, tokens)
  expect(second.refresh_token).not.toBe(tokens.refresh_token)
  expect(second.access_token).not.toBe(tokens.access_token)
  expect((await callApi(url, '/v1/whoami', second)).status).toBe(200)
  expect(await refusalOf(refresh(program, tokens))).toBe('400 invalid_grant')
  expect(await refusalOf(refresh(program, second))).toBe('400 invalid_grant')
  for (const ended of [tokens, second]) {
    expect((await callApi(url, '/v1/whoami', ended)).status).toBe(401)
  }
})

test('a program ends what it was given (RFC 7009)', async () => {
  const { program, tokens } = await world.letIn()
  const { server, client, authentication } = program
  const token = tokens.refresh_token ?? ''
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, authentication, token, INSECURE),
  )
  expect((await callApi(world.url, '/v1/whoami', tokens)).status).toBe(401)
  expect(await refusalOf(refresh(program, tokens))).toBe('400 invalid_grant')
})

describe('devices (RFC 8628)', () => {
  const DEVICE = {
    grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
    redirect_uris: [],
    response_types: [],
  }

  async function poll(
    program: Awaited<ReturnType<typeof registerProgram>>,
    deviceCode: string,
  ): Promise<oauth.TokenEndpointResponse> {
    const { server, client, authentication } = program
    const response = await oauth.deviceCodeGrantRequest(
      server,
      client,
      authentication,
      deviceCode,
      INSECURE,
    )
    return oauth.processDeviceCodeResponse(server, client, response)
  }

  async function begin(): Promise<{
    program: Awaited<ReturnType<typeof registerProgram>>
    device: oauth.DeviceAuthorizationResponse
  }> {
    const program = await registerProgram(world.url, { client_name: 'Terminal', ...DEVICE })
    const { server, client, authentication } = program
    const response = await oauth.deviceAuthorizationRequest(
      server,
      client,
      authentication,
      { resource: world.url },
      INSECURE,
    )
    const device = await oauth.processDeviceAuthorizationResponse(server, client, response)
    return { program, device }
  }

  test('are let in by the code that they show', async () => {
    const { program, device } = await begin()
    const { console, choices } = world
    expect(device.verification_uri).toBe(`${console.url}/oauth/device`)
    expect(await refusalOf(poll(program, device.device_code))).toBe('400 authorization_pending')
    // RFC 8628 §3.5: who asks again before five seconds are over is told to slow down.
    expect(await refusalOf(poll(program, device.device_code))).toBe('400 slow_down')
    const userCode = device.user_code.toLowerCase().replace('-', ' ')
    const found = await console.call('POST', '/console/v1/oauth/devices/find', { userCode })
    expect(found.json.request).toMatchObject({ client_name: 'Terminal', redirects_to: null })
    const path = `/console/v1/workspaces/${console.workspaceId}/oauth/devices/agree`
    const permissions = [
      { authorityId: choices[0]?.id, canRead: true, canIssue: false, canRevoke: false },
    ]
    const agreed = await console.call('POST', path, { userCode, permissions })
    expect([agreed.status, agreed.json]).toEqual([200, { location: null }])
    const tokens = await poll(program, device.device_code)
    expect((await callApi(world.url, '/v1/whoami', tokens)).status).toBe(200)
    expect((await refresh(program, tokens)).access_token).toMatch(/^cm_oauth_/)
    // The code was for one device, once; used a second time it ends what it gave.
    expect(await refusalOf(poll(program, device.device_code))).toBe('400 invalid_grant')
    expect((await callApi(world.url, '/v1/whoami', tokens)).status).toBe(401)
  })

  test('that are refused hear of it', async () => {
    const { program, device } = await begin()
    const { user_code: userCode } = device
    const refused = await world.console.call('POST', '/console/v1/oauth/devices/refuse', {
      userCode,
    })
    expect(refused.status).toBe(200)
    expect(await refusalOf(poll(program, device.device_code))).toBe('400 access_denied')
  })

  test('with a code that nobody shows are not found', async () => {
    const answer = await world.console.call('POST', '/console/v1/oauth/devices/find', {
      userCode: 'BCDF-GHJK',
    })
    expect(answer.status).toBe(404)
  })
})

test('a server application signs people in with its secret', async () => {
  const { console, choices, url } = world
  const base = `/console/v1/workspaces/${console.workspaceId}/oauth/clients`
  const redirect = 'https://app.example.com/callback'
  const made = await console.call('POST', base, { name: 'Portal', redirectUris: [redirect] })
  expect(made.status).toBe(200)
  const { client, client_secret: secret } = made.json
  const server = await discover(url)
  const program = {
    server,
    client: { client_id: client.id as string },
    authentication: oauth.ClientSecretPost(secret as string),
  }
  const asked = await ask(program, { redirect_uri: redirect })
  const visit = await visitConsent(console.owner, asked.address)
  expect((await visit.read()).json.request).toMatchObject({
    client_kind: 'confidential',
    vouched_by: expect.any(String),
    redirects_to: 'https://app.example.com',
  })
  const permissions = [
    { authorityId: choices[0]?.id, canRead: true, canIssue: false, canRevoke: false },
  ]
  const callback = await visit.agree(console.workspaceId, { permissions })
  const guessing = { ...program, authentication: oauth.ClientSecretPost('wrong') }
  expect(await refusalOf(redeem(guessing, callback, asked, redirect))).toBe('401 invalid_client')
  const tokens = await redeem(program, callback, asked, redirect)
  expect((await callApi(url, '/v1/whoami', tokens)).status).toBe(200)
  const basic = { ...program, authentication: oauth.ClientSecretBasic(secret as string) }
  const refreshed = await refresh(basic, tokens)
  expect((await callApi(url, '/v1/whoami', refreshed)).status).toBe(200)
  const replaced = await console.call('POST', `${base}/${client.id}/secret`)
  expect(replaced.json.client_secret).not.toBe(secret)
  expect(await refusalOf(refresh(program, refreshed))).toBe('401 invalid_client')
  expect((await console.call('DELETE', `${base}/${client.id}`)).status).toBe(200)
  expect((await callApi(url, '/v1/whoami', tokens)).status).toBe(401)
})

test('the user may refuse, and the program hears of it', async () => {
  const program = await registerProgram(world.url)
  const asked = await ask(program)
  const visit = await visitConsent(world.console.owner, asked.address)
  const callback = await visit.refuse()
  expect(callback.origin + callback.pathname).toBe(CALLBACK)
  expect(callback.searchParams.get('error')).toBe('access_denied')
  expect(callback.searchParams.get('iss')).toBe(world.url)
})
