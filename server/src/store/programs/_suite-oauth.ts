import { describe, expect, test } from 'vitest'
import { ALL_PERMISSIONS } from '../../pki/permission.ts'
import { addWorld, events, keyHash, NOW, uuid, type World } from '../_fixtures.ts'
import type { NewOAuthGrant, OAuthArtifact, OAuthClient } from './oauth-store.ts'
import type { Store } from '../store.ts'

const HOUR = 3_600_000

export function oauthSuite(given: () => Store): void {
  describe('grants', () => {
    test('come back with who, where and what, and with what the user is there now', async () => {
      const { oauth, ...store } = given()
      const world = await addWorld(given())
      const grant = grantOf(world)
      expect(await oauth.createGrant(grant, events('oauthGrant.created'))).toBe('created')
      const stored = await oauth.grant(grant.id)
      expect(stored).toEqual({
        id: grant.id,
        clientId: grant.clientId,
        clientName: 'Assistant',
        user: { id: world.userId, email: `${world.userId}@example.com`, createdAt: NOW },
        workspace: await store.workspaces.get(world.workspaceId),
        role: 'owner',
        resource: 'mcp',
        mayReturnKeys: true,
        createdAt: NOW,
        expiresAt: NOW + HOUR,
        lastUsedAt: null,
        endedAt: null,
        grants: grant.grants,
      })
      expect(await oauth.grants(world.workspaceId, undefined, NOW)).toEqual([stored])
      expect(await oauth.grants(world.workspaceId, world.userId, NOW)).toEqual([stored])
      expect(await oauth.grants(world.workspaceId, uuid(), NOW)).toEqual([])
      expect(await oauth.grants(world.workspaceId, undefined, NOW + HOUR)).toEqual([])
    })

    test('are for CAs of their own workspace, and for a member', async () => {
      const store = given()
      const [world, other] = [await addWorld(store), await addWorld(store)]
      const foreign = { ...grantOf(world), grants: new Map([[other.root.id, ALL_PERMISSIONS]]) }
      expect(await store.oauth.createGrant(foreign, [])).toBe('foreignAuthority')
      const stranger = { ...grantOf(world), userId: other.userId }
      expect(await store.oauth.createGrant(stranger, [])).toBe('notMember')
      expect(await store.oauth.grants(world.workspaceId, undefined, NOW)).toEqual([])
    })

    test('end once, with every token, and give no new one', async () => {
      const { oauth } = given()
      const grant = grantOf(await addWorld(given()))
      await oauth.createGrant(grant, [])
      const token = artifactOf('AccessToken', { grantId: grant.id })
      expect(await oauth.keepArtifact(token)).toBe('kept')
      expect(await oauth.access(token.idHash)).toMatchObject({
        expiresAt: token.expiresAt,
        grant: { id: grant.id, role: 'owner', grants: grant.grants },
      })
      expect(await oauth.endGrant(grant.id, NOW + 1, events('oauthGrant.ended'))).toBe('ended')
      expect(await oauth.endGrant(grant.id, NOW + 2, [])).toBe('notFound')
      expect((await oauth.grant(grant.id))?.endedAt).toBe(NOW + 1)
      expect(await oauth.access(token.idHash)).toBeUndefined()
      const late = artifactOf('RefreshToken', { grantId: grant.id })
      expect(await oauth.keepArtifact(late)).toBe('noGrant')
      expect(await oauth.artifact('RefreshToken', late.idHash)).toBeUndefined()
    })

    test('move on with a refresh, never back, and remember their latest use', async () => {
      const { oauth } = given()
      const grant = grantOf(await addWorld(given()))
      await oauth.createGrant(grant, [])
      const client = { id: grant.clientId, usedAt: NOW }
      await oauth.extendGrant(grant.id, NOW + 9 * HOUR, client)
      await oauth.extendGrant(grant.id, NOW + 2 * HOUR, client)
      for (const at of [NOW + 10, NOW + 5]) {
        await oauth.touch([{ id: grant.id, at, address: '192.0.2.1' }])
      }
      expect(await oauth.grant(grant.id)).toMatchObject({
        expiresAt: NOW + 9 * HOUR,
        lastUsedAt: NOW + 10,
      })
    })
  })

  describe('codes and tokens', () => {
    test('are found by their hash and consumed by one of many', async () => {
      const { oauth } = given()
      const code = artifactOf('AuthorizationCode')
      await oauth.keepArtifact(code)
      expect(await oauth.artifact('AuthorizationCode', code.idHash)).toEqual(code)
      expect(await oauth.artifact('RefreshToken', code.idHash)).toBeUndefined()
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, async () => oauth.consumeArtifact(code.kind, code.idHash, NOW)),
      )
      expect(outcomes.filter(Boolean)).toHaveLength(1)
      await oauth.keepArtifact({ ...code, payload: '{"again":true}' })
      expect(await oauth.artifact('AuthorizationCode', code.idHash)).toMatchObject({
        consumedAt: NOW,
        payload: '{"again":true}',
      })
      await oauth.dropArtifact(code.kind, code.idHash)
      expect(await oauth.artifact('AuthorizationCode', code.idHash)).toBeUndefined()
    })

    test('of a device are found by what the user types', async () => {
      const { oauth } = given()
      const device = artifactOf('DeviceCode', { userCodeHash: keyHash(uuid()) })
      await oauth.keepArtifact(device)
      expect(await oauth.artifactByUserCode(device.userCodeHash ?? keyHash(''))).toEqual(device)
      expect(await oauth.artifactByUserCode(keyHash(uuid()))).toBeUndefined()
    })

    test('go when they have expired, as do clients that nobody used', async () => {
      const { oauth } = given()
      const old = artifactOf('Interaction', { expiresAt: NOW - 1 })
      const young = artifactOf('Interaction')
      for (const artifact of [old, young]) await oauth.keepArtifact(artifact)
      const client = { ...clientOf(null), expiresAt: NOW - 1 }
      await oauth.createClient(client, [])
      while ((await oauth.prune(NOW)) > 0);
      expect(await oauth.artifact(old.kind, old.idHash)).toBeUndefined()
      expect(await oauth.artifact(young.kind, young.idHash)).toEqual(young)
      expect(await oauth.client(client.id)).toBeUndefined()
    })
  })

  describe('clients', () => {
    test('that registered themselves stay while they are used', async () => {
      const { oauth } = given()
      const before = await oauth.countRegistered()
      const client = { ...clientOf(null), expiresAt: NOW + HOUR }
      await oauth.createClient(client, events('oauthClient.registered'))
      expect(await oauth.countRegistered()).toBe(before + 1)
      const grant = { ...grantOf(await addWorld(given())), clientId: client.id }
      await oauth.createGrant(grant, [])
      await oauth.extendGrant(grant.id, NOW + 5 * HOUR, { id: client.id, usedAt: NOW + 7 })
      expect(await oauth.client(client.id)).toEqual({
        ...client,
        expiresAt: NOW + 5 * HOUR,
        lastUsedAt: NOW + 7,
      })
    })

    test('of a workspace get a new secret, and take their grants with them', async () => {
      const { oauth } = given()
      const world = await addWorld(given())
      const client = clientOf(world)
      await oauth.createClient(client, events('oauthClient.created'))
      expect(await oauth.clients(world.workspaceId)).toEqual([client])
      const secretHash = keyHash('another')
      expect(await oauth.replaceSecret(client.id, secretHash, [])).toBe('replaced')
      expect(await oauth.replaceSecret('unknown', secretHash, [])).toBe('notFound')
      expect(await oauth.client(client.id)).toEqual({ ...client, secretHash })
      const grant = { ...grantOf(world), clientId: client.id }
      await oauth.createGrant(grant, [])
      expect(await oauth.deleteClient(client.id, NOW + 3, events('oauthClient.deleted'))).toBe(1)
      expect(await oauth.deleteClient(client.id, NOW + 4, [])).toBe('notFound')
      expect((await oauth.grant(grant.id))?.endedAt).toBe(NOW + 3)
    })
  })
}

function grantOf(world: World): NewOAuthGrant {
  return {
    id: uuid(),
    clientId: uuid(),
    clientName: 'Assistant',
    userId: world.userId,
    workspaceId: world.workspaceId,
    resource: 'mcp',
    mayReturnKeys: true,
    createdAt: NOW,
    expiresAt: NOW + HOUR,
    grants: new Map([
      [world.root.id, ALL_PERMISSIONS],
      [world.issuing.id, { canRead: true, canIssue: false, canRevoke: false }],
    ]),
  }
}

function artifactOf(kind: string, changes: Partial<OAuthArtifact> = {}): OAuthArtifact {
  return {
    kind,
    idHash: keyHash(uuid()),
    userCodeHash: null,
    grantId: null,
    payload: '{}',
    expiresAt: NOW + HOUR,
    consumedAt: null,
    ...changes,
  }
}

function clientOf(world: World | null): OAuthClient {
  return {
    id: uuid(),
    workspaceId: world?.workspaceId ?? null,
    name: 'Build server',
    metadata: '{}',
    secretHash: world === null ? null : keyHash('secret'),
    createdAt: NOW,
    expiresAt: null,
    lastUsedAt: null,
  }
}
