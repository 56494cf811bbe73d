import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONSOLE_ENDPOINTS } from '../server/src/protocols/console/endpoints.ts'
import { ENDPOINTS } from '../server/src/protocols/rest/endpoints.ts'
import {
  calling,
  openConsole,
  type ConsoleAnswer,
  type ConsoleSession,
  type SignedInPerson,
} from './_kit/console-session.ts'
import { sampleBody } from './_kit/sample-body.ts'
import type { ConsoleEndpoint } from '../server/src/protocols/console/endpoint.ts'

/**
 * Workspaces are sealed from each other: every operation of the console is tried by somebody of another workspace, with ids
 * that are there and with ids that are not, and must answer the same. Made from the table of routes, so that a new one
 * cannot be forgotten.
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

const OF_WORKSPACES = CONSOLE_ENDPOINTS.filter(({ access }) => access === 'workspace')
const OTHERS = CONSOLE_ENDPOINTS.filter(({ access }) => access !== 'workspace')

/** What the owner's workspace holds, by the name that routes have for it. */
type Ids = Readonly<Record<string, string>>

let console: ConsoleSession
let stranger: SignedInPerson
let theirs: string
let ids: Ids
let strangersKey: string

beforeAll(async () => {
  console = await openConsole()
  stranger = await console.addPerson('stranger@example.com')
  const made = await stranger.call('POST', '/console/v1/workspaces', { name: 'Theirs' })
  theirs = made.json.workspace.id
  ids = await furnish(console)
  const root = `/console/v1/workspaces/${theirs}`
  const commonName = 'Their Root CA'
  const subject = { name: commonName, commonName, keyAlgorithm: 'ECDSA-P256', validityDays: 3650 }
  const authority = await stranger.call('POST', `${root}/authorities`, subject)
  const granted = { canRead: true, canIssue: true, canRevoke: true }
  const permissions = { [authority.json.authority.id]: granted }
  const key = await stranger.call('POST', `${root}/api-keys`, { name: 'Theirs', permissions })
  strangersKey = key.json.key
})
afterAll(() => console?.[Symbol.asyncDispose]())

