import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Uuid } from '../pki/identifier.ts'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import {
  AN_API_KEY,
  furnish,
  openTestInstance,
  recordAuthority,
  type Furnished,
  type TestInstance,
} from './_instance.ts'
import { administrationOf, join, signedIn, type TestAdministration } from './_people.ts'
import { createApiKey } from './create-api-key.ts'
import { changeRole, listMembers, removeMember } from './members.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000' as Uuid

let instance: TestInstance
let context: TestAdministration
beforeAll(async () => {
  instance = await openTestInstance()
  context = administrationOf(instance)
})
afterAll(() => instance[Symbol.asyncDispose]())

function ownerOf({ owner, workspace }: Furnished): ReturnType<typeof signedIn> {
  return signedIn(instance, owner, { workspace, role: 'owner' })
}

describe('the last owner stays', () => {
  test('in the role and in the workspace, until there is another', async () => {
    const furnished = await furnish(instance)
    const { workspace, owner } = furnished
    const act = ownerOf(furnished)
    const oneself = { workspaceId: workspace.id, userId: owner.id }
    await expect(changeRole(context, act, { ...oneself, role: 'member' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(removeMember(context, act, oneself)).rejects.toMatchObject({ code: 'conflict' })

    const admin = await join(instance, workspace, 'admin')
    const promotion = { workspaceId: workspace.id, userId: admin.user.id, role: 'owner' } as const
    expect(await changeRole(context, act, promotion)).toMatchObject({ role: 'owner' })
    expect(await removeMember(context, act, oneself)).toMatchObject({ kind: 'left' })
    expect(await listMembers(context, admin.act, workspace.id)).toMatchObject([
      { userId: admin.user.id, role: 'owner' },
    ])
  })
})

test('the keys of a member who leaves end at once, and the record says why', async () => {
  const furnished = await furnish(instance)
  const { workspace } = furnished
  const authority = await recordAuthority(instance, { workspaceId: workspace.id })
  const member = await join(instance, workspace, 'member')
  const { record } = await createApiKey(context, member.act, {
    workspaceId: workspace.id,
    userId: member.user.id,
    name: 'Mine',
    grants: new Map([[authority.id, ALL_PERMISSIONS]]),
    expiresAt: null,
  })
  const left = { workspaceId: workspace.id, userId: member.user.id }
  expect(await removeMember(context, ownerOf(furnished), left)).toEqual({
    kind: 'left',
    apiKeys: 1,
    oauthGrants: 0,
  })
  expect((await instance.store.apiKeys.get(record.id))?.revokedAt).toBe(instance.clock.now)
  const [removed, revoked] = await instance.store.auditLog.recent(2)
  expect(removed).toMatchObject({ action: 'member.removed', detail: { left: false } })
  expect(revoked).toMatchObject({
    action: 'apiKey.revoked',
    subject: record.id,
    detail: { because: 'member removed', email: member.user.email },
  })
})

describe('who may do what', () => {
  test('admins manage admins and members, not owners; members only themselves', async () => {
    const furnished = await furnish(instance)
    const { workspace, owner } = furnished
    const admin = await join(instance, workspace, 'admin')
    const member = await join(instance, workspace, 'member')
    const role = (act: typeof admin.act, userId: Uuid, wanted: 'owner' | 'admin' | 'member') =>
      changeRole(context, act, { workspaceId: workspace.id, userId, role: wanted })
    const remove = (act: typeof admin.act, userId: Uuid) =>
      removeMember(context, act, { workspaceId: workspace.id, userId })
    const forbidden = { code: 'forbidden' }

    expect(await role(admin.act, member.user.id, 'admin')).toMatchObject({ role: 'admin' })
    await expect(role(admin.act, member.user.id, 'owner')).rejects.toMatchObject(forbidden)
    await expect(role(admin.act, owner.id, 'member')).rejects.toMatchObject(forbidden)
    await expect(remove(admin.act, owner.id)).rejects.toMatchObject(forbidden)
    await expect(role(member.act, member.user.id, 'admin')).rejects.toMatchObject(forbidden)
    await expect(remove(member.act, admin.user.id)).rejects.toMatchObject(forbidden)
    expect(await remove(member.act, member.user.id)).toMatchObject({ kind: 'left' })
    await expect(role(admin.act, UNKNOWN, 'member')).rejects.toMatchObject({ code: 'notFound' })
  })

  test("another workspace's members are nobody's business, nor is this one an API key's", async () => {
    const [one, other] = [await furnish(instance), await furnish(instance)]
    await expect(listMembers(context, ownerOf(one), other.workspace.id)).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(listMembers(context, ownerOf(one), UNKNOWN)).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(listMembers(context, AN_API_KEY, one.workspace.id)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
