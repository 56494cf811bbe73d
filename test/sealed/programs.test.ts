import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { TOOLS } from '../../server/src/protocols/mcp/tools.ts'
import { ENDPOINTS } from '../../server/src/protocols/rest/endpoints.ts'
import { calling, type SignedInPerson } from '../_kit/console-session.ts'
import { makeOwnRequest } from '../_kit/own-request.ts'
import { connectMcp, type McpClient } from '../_kit/mcp-clients.ts'
import { sampleOf } from '../_kit/sample-body.ts'
import {
  kindOf,
  kindOfMember,
  openTwoWorkspaces,
  told,
  unknown,
  type TwoWorkspaces,
} from './_two-workspaces.ts'
import type { Endpoint } from '../../server/src/protocols/rest/endpoint.ts'
import type { Tool } from '../../server/src/protocols/mcp/tool.ts'

/**
 * A program with a credential of another workspace tries every operation of /v1 and every tool and resource of /mcp with
 * ids of ours: made from the tables that serve them, so that a new one cannot be forgotten.
 */
type IdOf = (kind: string) => string

const CREDENTIALS = ['an API key', 'an OAuth access token'] as const
type CredentialName = (typeof CREDENTIALS)[number]

const CSR = makeOwnRequest('stolen.example.com')

let world: TwoWorkspaces
const clients = new Map<CredentialName, McpClient>()

beforeAll(async () => {
  world = await openTwoWorkspaces()
  for (const name of CREDENTIALS) {
    const { url } = world.console.server
    clients.set(name, await connectMcp({ url, key: credential(name, 'mcp') }))
  }
})
afterAll(async () => {
  for (const client of clients.values()) await client[Symbol.asyncDispose]()
  await world?.[Symbol.asyncDispose]()
})

function credential(name: CredentialName, face: 'api' | 'mcp'): string {
  const { apiKey, accessTokens } = world.theirs
  return name === 'an API key' ? apiKey : accessTokens[face]
}

const known: IdOf = (kind) => world.known(kind)
const own: IdOf = (kind) => world.theirs.ids[kind] ?? ''

/** Whatever would tell of the other workspace. */
function secrets(): readonly string[] {
  const kinds = ['workspace', 'ca', 'certificate', 'user', 'api-key']
  return [...kinds.map(known), 'api.example.com', 'owner@localhost', 'My Workspace']
}

/** What takes a form of its own; of a plan nothing is known yet. */
const FITTING: Readonly<Record<string, unknown>> = {
  csrPem: CSR,
  pem: CSR,
  commonName: 'stolen.example.com',
  sanDns: ['stolen.example.com'],
  sanIp: ['192.0.2.1'],
  confirmationToken: undefined,
}

function argumentsOf({ input, name }: Tool, idOf: IdOf): Record<string, unknown> {
  const given = sampleOf(schemaOf(input), name, (member) => idOf(kindOfMember('', member)))
  const entries = Object.entries(given as object)
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key in FITTING ? FITTING[key] : value]),
  )
}

/** Whether it is about one thing by its id; otherwise an id only narrows a list. */
function takesId({ input }: Tool): boolean {
  return (schemaOf(input).required ?? []).some((member) => /ids?$/i.test(member))
}

function schemaOf(input: Tool['input']): Parameters<typeof sampleOf>[0] {
  return z.toJSONSchema(input, { io: 'input' }) as Parameters<typeof sampleOf>[0]
}

/** Parameters of a query that hold ids, by what the schema calls them. */
function queryOf({ query, route }: Endpoint, idOf: IdOf): string {
  const names = Object.keys(query?.shape ?? {}).filter((name) => /ids?$/i.test(name))
  const entries = names.map((name) => [name, idOf(kindOfMember(route, name))])
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
}

