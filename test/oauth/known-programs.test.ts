import { afterAll, beforeAll, expect, test } from 'vitest'
import * as oauth from 'oauth4webapi'
import { ask, discover, redeem, type Program } from './_program.ts'
import { ALL, openWorld, visitConsent, type World } from './_world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world[Symbol.asyncDispose]())

interface KnownProgram {
  /** What it sends to the registration endpoint. */
  readonly registers: Readonly<Record<string, unknown>>
  /** Where it wants the answer, when that is not what it registered first. */
  readonly redirectUri?: string
  /** What it adds to its authorization request. */
  readonly asks?: Readonly<Record<string, string>>
}

const CODE = {
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
}

/**
 * As those programs do it, by what their makers and users write: microsoft/vscode issue 278512 (redirects; a port of its own
 * when 33418 is taken), elmohq/elmo pull request 684 (Claude Code, Codex, OpenCode, Cursor, captured), and what asks for a
 * secret, for scopes of OpenID Connect, or to choose an account.
 */
const KNOWN: Readonly<Record<string, KnownProgram>> = {
  'Claude Code': {
    registers: {
      ...CODE,
      client_name: 'Claude Code',
      application_type: 'native',
      redirect_uris: ['http://localhost:3118/callback'],
    },
  },
  Claude: {
    registers: {
      ...CODE,
      client_name: 'Claude',
      redirect_uris: ['https://claude.ai/api/mcp/auth_callback'],
      scope: 'certman',
    },
    asks: { scope: 'certman' },
  },
  'VS Code': {
    registers: {
      ...CODE,
      client_name: 'Visual Studio Code',
      grant_types: [...CODE.grant_types, 'urn:ietf:params:oauth:grant-type:device_code'],
      redirect_uris: [
        'https://insiders.vscode.dev/redirect',
        'https://vscode.dev/redirect',
        'http://127.0.0.1/',
        'http://127.0.0.1:33418/',
      ],
      application_type: 'native',
    },
    redirectUri: 'http://127.0.0.1:59656/',
    asks: { prompt: 'select_account' },
  },
  Cursor: {
    registers: {
      ...CODE,
      client_name: 'Cursor',
      redirect_uris: ['cursor://anysphere.cursor-mcp/oauth/callback'],
    },
  },
  ChatGPT: {
    registers: {
      ...CODE,
      client_name: 'ChatGPT',
      redirect_uris: ['https://chatgpt.com/connector_platform_oauth_redirect'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  },
  Codex: {
    registers: {
      ...CODE,
      client_name: 'Codex',
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1:37819/callback/x'],
    },
  },
  OpenCode: {
    registers: { ...CODE, redirect_uris: ['http://127.0.0.1:19876/mcp/oauth/callback'] },
    asks: { prompt: 'consent', scope: 'certman offline_access' },
  },
  'a program of OpenID Connect': {
    registers: {
      ...CODE,
      redirect_uris: ['https://app.example/callback'],
      scope: 'openid profile email',
    },
    asks: { scope: 'openid profile email', nonce: 'n-0S6', max_age: '0', prompt: 'login' },
  },
}

test.each(Object.entries(KNOWN))(
  '%s registers, is let in, and finds its tools',
  async (_name, { registers, asks = {}, ...program }) => {
    const { url, console, choices } = world
    const known = await register(url, registers)
    const [registered = ''] = registers['redirect_uris'] as readonly string[]
    const redirectUri = program.redirectUri ?? registered
    const asked = await ask(known, {
      redirect_uri: redirectUri,
      resource: `${url}/mcp`,
      ...asks,
    })
    const visit = await visitConsent(console.owner, asked.address)
    expect((await visit.read()).json.request.resource).toBe('mcp')
    const permissions = choices.map(({ id }) => ({ authorityId: id, ...ALL }))
    const callback = await visit.agree(console.workspaceId, { permissions })
    expect(callback.href.split('?')[0]).toBe(redirectUri)
    const tokens = await redeem(known, callback, asked, redirectUri)
    // RFC 6749 §5.1: the scope that was given, where another one was asked for.
    expect(tokens).toMatchObject({ scope: 'certman', refresh_token: expect.any(String) })
    const answer = await fetch(`${url}/mcp`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${tokens.access_token}`,
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    })
    expect(await answer.text()).toContain('revoke_certificate')
  },
)

test('where its document cannot be fetched, people are told whose matter that is', async () => {
  const server = await discover(world.url)
  const client = { client_id: 'https://nowhere.invalid/client.json' }
  const { address } = await ask({ server, client, authentication: oauth.None() })
  const headers = { accept: 'text/html' }
  const response = await fetch(address, { redirect: 'manual', headers })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('CERTMAN_OAUTH_CLIENT_DOCUMENTS=off')
})

async function register(
  url: string,
  metadata: Readonly<Record<string, unknown>>,
): Promise<Program> {
  const response = await fetch(`${url}/oauth/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(metadata),
  })
  expect(response.status).toBe(201)
  const client = (await response.json()) as oauth.Client
  return { server: await discover(url), client, authentication: oauth.None() }
}