async function furnish({ call, workspaceId, owner }: ConsoleSession): Promise<Ids> {
  const root = `/console/v1/workspaces/${workspaceId}`
  const made = async (path: string, body: unknown): Promise<Record<string, { id: string }>> => {
    const answer = await call('POST', `${root}${path}`, body)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`)
    return answer.json
  }
  const { authorities } = (await call('GET', `${root}/authorities`)).json
  const issuing = authorities.find((one: { parent_ca_id: string | null }) => one.parent_ca_id)
  const idIn = (answer: Record<string, { id: string }>, name: string): string => {
    const id = answer[name]?.id
    if (id === undefined) throw new Error(`no ${name} in ${JSON.stringify(answer)}`)
    return id
  }
  const certificate = { caId: issuing.id, mode: 'managed', commonName: 'api.example.com' }
  const certificateId = idIn(
    await made('/certificates', { ...certificate, validityDays: 30 }),
    'certificate',
  )
  const webhookId = idIn(await made('/webhooks', { url: 'https://10.1.2.3/hook' }), 'webhook')
  const job = { kind: 'revoke', certificateIds: [certificateId], reason: 'superseded' }
  return {
    authority: issuing.id,
    ca: issuing.id,
    certificate: certificateId,
    user: owner.userId,
    webhook: webhookId,
    apiKey: (await call('GET', `${root}/api-keys`)).json.apiKeys[0].id,
    invitation: idIn(
      await made('/invitations', { email: 'ada@example.com', role: 'member' }),
      'invitation',
    ),
    view: idIn(await made('/views', { page: 'certificates', name: 'Mine', query: '' }), 'view'),
    job: idIn(await made('/jobs', job), 'job'),
    client: idIn(
      await made('/oauth/clients', { name: 'Theirs', redirectUris: ['https://app.example.com/'] }),
      'client',
    ),
  }
}

/** Of a parameter of the route: `{id}` is what the part before it says. */
function kindOf(route: string, parameter: string): string {
  if (parameter !== 'id') return parameter.replace(/Ids?$/i, '')
  const before = /\/([\w-]+)\/\{id\}/.exec(route)?.[1] ?? ''
  return before.replace(/s$/, '')
}

function pathOf(
  { route }: ConsoleEndpoint,
  workspaceId: string,
  idOf: (kind: string) => string,
): string {
  return route.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'workspaceId' ? workspaceId : idOf(kindOf(route, name)),
  )
}

async function attempt(
  person: Pick<SignedInPerson, 'call'>,
  endpoint: ConsoleEndpoint,
  workspaceId: string,
  idOf: (kind: string) => string,
): Promise<ConsoleAnswer> {
  const body = sampleBody(endpoint.operationId, (member) => idOf(member.replace(/Ids?$/i, '')))
  const path = pathOf(endpoint, workspaceId, idOf)
  return person.call(endpoint.method.toUpperCase(), path, body)
}

const known = (kind: string): string => ids[kind] ?? randomUUID()
const unknown = (): string => randomUUID()

/** Beside that of the workspace. */
function hasFurtherIds(route: string): boolean {
  return route.split('{').length > 2
}

function bodyHoldsIds(operationId: string): boolean {
  const [one, other] = ['one', 'other'].map((id) =>
    JSON.stringify(sampleBody(operationId, () => id)),
  )
  return one !== other
}

/** Two answers are the same to whoever looks at them: but for ids that they themselves gave, and times. */
function told({ status, text }: ConsoleAnswer): string {
  return `${status} ${text
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')}`
}

test('only what must be is open to anybody', () => {
  const open = OTHERS.filter(({ access }) => access === 'public')
  expect(open.map(({ operationId }) => operationId).sort()).toEqual([...PUBLIC].sort())
  expect(OF_WORKSPACES.length).toBeGreaterThan(60)
})

describe('nobody without a session', () => {
  const closed = CONSOLE_ENDPOINTS.filter(({ access }) => access !== 'public')
  test.each(closed.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    'may %s',
    async (_, endpoint) => {
      const answer = await attempt(
        { call: calling(console.url) },
        endpoint,
        console.workspaceId,
        known,
      )
      expect(answer.status).toBe(401)
    },
  )
})

describe('somebody of another workspace', () => {
  test.each(OF_WORKSPACES.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    'may not %s, nor learn that the workspace is there',
    async (_, endpoint) => {
      const there = await attempt(stranger, endpoint, console.workspaceId, known)
      const nowhere = await attempt(stranger, endpoint, randomUUID(), known)
      expect(there.status).toBe(404)
      expect(told(there)).toBe(told(nowhere))
    },
  )

  const byId = OF_WORKSPACES.filter(
    ({ route, operationId }) => hasFurtherIds(route) || bodyHoldsIds(operationId),
  )
  const examined: number[] = []
  test.each(byId.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    'cannot %s from their own with ids of ours, nor learn that those are there',
    async (_, endpoint) => {
      const there = await attempt(stranger, endpoint, theirs, known)
      const nowhere = await attempt(stranger, endpoint, theirs, unknown)
      expect(told(there)).toBe(told(nowhere))
      if (hasFurtherIds(endpoint.route)) expect(there.status).toBeGreaterThanOrEqual(400)
      examined.push(there.status)
    },
  )

  test('which is not for want of a request that makes sense', () => {
    const beyondValidation = examined.filter((status) => status !== 400)
    expect(beyondValidation.length / examined.length).toBeGreaterThan(0.6)
  })

  const ofInstance = OTHERS.filter(({ access }) => access === 'instance')
  test.each(ofInstance.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    'may not %s: that is for operators',
    async (_, endpoint) => {
      const answer = await attempt(stranger, endpoint, theirs, known)
      expect(answer.status).toBe(403)
    },
  )
})

describe('an API key of another workspace', () => {
  const withIds = ENDPOINTS.filter(({ route, body }) => route.includes('{') || body?.required)
  test.each(withIds.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    'cannot %s with ids of ours, nor learn that those are there',
    async (_, { method, route, body }) => {
      const answers = [known, unknown].map(async (idOf) => {
        const path = route.replace('{id}', idOf(kindOf(route, 'id')))
        const caId = idOf('ca')
        const sent = body && { ...body.example, caId }
        return call(method.toUpperCase(), path, sent)
      })
      const [there, nowhere] = await Promise.all(answers)
      if (there === undefined || nowhere === undefined) throw new Error('no answer')
      expect(told(there)).toBe(told(nowhere))
      expect([403, 404]).toContain(there.status)
    },
  )

  test('lists nothing of ours', async () => {
    for (const [path, id] of [
      ['/v1/cas', ids['authority']],
      ['/v1/certificates', ids['certificate']],
    ] as const) {
      const { status, text } = await call('GET', path)
      expect([status, text.includes(id ?? '')]).toEqual([200, false])
    }
  })

  const call: SignedInPerson['call'] = (method, path, body) =>
    calling(console.url, { Authorization: `Bearer ${strangersKey}` })(method, path, body)
})

test('all the while, nothing of ours has changed', async () => {
  const root = `/console/v1/workspaces/${console.workspaceId}`
  const certificate = await console.call('GET', `${root}/certificates/${ids['certificate']}`)
  expect(certificate.status).toBe(200)
  for (const path of [
    `/webhooks/${ids['webhook']}`,
    `/api-keys/${ids['apiKey']}`,
    `/jobs/${ids['job']}`,
    `/authorities/${ids['authority']}`,
  ]) {
    expect((await console.call('GET', root + path)).status, path).toBe(200)
  }
  const { members } = (await console.call('GET', `${root}/members`)).json
  expect(members.map(({ email }: { email: string }) => email)).toEqual(['owner@localhost'])
})
