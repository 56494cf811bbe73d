import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { furnish, openTestInstance, recordAuthority, type TestInstance } from './_instance.ts'
import { administrationOf, join, signedIn, type TestAdministration } from './_people.ts'
import {
  changeWorkspace,
  deleteWorkspace,
  getWorkspace,
  type WorkspaceChanges,
} from './workspace-settings.ts'
import { createWorkspace } from './workspace.ts'

let instance: TestInstance
let context: TestAdministration
beforeAll(async () => {
  instance = await openTestInstance()
  context = administrationOf(instance)
})
afterAll(() => instance[Symbol.asyncDispose]())

async function addPasskey(userId: Uuid): Promise<void> {
  const passkey = {
    id: newUuid(context.randomUuid),
    userId,
    credentialId: context.randomUuid(),
    publicKey: context.random(32),
    counter: 0,
    transports: [],
    isBackedUp: false,
    name: 'Key',
    createdAt: instance.clock.now,
    lastUsedAt: null,
  }
  await instance.store.signIn.addPasskey(passkey, passkey.id, [])
}

describe('changing', () => {
  test('what is named changes, the rest stays', async () => {
    const { owner, workspace } = await furnish(instance)
    const authority = await recordAuthority(instance, { workspaceId: workspace.id })
    const act = signedIn(instance, owner, { workspace, role: 'owner' })
    const workspaceId = workspace.id
    await changeWorkspace(context, act, { workspaceId, defaultAuthorityId: authority.id })
    const secondFactor = { workspaceId, requiresSecondFactor: true }
    await expect(changeWorkspace(context, act, secondFactor)).rejects.toMatchObject({
      code: 'policyRefused',
      field: 'requiresSecondFactor',
    })
    await addPasskey(owner.id)
    const changed = await changeWorkspace(context, act, { ...secondFactor, name: ' New name ' })
    expect(changed).toMatchObject({
      workspace: { name: 'New name', slug: workspace.slug },
      settings: {
        defaultAuthorityId: authority.id,
        defaultValidityDays: null,
        requiresSecondFactor: true,
      },
    })
    const cleared = await changeWorkspace(context, act, { workspaceId, defaultAuthorityId: null })
    expect(cleared.settings.defaultAuthorityId).toBeNull()
  })

  test.each<[Omit<WorkspaceChanges, 'workspaceId'>, string, string]>([
    [{ name: ' ' }, 'invalidRequest', 'name'],
    [{ slug: 'Not a slug' }, 'invalidRequest', 'slug'],
    [{ slug: 'settings-taken' }, 'conflict', 'slug'],
    [{ defaultValidityDays: 398 }, 'invalidRequest', 'defaultValidityDays'],
  ])('%j is refused', async (changes, code, field) => {
    const { owner, workspace } = await furnish(instance)
    const act = signedIn(instance, owner, { workspace, role: 'owner' })
    if (changes.slug === 'settings-taken') {
      await createWorkspace(context, act, { name: 'T', slug: changes.slug, ownerId: owner.id })
    }
    await expect(
      changeWorkspace(context, act, { workspaceId: workspace.id, ...changes }),
    ).rejects.toMatchObject({ code, field })
  })

  test('is not for members', async () => {
    const { workspace } = await furnish(instance)
    const { act } = await join(instance, workspace, 'member')
    await expect(
      changeWorkspace(context, act, { workspaceId: workspace.id, name: 'Mine' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('deleting', () => {
  test('takes an owner who proved who they are, the name, and no CA in force', async () => {
    const { owner, workspace } = await furnish(instance, 'Doomed')
    const authority = await recordAuthority(instance, { workspaceId: workspace.id })
    const act = signedIn(instance, owner, { workspace, role: 'owner' })
    const request = { workspaceId: workspace.id, name: 'Doomed' }
    const stale = signedIn(instance, owner, { workspace, role: 'owner' }, { provedAt: 0 })
    await expect(deleteWorkspace(context, stale, request)).rejects.toMatchObject({
      code: 'stepUpRequired',
    })
    await expect(
      deleteWorkspace(context, act, { ...request, name: 'doomed' }),
    ).rejects.toMatchObject({ code: 'invalidRequest', field: 'name' })
    await expect(deleteWorkspace(context, act, request)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('a certificate authority is in force'),
    })
    const { act: admin } = await join(instance, workspace, 'admin')
    await expect(deleteWorkspace(context, admin, request)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const revocation = { revokedAt: instance.clock.now, reason: 'cessationOfOperation' } as const
    await instance.store.authorities.revoke(authority.id, revocation, [])
    await deleteWorkspace(context, act, request)
    await expect(getWorkspace(context, act, workspace.id)).rejects.toMatchObject({
      code: 'notFound',
    })
    expect(await instance.store.authorities.get(authority.id)).toBeDefined()
  })
})

test('anybody signed in may make a workspace and owns it, but nobody for another', async () => {
  const { owner, workspace } = await furnish(instance)
  const { user, act } = await join(instance, workspace, 'member')
  const made = await createWorkspace(context, act, { name: 'Own', ownerId: user.id })
  expect(await instance.store.memberships.workspacesOf(user.id)).toContainEqual(
    expect.objectContaining({ id: made.id, role: 'owner' }),
  )
  await expect(
    createWorkspace(context, act, { name: 'Theirs', ownerId: owner.id }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    createWorkspace(context, act, { name: 'Paid', ownerId: user.id, plan: 'pro' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})
