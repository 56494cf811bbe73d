import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import {
  furnish,
  openTestInstance,
  recordAuthority,
  type Furnished,
  type TestInstance,
} from './_instance.ts'
import {
  administrationOf,
  join,
  signedIn,
  type Joined,
  type TestAdministration,
} from './_people.ts'
import { createAuthenticator, type Authenticator } from './authenticate.ts'
import { createApiKey, type CreatedApiKey } from './create-api-key.ts'
import { findApiKey, listApiKeys, revokeApiKey } from './revoke-api-key.ts'
import { rotateApiKey } from './rotate-api-key.ts'

const HOUR = 3_600_000

let instance: TestInstance
let context: TestAdministration
let authenticator: Authenticator
let furnished: Furnished
let member: Joined

beforeAll(async () => {
  instance = await openTestInstance()
  context = administrationOf(instance)
  authenticator = createAuthenticator({
    store: instance.store,
    now: () => instance.clock.now,
    refusals: { refused: () => {} },
    onFailure: () => {},
  })
})
afterAll(async () => {
  await authenticator[Symbol.asyncDispose]()
  await instance[Symbol.asyncDispose]()
})
beforeEach(async () => {
  furnished = await furnish(instance)
  member = await join(instance, furnished.workspace, 'member')
})

async function makeKey(allowedAddresses: readonly string[] = []): Promise<CreatedApiKey> {
  const { workspace } = furnished
  const authority = await recordAuthority(instance, { workspaceId: workspace.id })
  return createApiKey(context, member.act, {
    workspaceId: workspace.id,
    userId: member.user.id,
    name: 'Deploy',
    grants: new Map([[authority.id, ALL_PERMISSIONS]]),
    expiresAt: instance.clock.now + 30 * 24 * HOUR,
    allowedAddresses,
    mayReturnPrivateKeys: true,
  })
}

const authenticate = ({ key }: Pick<CreatedApiKey, 'key'>, address = '192.0.2.1') =>
  authenticator.authenticate(`Bearer ${key.reveal()}`, address, 'r-1')

describe('rotation', () => {
  test('both keys are good during the overlap, then the new one alone', async () => {
    const former = await makeKey(['192.0.2.0/24'])
    const workspaceId = furnished.workspace.id
    const rotated = await rotateApiKey(context, member.act, {
      workspaceId,
      id: former.record.id,
      overlapHours: 24,
    })
    expect(rotated.formerEndsAt).toBe(instance.clock.now + 24 * HOUR)
    expect(rotated.record).toMatchObject({
      name: 'Deploy',
      grants: former.record.grants,
      allowedAddresses: ['192.0.2.0/24'],
      mayReturnPrivateKeys: true,
      expiresAt: instance.clock.now + 30 * 24 * HOUR,
    })
    expect(await authenticate(former)).toMatchObject({ id: former.record.id })
    expect(await authenticate(rotated)).toMatchObject({ id: rotated.record.id })
    instance.clock.now += 24 * HOUR
    await expect(authenticate(former)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await authenticate(rotated)).toMatchObject({ id: rotated.record.id })
    const again = { workspaceId, id: former.record.id, overlapHours: 0 }
    await expect(rotateApiKey(context, member.act, again)).rejects.toMatchObject({
      code: 'stepUpRequired',
    })
    const within = { workspace: furnished.workspace, role: 'member' } as const
    const proved = signedIn(instance, member.user, within)
    await expect(rotateApiKey(context, proved, again)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('without an overlap the former key ends at once', async () => {
    const former = await makeKey()
    const workspaceId = furnished.workspace.id
    const request = { workspaceId, id: former.record.id, overlapHours: 0 }
    await rotateApiKey(context, member.act, request)
    await expect(authenticate(former)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test("is for the key's own user: a key acts as them", async () => {
    const { record } = await makeKey()
    const { workspace, owner } = furnished
    const act = signedIn(instance, owner, { workspace, role: 'owner' })
    const request = { workspaceId: workspace.id, id: record.id, overlapHours: 1 }
    await expect(rotateApiKey(context, act, request)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      rotateApiKey(context, member.act, { ...request, overlapHours: 745 }),
    ).rejects.toMatchObject({ code: 'invalidRequest', field: 'overlapHours' })
  })
})

test('a key that is bound to addresses is refused from any other, like one that is unknown', async () => {
  const bound = await makeKey(['198.51.100.0/24', '2001:db8::1'])
  expect(await authenticate(bound, '198.51.100.9')).toMatchObject({ mayReturnPrivateKeys: true })
  expect(await authenticate(bound, '2001:db8::1')).toBeDefined()
  const known = await authenticate(bound, '203.0.113.5').catch((error: unknown) => error)
  const unknown = await authenticator
    .authenticate('Bearer cm_nothing', '203.0.113.6', 'r-1')
    .catch((error: unknown) => error)
  expect(known).toEqual(unknown)
})

test('members see and end their own keys; admins see and end all; nobody makes keys for others', async () => {
  const { record } = await makeKey()
  const { workspace } = furnished
  const other = await join(instance, workspace, 'member')
  const admin = await join(instance, workspace, 'admin')
  expect(await listApiKeys(context, other.act, workspace.id)).toEqual([])
  expect(await listApiKeys(context, admin.act, workspace.id)).toMatchObject([{ id: record.id }])
  await expect(
    findApiKey(context, other.act, { id: record.id, workspaceId: workspace.id }),
  ).rejects.toMatchObject({ code: 'notFound' })
  await expect(revokeApiKey(context, other.act, record.id)).rejects.toMatchObject({
    code: 'notFound',
  })
  const stranger = await furnish(instance)
  const foreign = signedIn(instance, stranger.owner, {
    workspace: stranger.workspace,
    role: 'owner',
  })
  await expect(revokeApiKey(context, foreign, record.id)).rejects.toMatchObject({
    code: 'notFound',
  })
  const forOther = { workspaceId: workspace.id, userId: other.user.id, name: 'x', expiresAt: null }
  await expect(
    createApiKey(context, admin.act, { ...forOther, grants: record.grants }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  expect(await revokeApiKey(context, admin.act, record.id)).toMatchObject({ id: record.id })
})
