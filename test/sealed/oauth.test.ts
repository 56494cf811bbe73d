import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '../../server/src/protocols/oauth/routes.ts'
import { ask, CALLBACK, registerProgram, type Program } from '../oauth/_program.ts'
import { callApi, visitConsent } from '../oauth/_world.ts'
import { openTwoWorkspaces, type TwoWorkspaces } from './_two-workspaces.ts'

/**
 * A program of another workspace, which keeps a secret there, brings what belongs to a program that the owner let in. Each
 * answer must be the one for what never was, and nothing of ours may end by it.
 */
let world: TwoWorkspaces
let thief: { readonly id: string; readonly secret: string }
/** A code of the owner's that its own program has not redeemed yet. */
let code: { readonly value: string; readonly verifier: string; readonly program: Program }

beforeAll(async () => {
  world = await openTwoWorkspaces()
  const { stranger, theirs } = world
  const path = `/console/v1/workspaces/${theirs.workspaceId}/oauth/clients`
  const { json } = await stranger.call('POST', path, { name: 'Thief', redirectUris: [CALLBACK] })
  thief = { id: json.client.id, secret: json.secret }
  code = await leaveCode()
})
afterAll(() => world?.[Symbol.asyncDispose]())

async function leaveCode(): Promise<typeof code> {
  const { console } = world
  const program = await registerProgram(console.server.url)
  const asked = await ask(program)
  const visit = await visitConsent(console.owner, asked.address)
  const permissions = [
    { authorityId: world.known('ca'), canRead: true, canIssue: true, canRevoke: true },
  ]
  const callback = await visit.agree(console.workspaceId, { permissions })
  return { value: callback.searchParams.get('code') ?? '', verifier: asked.verifier, program }
}

/** As the thief, whose client and secret are right. */
async function post(route: string, body: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(world.console.server.url + route, {
    method: 'POST',
    body: new URLSearchParams({ ...body, client_id: thief.id, client_secret: thief.secret }),
  })
  return `${response.status} ${await response.text()}`
}

/** Of the form of what it stands for. */
const NOBODYS = oauth.generateRandomCodeVerifier()

/** Every route of the authorization server, and with what of ours another program could come there. */
const TRIED: Readonly<
  Record<
    string,
    readonly (readonly [what: string, body: (ours: boolean) => Readonly<Record<string, string>>])[]
  >
> = {
  [ROUTES.token]: [
    [
      'a code that waits for its program',
      (ours) => ({
        grant_type: 'authorization_code',
        code: ours ? code.value : NOBODYS,
        code_verifier: code.verifier,
        redirect_uri: CALLBACK,
      }),
    ],
    [
      'a refresh token',
      (ours) => ({
        grant_type: 'refresh_token',
        refresh_token: ours ? world.ours.refreshToken : NOBODYS,
      }),
    ],
    [
      'an access token for a refresh token',
      (ours) => ({
        grant_type: 'refresh_token',
        refresh_token: ours ? world.ours.accessToken : NOBODYS,
      }),
    ],
    [
      'the id of a grant for a device code',
      (ours) => ({
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: ours ? world.known('oauth-grant') : NOBODYS,
      }),
    ],
  ],
  [ROUTES.revocation]: [
    ['an access token', (ours) => ({ token: ours ? world.ours.accessToken : NOBODYS })],
    ['a refresh token', (ours) => ({ token: ours ? world.ours.refreshToken : NOBODYS })],
  ],
}

/** What brings nothing of anybody's: it only begins something, which a person agrees to in a workspace of theirs. */
const BEGINS: readonly string[] = [
  ROUTES.authorization,
  ROUTES.device_authorization,
  ROUTES.registration,
  ROUTES.code_verification,
]

test('every route of the authorization server is thought of', () => {
  expect([...Object.keys(TRIED), ...BEGINS].toSorted()).toEqual(Object.values(ROUTES).toSorted())
})

describe.each(Object.entries(TRIED))('at %s a program of another workspace', (route, attempts) => {
  test.each(attempts)('gets nothing for %s, nor learns that it is one', async (_, body) => {
    expect(await post(route, body(true))).toBe(await post(route, body(false)))
  })
})

test('a client’s id opens nothing without its secret, whosever it is', async () => {
  const forms = [world.known('oauth-client'), crypto.randomUUID()].map(
    (id) =>
      new URLSearchParams({
        grant_type: 'authorization_code',
        code: code.value,
        code_verifier: code.verifier,
        redirect_uri: CALLBACK,
        client_id: id,
        client_secret: thief.secret,
      }),
  )
  const answers = forms.map(async (body) => {
    const response = await fetch(world.console.server.url + ROUTES.token, { method: 'POST', body })
    return `${response.status} ${await response.text()}`
  })
  const [there, nowhere] = await Promise.all(answers)
  expect(there).toBe(nowhere)
  expect(there).toMatch(/^401 /)
})

test('all the while, what is ours goes on', async () => {
  const { url } = world.console.server
  const { accessToken, program, refreshToken } = world.ours
  const { status } = await callApi(url, '/v1/whoami', { access_token: accessToken })
  expect(status).toBe(200)
  for (const [{ server, client, authentication }, body] of [
    [program, { grant_type: 'refresh_token', refresh_token: refreshToken }],
    [
      code.program,
      {
        grant_type: 'authorization_code',
        code: code.value,
        code_verifier: code.verifier,
        redirect_uri: CALLBACK,
      },
    ],
  ] as const) {
    const form = new URLSearchParams(body)
    await authentication(server, client, form, new Headers())
    const answer = await fetch(server.token_endpoint ?? '', { method: 'POST', body: form })
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('access_token'),
    ])
  }
})
