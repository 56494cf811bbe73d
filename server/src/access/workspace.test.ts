import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import {
  AN_API_KEY,
  furnish,
  openTestInstance,
  OPERATOR,
  recordAuthority,
  type TestInstance,
} from './_instance.ts'
import { createApiKey } from './create-api-key.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { addMember, createUser } from './user.ts'
import { changePlan, createWorkspace, listWorkspaces } from './workspace.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000' as Uuid

let instance: TestInstance
beforeAll(async () => void (instance = await openTestInstance()))
afterAll(() => instance[Symbol.asyncDispose]())

describe('createWorkspace', () => {
  test('derives a slug that is unique, and starts on the plan pro with its owner', async () => {
    const owner = await createUser(instance.context, OPERATOR, { email: 'slugs@example.com' })
    const create = (name: string) =>
      createWorkspace(instance.context, OPERATOR, { name, ownerId: owner.id })
    expect(await create('Éclair & Co.')).toMatchObject({
      name: 'Éclair & Co.',
      slug: 'eclair-co',
      plan: 'pro',
    })
    expect((await create('Eclair Co')).slug).toBe('eclair-co-2')
    expect((await create('eclair co')).slug).toBe('eclair-co-3')
    expect((await create('会社')).slug).toBe('workspace')
    const [first] = await listWorkspaces(instance.context, OPERATOR)
    expect(await instance.store.workspaces.members(first?.id ?? UNKNOWN)).toMatchObject([
      { role: 'owner', email: 'slugs@example.com' },
    ])
  })

  test.each([
    ['taken', 'conflict'],
    ['Taken', 'invalidRequest'],
    ['-a', 'invalidRequest'],
    ['a--b', 'invalidRequest'],
    ['', 'invalidRequest'],
    ['a'.repeat(49), 'invalidRequest'],
  ])('the slug %j: %s', async (slug, code) => {
    const { owner } = await furnish(instance, `Before ${slug}`)
    const taken = { name: 'Taken', slug: 'taken', ownerId: owner.id }
    if (slug === 'taken') await createWorkspace(instance.context, OPERATOR, taken)
    await expect(
      createWorkspace(instance.context, OPERATOR, { ...taken, slug }),
    ).rejects.toMatchObject({ code, field: 'slug' })
  })

  test('is not for API keys', async () => {
    await expect(
      createWorkspace(instance.context, AN_API_KEY, { name: 'x', ownerId: UNKNOWN }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('changePlan', () => {
  test('to free is refused while a key or a program has only some permissions', async () => {
    const { owner, workspace } = await furnish(instance)
    const authority = await recordAuthority(instance, { workspaceId: workspace.id })
    const make = (canRevoke: boolean) =>
      createApiKey(instance.context, OPERATOR, {
        workspaceId: workspace.id,
        userId: owner.id,
        name: 'Reader',
        grants: new Map([[authority.id, { ...ALL_PERMISSIONS, canRevoke }]]),
        expiresAt: null,
      })
    const toFree = () =>
      changePlan(instance.context, OPERATOR, { workspaceId: workspace.id, plan: 'free' })

    const { record } = await make(false)
    await expect(toFree()).rejects.toMatchObject({
      code: 'policyRefused',
      message: expect.stringContaining('"Reader"'),
    })
    await revokeApiKey(instance.context, OPERATOR, record.id)
    const grantId = newUuid(randomUUID)
    const { now } = instance.clock
    const grant = {
      id: grantId,
      clientId: 'assistant',
      clientName: 'Assistant',
      userId: owner.id,
      workspaceId: workspace.id,
      resource: 'mcp' as const,
      mayReturnKeys: false,
      createdAt: now,
      expiresAt: now + 1000,
      grants: new Map([[authority.id, { ...ALL_PERMISSIONS, canRevoke: false }]]),
    }
    await instance.store.oauth.createGrant(grant, [])
    await expect(toFree()).rejects.toMatchObject({
      code: 'policyRefused',
      message: expect.stringContaining('"Assistant"'),
    })
    await instance.store.oauth.endGrant(grantId, now, [])
    await make(true)
    await toFree()
    expect(await instance.store.workspaces.get(workspace.id)).toMatchObject({ plan: 'free' })
    expect((await instance.store.auditLog.recent(1))[0]).toMatchObject({
      action: 'workspace.planChanged',
      detail: { plan: 'free' },
    })
    await expect(make(false)).rejects.toMatchObject({ code: 'policyRefused' })
  })

  test('of an unknown workspace is not found', async () => {
    await expect(
      changePlan(instance.context, OPERATOR, { workspaceId: UNKNOWN, plan: 'pro' }),
    ).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})

describe('users', () => {
  test('are known by their address in lower case, once', async () => {
    expect(
      await createUser(instance.context, OPERATOR, { email: 'Ada@Example.COM' }),
    ).toMatchObject({ email: 'ada@example.com' })
    await expect(
      createUser(instance.context, OPERATOR, { email: 'ADA@example.com' }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(createUser(instance.context, OPERATOR, { email: 'ada' })).rejects.toMatchObject({
      code: 'invalidRequest',
      field: 'email',
    })
  })

  test('become members once', async () => {
    const { workspace } = await furnish(instance)
    const user = await createUser(instance.context, OPERATOR, { email: 'member@example.com' })
    const member = { workspaceId: workspace.id, userId: user.id, role: 'member' } as const
    expect(await addMember(instance.context, OPERATOR, member)).toEqual(member)
    await expect(addMember(instance.context, OPERATOR, member)).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})