describe.each(CREDENTIALS)('%s of another workspace, at /v1', (name) => {
  const call: SignedInPerson['call'] = (method, path, body) =>
    calling(world.console.url, { Authorization: `Bearer ${credential(name, 'api')}` })(
      method,
      path,
      body,
    )
  const attempt = async (endpoint: Endpoint, idOf: IdOf) => {
    const { method, route, body } = endpoint
    const path = route.replaceAll(/\{(\w+)\}/g, (_, one: string) => idOf(kindOf(route, one)))
    const sent = body && {
      ...body.example,
      ...('caId' in body.schema.shape && { caId: idOf('ca') }),
    }
    return call(method.toUpperCase(), path + queryOf(endpoint, idOf), sent)
  }

  test.each(ENDPOINTS.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    'cannot %s with ids of ours, nor learn that those are there',
    async (_, endpoint) => {
      const [there, nowhere] = [await attempt(endpoint, known), await attempt(endpoint, unknown)]
      expect(told(there)).toBe(told(nowhere))
      const namesOne = endpoint.route.includes('{') || endpoint.method !== 'get'
      if (namesOne) expect([403, 404]).toContain(there.status)
      for (const secret of secrets()) expect(told(there), secret).not.toContain(secret)
    },
  )

  test('and is told of nothing of ours in any list', async () => {
    const lists = ENDPOINTS.filter(({ method, route }) => method === 'get' && !route.includes('{'))
    expect(lists.length).toBeGreaterThan(2)
    for (const { route } of lists) {
      const { status, text } = await call('GET', route)
      expect(status).toBe(200)
      for (const secret of secrets()) expect(text, route).not.toContain(secret)
    }
  })
})

describe.each(CREDENTIALS)('%s of another workspace, at /mcp', (name) => {
  const client = (): McpClient => {
    const found = clients.get(name)
    if (found === undefined) throw new Error('not connected')
    return found
  }
  const attempt = async (tool: Tool, idOf: IdOf): Promise<string> => {
    const { isError, text } = await client().call(tool.name, argumentsOf(tool, idOf))
    return told({ status: isError ? 400 : 200, text })
  }

  test('sees every tool there is', async () => {
    const seen = (await client().tools()).map((tool) => tool.name)
    expect(seen.toSorted()).toEqual(TOOLS.map((tool) => tool.name).toSorted())
    expect(TOOLS.filter(takesId).length).toBeGreaterThanOrEqual(8)
  })

  test.each(TOOLS.map((tool) => [tool.name, tool] as const))(
    'gets nothing of ours out of %s, nor learns that it is there',
    async (_, tool) => {
      const there = await attempt(tool, known)
      expect(there).toBe(await attempt(tool, unknown))
      for (const secret of secrets()) expect(there, secret).not.toContain(secret)
      expect(there.startsWith('400 ')).toBe(takesId(tool))
      // With what is theirs the same call is answered: it was not refused for its form.
      const theirs = await client().call(tool.name, argumentsOf(tool, own))
      expect([theirs.isError, theirs.text]).toEqual([false, expect.any(String)])
    },
  )

  test('is shown no resource of ours, and cannot read one by its address', async () => {
    const uris = await client().resources()
    expect(uris.length).toBeGreaterThan(1)
    const forms = new Set(uris.map((uri) => uri.replace(own('ca'), '{id}')))
    expect([...forms].every((form) => form.includes('{id}'))).toBe(true)
    for (const form of forms) {
      const answers = [known('ca'), unknown()].map((id) =>
        refusalOf(client(), form.replace('{id}', id)),
      )
      const [there, nowhere] = await Promise.all(answers)
      expect(there).toBe(nowhere)
      expect(await client().read(form.replace('{id}', own('ca')))).toContain('BEGIN CERTIFICATE')
    }
  })
})

async function refusalOf(client: McpClient, uri: string): Promise<string> {
  const refusal: unknown = await client.read(uri).catch((error: unknown) => error)
  if (!(refusal instanceof Error)) throw new Error(`${uri} was read: ${String(refusal)}`)
  return told({ status: 404, text: refusal.message })
}
