import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../_kit/free-port.ts'
import { startPostgres, type PostgresCluster } from '../_kit/postgres.ts'
import { startServer, type TestServer } from '../_kit/server.ts'
import { requireTool } from '../_kit/tools.ts'
import { ask, CALLBACK, registerProgram } from './_program.ts'
import { ALL, callApi, openWorld, visitConsent, type World } from './_world.ts'

const programs = requireTool('postgresql')

interface Answered {
  readonly status: number
  readonly access_token: string
  readonly refresh_token: string
}

describe.skipIf(programs === null)(
  'two servers on one PostgreSQL are one authorization server',
  () => {
    let cluster: PostgresCluster
    let world: World
    let other: TestServer

    beforeAll(async () => {
      cluster = await startPostgres(programs ?? '')
      const database = cluster.createDatabase('oauth')
      const port = String(await freePort())
      // Servers behind one address: all of them say that one.
      const shared = {
        CERTMAN_DATABASE_URL: database,
        CERTMAN_PUBLIC_URL: `http://127.0.0.1:${port}`,
      }
      world = await openWorld({ ...shared, CERTMAN_PORT: port })
      const { directory } = world.console.server
      const masterKey = await readFile(join(directory, 'data', 'master.key'), 'utf8')
      other = await startServer({
        environment: { ...shared, CERTMAN_MASTER_KEY: masterKey.trim() },
      })
    })
    afterAll(async () => {
      await other[Symbol.asyncDispose]()
      await world[Symbol.asyncDispose]()
      await cluster[Symbol.asyncDispose]()
    })

    async function token(url: string, form: Readonly<Record<string, string>>): Promise<Answered> {
      const response = await fetch(`${url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
      })
      return { status: response.status, ...((await response.json()) as object) } as Answered
    }

    /** Agreed to at one server, redeemed at the other. */
    async function letIn(): Promise<{ readonly clientId: string; readonly tokens: Answered }> {
      const { console, url, choices } = world
      const program = await registerProgram(url)
      const asked = await ask(program)
      const visit = await visitConsent(console.owner, asked.address)
      const permissions = choices.map(({ id }) => ({ authorityId: id, ...ALL }))
      const callback = await visit.agree(console.workspaceId, { permissions })
      const clientId = program.client.client_id
      const tokens = await token(other.url, {
        grant_type: 'authorization_code',
        client_id: clientId,
        code: callback.searchParams.get('code') ?? '',
        code_verifier: asked.verifier,
        redirect_uri: CALLBACK,
      })
      return { clientId, tokens }
    }

    test('what one gives is taken, and ended, by the other at once', async () => {
      const { clientId, tokens } = await letIn()
      expect(tokens.status).toBe(200)
      for (const { url } of [world, other]) {
        expect((await callApi(url, '/v1/whoami', tokens)).status).toBe(200)
      }
      const revoked = await fetch(`${world.url}/oauth/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: clientId, token: tokens.refresh_token }),
      })
      expect(revoked.status).toBe(200)
      for (const { url } of [world, other]) {
        expect((await callApi(url, '/v1/whoami', tokens)).status).toBe(401)
      }
    })

    test('a grant that is cut on the page of one ends at the other at once', async () => {
      const { clientId, tokens } = await letIn()
      const { console } = world
      const base = `/console/v1/workspaces/${console.workspaceId}/oauth`
      expect((await callApi(other.url, '/v1/whoami', tokens)).status).toBe(200)
      const { grants } = (await console.call('GET', `${base}/grants`)).json as {
        readonly grants: readonly { readonly id: string; readonly client_id: string }[]
      }
      const grant = grants.find(({ client_id: id }) => id === clientId)
      expect((await console.call('DELETE', `${base}/grants/${grant?.id}`)).status).toBe(200)
      expect((await callApi(other.url, '/v1/whoami', tokens)).status).toBe(401)
    })

    test('a refresh token that comes to both at once is taken once at most, and ends its family', async () => {
      const { clientId, tokens } = await letIn()
      const form = {
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: tokens.refresh_token,
      }
      const answers = await Promise.all(
        Array.from({ length: 6 }, async (_, at) => token(at % 2 ? world.url : other.url, form)),
      )
      const given = answers.filter(({ status }) => status === 200)
      expect(given.length).toBeLessThanOrEqual(1)
      expect(answers.every(({ status }) => status === 200 || status === 400)).toBe(true)
      for (const { url } of [world, other]) {
        for (const one of [tokens, ...given]) {
          expect((await callApi(url, '/v1/whoami', one)).status).toBe(401)
        }
      }
    })
  },
)
