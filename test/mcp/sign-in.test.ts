import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client'
import { UnauthorizedError as FormerUnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client as FormerClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as FormerTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeOwnRequest } from '../_kit/own-request.ts'
import { openWorld, visitConsent, type World } from '../oauth/_world.ts'

const CALLBACK = 'http://127.0.0.1:34568/callback'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

interface Kept {
  client?: unknown
  tokens?: unknown
  discovered?: unknown
  verifier: string
  readonly opened: URL[]
}

/** What both generations of the library want of whoever embeds them: a place to keep things, and a browser. */
function keeping() {
  const kept: Kept = { verifier: '', opened: [] }
  const provider = {
    redirectUrl: CALLBACK,
    clientMetadata: {
      client_name: 'certman-test',
      redirect_uris: [CALLBACK],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    clientInformation: () => kept.client as never,
    saveClientInformation: (client: unknown) => {
      kept.client = client
    },
    tokens: () => kept.tokens as never,
    saveTokens: (tokens: unknown) => {
      kept.tokens = tokens
    },
    redirectToAuthorization: (address: URL) => {
      kept.opened.push(address)
    },
    saveCodeVerifier: (verifier: string) => {
      kept.verifier = verifier
    },
    codeVerifier: () => kept.verifier,
    saveDiscoveryState: (state: unknown) => {
      kept.discovered = state
    },
    discoveryState: () => kept.discovered as never,
  }
  return { kept, provider }
}

/** What the person does in the browser that the program opened. @returns the parameters that it comes back with */
async function consent(address: URL | undefined, mayReturnPrivateKeys = false) {
  if (address === undefined) throw new Error('no browser was opened')
  const { console, choices } = world
  const visit = await visitConsent(console.owner, address)
  expect((await visit.read()).json.request).toMatchObject({
    client_name: 'certman-test',
    resource: 'mcp',
  })
  const all = { canRead: true, canIssue: true, canRevoke: true }
  const permissions = choices.map(({ id }) => ({ authorityId: id, ...all }))
  const callback = await visit.agree(console.workspaceId, { permissions, mayReturnPrivateKeys })
  return callback.searchParams
}

type Connected = AsyncDisposable & {
  readonly tokens: unknown
  call(name: string, args?: Record<string, unknown>): Promise<Record<string, unknown>>
}

/** From nothing but the address: refused, registered, let in, connected. */
const SIGN_IN: Readonly<Record<string, (mayReturnPrivateKeys?: boolean) => Promise<Connected>>> = {
  'the client library, version 2': async (mayReturnPrivateKeys) => {
    const { kept, provider } = keeping()
    const url = new URL(`${world.url}/mcp`)
    const open = () => ({
      client: new Client(
        { name: 'certman-test', version: '1' },
        { versionNegotiation: { mode: 'auto' } },
      ),
      transport: new StreamableHTTPClientTransport(url, { authProvider: provider }),
    })
    const first = open()
    await expect(first.client.connect(first.transport)).rejects.toThrow(UnauthorizedError)
    await first.transport.finishAuth(await consent(kept.opened[0], mayReturnPrivateKeys))
    const { client, transport } = open()
    await client.connect(transport)
    return {
      tokens: kept.tokens,
      call: async (name, args = {}) => structured(await client.callTool({ name, arguments: args })),
      [Symbol.asyncDispose]: () => client.close(),
    }
  },
  'the client library, version 1': async (mayReturnPrivateKeys) => {
    const { kept, provider } = keeping()
    const url = new URL(`${world.url}/mcp`)
    const open = () => ({
      client: new FormerClient({ name: 'certman-test', version: '1' }),
      transport: new FormerTransport(url, { authProvider: provider }),
    })
    const first = open()
    await expect(first.client.connect(first.transport)).rejects.toThrow(FormerUnauthorizedError)
    const parameters = await consent(kept.opened[0], mayReturnPrivateKeys)
    await first.transport.finishAuth(parameters.get('code') ?? '')
    const { client, transport } = open()
    await client.connect(transport)
    return {
      tokens: kept.tokens,
      call: async (name, args = {}) => structured(await client.callTool({ name, arguments: args })),
      [Symbol.asyncDispose]: () => client.close(),
    }
  },
}

function structured(result: object): Record<string, unknown> {
  if (!('structuredContent' in result)) throw new Error(JSON.stringify(result))
  return result.structuredContent as Record<string, unknown>
}

describe.each(Object.entries(SIGN_IN))('%s signs in by dynamic registration', (_title, signIn) => {
  test('and lists, issues by CSR, renews, and revokes with confirmation', async () => {
    await using client = await signIn()
    expect(client.tokens).toMatchObject({ access_token: expect.stringMatching(/^cm_oauth_/) })
    expect(await client.call('whoami')).toMatchObject({
      user: { email: world.console.owner.email },
      oauthClient: { name: 'certman-test' },
      mayShowPrivateKeys: false,
    })
    const caId = world.choices.find(({ depth }) => depth === 1)?.id
    const list = await client.call('list_cas', { type: 'intermediate' })
    expect(JSON.stringify(list)).toContain(caId)
    const csrPem = makeOwnRequest('signed-in.example.com')
    const signed = await client.call('sign_csr', { caId, csrPem })
    const certificateId = idIn(signed)
    const renewed = await client.call('renew_certificate', {
      certificateId,
      csrPem: makeOwnRequest('x'),
    })
    expect(renewed['status']).toBe('done')
    const plan = await client.call('revoke_certificate', { certificateId })
    expect(plan['status']).toBe('confirmationRequired')
    const { confirmationToken } = plan
    const revoked = await client.call('revoke_certificate', { certificateId, confirmationToken })
    expect(revoked).toMatchObject({ status: 'done', certificate: { id: certificateId } })
  })

  test('and is shown private keys only where the person said so', async () => {
    const caId = world.choices.find(({ depth }) => depth === 1)?.id
    await using trusted = await signIn(true)
    const commonName = 'shown.example.com'
    const shown = await trusted.call('issue_certificate', { caId, commonName })
    expect(shown['privateKey']).toContain('BEGIN PRIVATE KEY')
    await using client = await signIn(false)
    const left = await client.call('issue_certificate', { caId, commonName })
    expect(left['privateKey']).toBeUndefined()
    expect(left['privateKeyUrl']).toContain('/key-link/')
  })

  test('with a token for this endpoint, which /v1 refuses', async () => {
    await using client = await signIn()
    const { access_token: token } = client.tokens as { readonly access_token: string }
    const headers = { Authorization: `Bearer ${token}` }
    expect((await fetch(`${world.url}/v1/whoami`, { headers })).status).toBe(401)
  })
})

test('a token for /v1 is refused here', async () => {
  const { tokens } = await world.letIn({ resource: world.url })
  const headers = {
    Authorization: `Bearer ${tokens.access_token}`,
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
  }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })
  const answer = await fetch(`${world.url}/mcp`, { method: 'POST', headers, body })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toContain('oauth-protected-resource/mcp')
})

function idIn({ certificate }: Record<string, unknown>): string {
  if (typeof certificate !== 'object' || certificate === null || !('id' in certificate)) {
    throw new Error('nothing was issued')
  }
  return String(certificate.id)
}
