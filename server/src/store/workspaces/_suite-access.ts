import { describe, expect, test } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import { ALL_PERMISSIONS } from '../../pki/permission.ts'
import { addWorld, events, keyHash, NOW, uuid, type World } from '../_fixtures.ts'
import type { NewApiKey } from '../programs/api-key-store.ts'
import type { Store } from '../store.ts'

export function accessSuite(given: () => Store): void {
  describe('workspaces and people', () => {
    test('a slug and an e-mail address are taken once', async () => {
      const store = given()
      const { workspaceId, userId } = await addWorld(store)
      const workspace = await store.workspaces.get(workspaceId)
      if (!workspace) throw new Error('the workspace is missing')
      expect(await store.workspaces.findBySlug(workspace.slug)).toEqual(workspace)
      expect(await store.workspaces.list()).toContainEqual(workspace)
      const owner = { workspaceId, userId, role: 'owner' } as const
      const twin = { ...workspace, id: uuid() }
      const created = await store.workspaces.create(twin, { ...owner, workspaceId: twin.id }, [])
      expect(created).toBe('slugTaken')
      expect(await store.workspaces.get(twin.id)).toBeUndefined()
      const user = await store.workspaces.findUser(`${userId}@example.com`)
      if (!user) throw new Error('the user is missing')
      expect(await store.workspaces.createUser({ ...user, id: uuid() }, [])).toBe('emailTaken')
      expect(await store.workspaces.findUser('nobody@example.com')).toBeUndefined()
      expect(await store.workspaces.members(workspaceId)).toEqual([{ ...owner, email: user.email }])
      expect(await store.workspaces.addMember(owner, [])).toBe('alreadyMember')
    })

    test('a plan changes, a set-up token is kept', async () => {
      const store = given()
      const { workspaceId, userId } = await addWorld(store)
      expect(await store.workspaces.changePlan(workspaceId, 'free', [])).toBe('changed')
      expect((await store.workspaces.get(workspaceId))?.plan).toBe('free')
      expect(await store.workspaces.changePlan(uuid(), 'free', [])).toBe('notFound')
      const token = { tokenHash: keyHash(userId), userId, expiresAt: NOW }
      await store.workspaces.createSetupToken(token, events('setupLink.created'))
    })
  })

  describe('API keys', () => {
    test('come back with their owner and what they may do', async () => {
      const store = given()
      const world = await addWorld(store)
      const key = apiKeyOf(world, [world.root.id, world.issuing.id])
      expect(await store.apiKeys.create(key, events('apiKey.created'))).toBe('created')
      const stored = await store.apiKeys.findByHash(key.keyHash)
      expect(stored).toEqual({
        id: key.id,
        name: key.name,
        prefix: key.prefix,
        user: { id: world.userId, email: `${world.userId}@example.com`, createdAt: NOW },
        workspace: await store.workspaces.get(world.workspaceId),
        createdAt: NOW,
        expiresAt: NOW + 5,
        revokedAt: null,
        lastUsedAt: null,
        lastUsedAddress: null,
        replacedBy: null,
        endsAt: null,
        allowedAddresses: ['192.0.2.0/24'],
        mayReturnPrivateKeys: true,
        createdBy: world.userId,
        grants: key.grants,
      })
      expect(await store.apiKeys.get(key.id)).toEqual(stored)
      expect(await store.apiKeys.list(world.workspaceId)).toEqual([stored])
      expect(await store.apiKeys.list(undefined)).toContainEqual(stored)
      expect(await store.apiKeys.findByHash(keyHash('unknown'))).toBeUndefined()
    })

    test('reach the CAs of their own workspace only, and belong to a member', async () => {
      const store = given()
      const world = await addWorld(store)
      const other = await addWorld(store)
      const foreign = apiKeyOf(world, [world.root.id, other.root.id])
      expect(await store.apiKeys.create(foreign, [])).toBe('foreignAuthority')
      const stranger = { ...apiKeyOf(world, []), userId: other.userId }
      expect(await store.apiKeys.create(stranger, [])).toBe('notMember')
      expect(await store.apiKeys.list(world.workspaceId)).toEqual([])
    })

    test('are revoked once, and remember their latest use', async () => {
      const store = given()
      const world = await addWorld(store)
      const key = apiKeyOf(world, [world.root.id])
      await store.apiKeys.create(key, [])
      const used = async (at: number): Promise<void> =>
        store.apiKeys.touch([{ id: key.id, at, address: '192.0.2.1' }])
      await used(NOW + 10)
      await used(NOW + 5)
      expect((await store.apiKeys.get(key.id))?.lastUsedAt).toBe(NOW + 10)
      expect(await store.apiKeys.revoke(key.id, NOW + 20, [])).toBe('revoked')
      expect(await store.apiKeys.revoke(key.id, NOW + 30, [])).toBe('alreadyRevoked')
      expect((await store.apiKeys.get(key.id))?.revokedAt).toBe(NOW + 20)
      expect(await store.apiKeys.revoke(uuid(), NOW, [])).toBe('notFound')
    })
  })

  describe('secrets', () => {
    test('the first of two stays', async () => {
      const store = given()
      const name = `secret-${uuid()}`
      const [a, b] = [keyHash('a'), keyHash('b')]
      const kept = await Promise.all(
        [a, b].map(async (s) => store.secrets.putIfAbsent(name, s, [])),
      )
      expect(kept[0]).toEqual(kept[1])
      expect(await store.secrets.get(name)).toEqual(kept[0])
      expect(await store.secrets.get('unknown')).toBeUndefined()
    })

    test('are exchanged with all CA keys at once, or not at all', async () => {
      const store = given()
      const world = await addWorld(store)
      const name = `secret-${uuid()}`
      await store.secrets.putIfAbsent(name, keyHash('old'), [])
      const read = async (): Promise<Parameters<Store['secrets']['replaceAll']>[0]> => ({
        authorityKeys: (await store.authorities.allSealedKeys()).map((key) => ({
          ...key,
          sealedKey: keyHash(key.authorityId),
        })),
        responderKeys: await store.responders.allSealedKeys(),
        secrets: (await store.secrets.all()).map((secret) => ({
          ...secret,
          sealed: keyHash('new'),
        })),
      })
      const before = await read()
      await addWorld(store)
      expect(await store.secrets.replaceAll(before, [])).toBe('changedMeanwhile')
      const now = await read()
      const without = { ...now, secrets: now.secrets.filter((secret) => secret.name !== name) }
      expect(await store.secrets.replaceAll(without, [])).toBe('changedMeanwhile')
      expect(await store.secrets.get(name)).toEqual(keyHash('old'))
      expect(await store.secrets.replaceAll(now, events('masterKey.rotated'))).toBe('replaced')
      expect(await store.secrets.get(name)).toEqual(keyHash('new'))
      expect(await store.authorities.sealedKey(world.root.id)).toEqual({
        authorityId: world.root.id,
        sealedKey: keyHash(world.root.id),
        version: 2,
      })
      expect(await store.secrets.replaceAll(now, [])).toBe('changedMeanwhile')
    })
  })

  describe('rate buckets', () => {
    test('give what they hold, refill steadily, and never go back with the clock', async () => {
      const store = given()
      const bucket = uuid()
      const rule = { capacity: 3, refillPerSecond: 1 }
      const take = async (at: number, cost: 0 | 1 = 1): Promise<readonly unknown[]> => {
        const state = await store.rateBuckets.take(bucket, rule, NOW + at, cost)
        return [state.allowed, state.remaining, state.retryAfterSeconds]
      }
      expect(await take(0, 0)).toEqual([true, 3, 0])
      expect(await take(0)).toEqual([true, 2, 0])
      expect(await take(0)).toEqual([true, 1, 0])
      expect(await take(0)).toEqual([true, 0, 1])
      expect(await take(0)).toEqual([false, 0, 1])
      expect(await take(1500)).toEqual([true, 0, 1])
      expect(await take(500)).toEqual([false, 0, 1])
      expect(await take(60_000, 0)).toEqual([true, 3, 0])
    })

    test('never give more than they hold to many at once', async () => {
      const store = given()
      const bucket = uuid()
      const rule = { capacity: 5, refillPerSecond: 0.001 }
      const states = await Promise.all(
        Array.from({ length: 40 }, async () => store.rateBuckets.take(bucket, rule, NOW)),
      )
      expect(states.filter((state) => state.allowed)).toHaveLength(5)
    })
  })
}

export function apiKeyOf(world: World, authorityIds: readonly Uuid[]): NewApiKey {
  const id = uuid()
  return {
    id,
    workspaceId: world.workspaceId,
    userId: world.userId,
    name: 'Key',
    prefix: 'cm_abcd',
    keyHash: keyHash(id),
    createdAt: NOW,
    expiresAt: NOW + 5,
    allowedAddresses: ['192.0.2.0/24'],
    mayReturnPrivateKeys: true,
    createdBy: world.userId,
    grants: new Map(
      authorityIds.map((authorityId, index) => [
        authorityId,
        index === 0 ? ALL_PERMISSIONS : { canRead: true, canIssue: false, canRevoke: false },
      ]),
    ),
  }
}
