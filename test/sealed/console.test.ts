import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleDocument } from '../../server/src/protocols/console/openapi.ts'
import { CONSOLE_ENDPOINTS } from '../../server/src/protocols/console/endpoints.ts'
import { calling, type ConsoleAnswer, type SignedInPerson } from '../_kit/console-session.ts'
import { sampleBody } from '../_kit/sample-body.ts'
import {
  kindOf,
  kindOfMember,
  openTwoWorkspaces,
  told,
  unknown,
  type TwoWorkspaces,
} from './_two-workspaces.ts'
import type { ConsoleEndpoint } from '../../server/src/protocols/console/endpoint.ts'

/**
 * Every operation of the console is tried by somebody of another workspace, with ids that are there and with ids that are
 * not, and must answer the same. Made from the table of routes, so that a new one cannot be forgotten.
 */
const PUBLIC = [
  'lookAtSetupLink',
  'redeemSetupLink',
  'signInWithPassword',
  'signInWithCode',
  'passkeySignInOptions',
  'signInWithPasskey',
  'signInWays',
  'goToProvider',
  'returnFromProvider',
  'inspectInvitation',
  'acceptInvitationAsNewPerson',
]

/** Of nobody's: a provider's name, and a file on the server that operators alone may have. */
const NO_IDS: ReadonlySet<string> = new Set(['identity', 'backup'])

const OF_WORKSPACES = CONSOLE_ENDPOINTS.filter(({ access }) => access === 'workspace')
const OF_PEOPLE = CONSOLE_ENDPOINTS.filter(({ access }) => access === 'session')
const OF_INSTANCE = CONSOLE_ENDPOINTS.filter(({ access }) => access === 'instance')

type IdOf = (kind: string) => string
type Caller = Pick<SignedInPerson, 'call'>

let world: TwoWorkspaces
beforeAll(async () => {
  world = await openTwoWorkspaces()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const known: IdOf = (kind) => (NO_IDS.has(kind) ? 'sample' : world.known(kind))

/** Parameters of the query that hold an id: of the document, since the schemas do not tell. */
const QUERY_IDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(consoleDocument().paths ?? {}).flatMap((methods) =>
    (Object.values(methods) as readonly Described[]).map(
      ({ operationId, parameters = [] }) =>
        [
          operationId,
          parameters
            .filter((one) => one.in === 'query' && /^subject$|ids?$/i.test(one.name))
            .map(({ name }) => name),
        ] as const,
    ),
  ),
)

interface Described {
  readonly operationId: string
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
}

function addressOf(endpoint: ConsoleEndpoint, workspaceId: string, idOf: IdOf): string {
  const { route, operationId } = endpoint
  const path = route.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'workspaceId' ? workspaceId : idOf(kindOf(route, name)),
  )
  const names = QUERY_IDS.get(operationId) ?? []
  const query = new URLSearchParams(names.map((name) => [name, idOf(kindOfMember(route, name))]))
  return query.size === 0 ? path : `${path}?${query}`
}

async function attempt(
  { call }: Caller,
  endpoint: ConsoleEndpoint,
  workspaceId: string,
  idOf: IdOf,
): Promise<ConsoleAnswer> {
  const body = sampleBody(endpoint.operationId, (name) => idOf(kindOfMember(endpoint.route, name)))
  return call(endpoint.method.toUpperCase(), addressOf(endpoint, workspaceId, idOf), body)
}

/** Beside that of the workspace. */
function pathHoldsIds({ route }: ConsoleEndpoint): boolean {
  return route.replace('{workspaceId}', '').includes('{')
}

function holdsIds(endpoint: ConsoleEndpoint): boolean {
  const [one, other] = ['one', 'other'].map((id) =>
    JSON.stringify(sampleBody(endpoint.operationId, () => id)),
  )
  return (
    pathHoldsIds(endpoint) || one !== other || QUERY_IDS.get(endpoint.operationId)?.length !== 0
  )
}

const named = (endpoints: readonly ConsoleEndpoint[]) =>
  endpoints.map((endpoint) => [endpoint.operationId, endpoint] as const)

test('only what must be is open to anybody', () => {
  const open = CONSOLE_ENDPOINTS.filter(({ access }) => access === 'public')
  expect(open.map(({ operationId }) => operationId).sort()).toEqual([...PUBLIC].sort())
  expect(OF_WORKSPACES.length).toBeGreaterThan(60)
})

describe('nobody without a session', () => {
  const closed = CONSOLE_ENDPOINTS.filter(({ access }) => access !== 'public')
  test.each(named(closed))('may %s', async (_, endpoint) => {
    const { url, workspaceId } = world.console
    const answer = await attempt({ call: calling(url) }, endpoint, workspaceId, known)
    expect(answer.status).toBe(401)
  })
})

describe('somebody of another workspace', () => {
  test.each(named(OF_WORKSPACES))(
    'may not %s, nor learn that the workspace is there',
    async (_, endpoint) => {
      const { stranger, console } = world
      const there = await attempt(stranger, endpoint, console.workspaceId, known)
      const nowhere = await attempt(stranger, endpoint, unknown(), known)
      expect(there.status).toBe(404)
      expect(told(there)).toBe(told(nowhere))
    },
  )

  const examined: number[] = []
  test.each(named(OF_WORKSPACES.filter(holdsIds)))(
    'cannot %s from their own with ids of ours, nor learn that those are there',
    async (_, endpoint) => {
      const { stranger, theirs } = world
      const there = await attempt(stranger, endpoint, theirs.workspaceId, known)
      const nowhere = await attempt(stranger, endpoint, theirs.workspaceId, unknown)
      expect(told(there)).toBe(told(nowhere))
      if (pathHoldsIds(endpoint)) expect(there.status).toBeGreaterThanOrEqual(400)
      examined.push(there.status)
    },
  )

  test('which is not for want of a request that makes sense', () => {
    const beyondValidation = examined.filter((status) => status !== 400)
    expect(beyondValidation.length / examined.length).toBeGreaterThan(0.6)
  })

  test.each(named(OF_PEOPLE.filter(pathHoldsIds)))(
    'cannot %s with what is another person’s, nor learn that it is there',
    async (_, endpoint) => {
      const there = await attempt(world.stranger, endpoint, '', known)
      const nowhere = await attempt(world.stranger, endpoint, '', unknown)
      expect(there.status).toBe(404)
      expect(told(there)).toBe(told(nowhere))
    },
  )

  test.each(named(OF_INSTANCE))('may not %s: that is for operators', async (_, endpoint) => {
    const answer = await attempt(world.stranger, endpoint, '', known)
    expect(answer.status).toBe(403)
  })
})

test('all the while, nothing of ours has changed', async () => {
  const { call, workspaceId } = world.console
  const root = `/console/v1/workspaces/${workspaceId}`
  for (const path of [
    `${root}/certificates/${known('certificate')}`,
    `${root}/webhooks/${known('webhook')}`,
    `${root}/api-keys/${known('api-key')}`,
    `${root}/jobs/${known('job')}`,
    `${root}/authorities/${known('authority')}`,
    `${root}/authority-requests/${known('authority-request')}`,
    `/console/v1/key-links/${known('key-link')}`,
  ]) {
    expect((await call('GET', path)).status, path).toBe(200)
  }
  for (const [path, kind] of [
    [`${root}/views?page=certificates`, 'view'],
    [`${root}/alerts`, 'alert'],
    [`${root}/invitations`, 'invitation'],
    [`${root}/oauth/grants`, 'oauth-grant'],
    [`${root}/oauth/clients`, 'oauth-client'],
    ['/console/v1/account/passkeys', 'passkey'],
    ['/console/v1/account/sessions', 'session'],
  ] as const) {
    expect((await call('GET', path)).text, path).toContain(known(kind))
  }
  const { members } = (await call('GET', `${root}/members`)).json
  expect(members.map(({ email }: { email: string }) => email)).toEqual(['owner@localhost'])
})
