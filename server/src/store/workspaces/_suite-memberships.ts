import { describe, expect, test } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import type { Role } from '../../pki/member.ts'
import { addWorkspace, addWorld, events, NOW, uuid } from '../_fixtures.ts'
import { apiKeyOf } from './_suite-access.ts'
import { invitationOf, sessionOf } from './_suite-invitations.ts'
import type { Store } from '../store.ts'

const LEAVING = { member: events('member.removed'), key: events('apiKey.revoked') }
const LATER = NOW + 10_000

export function membershipSuite(given: () => Store): void {
  describe('members', () => {
    test('a workspace never loses its last owner, not even to two who leave at once', async () => {
      const store = given()
      const { workspaceId, userId } = await addWorkspace(store)
      const change = async (user: Uuid, role: Role): Promise<string> =>
        store.memberships.changeRole({ workspaceId, userId: user, role }, [])
      const leave = async (user: Uuid): Promise<unknown> =>
        store.memberships.leave({ workspaceId, userId: user, at: NOW }, LEAVING)
      expect(await change(userId, 'admin')).toBe('lastOwner')
      expect(await leave(userId)).toBe('lastOwner')
      expect(await change(uuid(), 'admin')).toBe('notMember')
      expect(await leave(uuid())).toBe('notMember')

      const second = await addMember(store, workspaceId, 'owner')
      const outcomes = await Promise.all([change(userId, 'member'), leave(second)])
      expect(outcomes.filter((outcome) => outcome === 'lastOwner')).toHaveLength(1)
      const owners = (await store.memberships.people(workspaceId)).filter(
        ({ role }) => role === 'owner',
      )
      expect(owners).toHaveLength(1)
    })

    test('with a membership end its keys, its grants and its invitations, in the same moment', async () => {
      const store = given()
      const world = await addWorld(store)
      const userId = await addMember(store, world.workspaceId, 'admin')
      const key = { ...apiKeyOf(world, [world.root.id]), userId }
      const other = apiKeyOf(world, [world.root.id])
      for (const created of [key, other]) await store.apiKeys.create(created, [])
      const grantId = await addGrant(store, world, userId)
      const invitation = invitationOf(world.workspaceId, { invitedBy: userId })
      await store.invitations.create(invitation, [])

      const left = await store.memberships.leave(
        { workspaceId: world.workspaceId, userId, at: LATER },
        LEAVING,
      )
      expect(left).toEqual({ kind: 'left', apiKeys: 1, oauthGrants: 1 })
      expect((await store.apiKeys.get(key.id))?.revokedAt).toBe(LATER)
      expect((await store.apiKeys.get(other.id))?.revokedAt).toBeNull()
      expect((await store.oauth.grant(grantId))?.endedAt).toBe(LATER)
      expect((await store.invitations.get(invitation.id))?.revokedAt).toBe(LATER)
      expect(await store.memberships.workspacesOf(userId)).toEqual([])
      const [last, before] = await store.auditLog.recent(2)
      expect([before?.action, before?.subject, last?.action]).toEqual([
        'apiKey.revoked',
        key.id,
        'member.removed',
      ])
    })
  })

  describe('somebody who is deactivated', () => {
    test('is let in no longer: sessions, keys and grants end at once; the rest waits for a return', async () => {
      const store = given()
      const world = await addWorld(store)
      const { userId } = world
      const key = apiKeyOf(world, [world.root.id])
      await store.apiKeys.create(key, [])
      const grantId = await addGrant(store, world, userId)
      const session = sessionOf(userId)
      await store.signIn.beginSession(session, [])
      const listed = async () => (await store.memberships.users()).find(({ id }) => id === userId)
      expect(await listed()).toMatchObject({
        email: `${userId}@example.com`,
        deactivatedAt: null,
        canSignIn: false,
        hasSecondFactor: false,
        lastSeenAt: NOW,
        workspaces: 1,
      })
      expect(await store.memberships.deactivate(userId, LATER, LEAVING)).toBe('changed')
      expect(await store.memberships.deactivate(userId, LATER, LEAVING)).toBe('unchanged')
      expect(await store.signIn.session(session.tokenHash)).toBeUndefined()
      expect(await store.signIn.accountByEmail(`${userId}@example.com`)).toBeUndefined()
      expect((await store.apiKeys.get(key.id))?.revokedAt).toBe(LATER)
      expect((await store.oauth.grant(grantId))?.endedAt).toBe(LATER)
      expect(await listed()).toMatchObject({ deactivatedAt: LATER, workspaces: 1 })
      expect(await store.memberships.reactivate(userId, [])).toBe('changed')
      expect(await store.memberships.reactivate(userId, [])).toBe('unchanged')
      expect(await store.signIn.accountByEmail(`${userId}@example.com`)).toBeDefined()
    })
  })

  describe('a workspace', () => {
    test('changes its name, slug and settings, within its own CAs', async () => {
      const store = given()
      const world = await addWorld(store)
      const other = await addWorld(store)
      const change = {
        id: world.workspaceId,
        name: 'Renamed',
        slug: `renamed-${world.workspaceId}`,
        defaultAuthorityId: world.issuing.id,
        defaultValidityDays: 90,
        requiresSecondFactor: true,
      }
      expect(await store.memberships.change(change, [])).toBe('changed')
      expect(await store.memberships.standing(world.workspaceId)).toMatchObject({
        workspace: { name: 'Renamed', slug: change.slug },
        settings: {
          defaultAuthorityId: world.issuing.id,
          defaultValidityDays: 90,
          requiresSecondFactor: true,
        },
        archivedAt: null,
      })
      const foreign = { ...change, defaultAuthorityId: other.root.id }
      expect(await store.memberships.change(foreign, [])).toBe('foreignAuthority')
      const taken = { ...change, id: other.workspaceId, defaultAuthorityId: null }
      expect(await store.memberships.change(taken, [])).toBe('slugTaken')
      expect(await store.memberships.change({ ...taken, id: uuid(), slug: uuid() }, [])).toBe(
        'notFound',
      )
    })

    test('is put away only when none of its CAs is in force; then nobody is in it', async () => {
      const store = given()
      const world = await addWorld(store)
      const { workspaceId, userId, root, issuing } = world
      const key = apiKeyOf(world, [root.id])
      await store.apiKeys.create(key, [])
      const archive = async (id = workspaceId): Promise<unknown> =>
        store.memberships.archive(id, LATER, LEAVING)
      expect(await archive(uuid())).toBe('notFound')
      expect(await archive()).toEqual({ inForce: 2 })
      for (const { id } of [issuing, root]) {
        await store.authorities.revoke(id, { revokedAt: NOW, reason: 'cessationOfOperation' }, [])
      }
      expect(await archive()).toBe('archived')
      expect(await archive()).toBe('notFound')
      expect(await store.memberships.people(workspaceId)).toEqual([])
      expect(await store.memberships.workspacesOf(userId)).toEqual([])
      expect((await store.apiKeys.get(key.id))?.revokedAt).toBe(LATER)
      expect(await store.authorities.get(root.id)).toMatchObject({ id: root.id })
      expect(await store.memberships.standing(workspaceId)).toMatchObject({
        workspace: { slug: `deleted-${workspaceId}` },
        archivedAt: LATER,
      })
      const counted = await store.memberships.counted()
      expect(counted.find(({ workspace }) => workspace.id === workspaceId)).toMatchObject({
        members: 0,
        authorities: 2,
        apiKeys: 0,
      })
    })
  })

  describe('the rotation of a key', () => {
    test('leaves the former one in force until its end, once', async () => {
      const store = given()
      const world = await addWorld(store)
      const [former, key] = [apiKeyOf(world, [world.root.id]), apiKeyOf(world, [world.root.id])]
      await store.apiKeys.create({ ...former, expiresAt: null }, [])
      const rotation = { id: former.id, key, endsAt: LATER, at: NOW }
      expect(await store.apiKeys.rotate(rotation, events('apiKey.rotated'))).toBe('rotated')
      expect(await store.apiKeys.get(former.id)).toMatchObject({
        replacedBy: key.id,
        endsAt: LATER,
        revokedAt: null,
      })
      expect(await store.apiKeys.get(key.id)).toMatchObject({ grants: key.grants })
      const again = { ...rotation, key: apiKeyOf(world, [world.root.id]) }
      expect(await store.apiKeys.rotate(again, [])).toBe('ended')
      const atOnce = { ...again, id: key.id, endsAt: NOW }
      expect(await store.apiKeys.rotate(atOnce, [])).toBe('rotated')
      expect((await store.apiKeys.get(key.id))?.revokedAt).toBe(NOW)
    })
  })
}

async function addMember(store: Store, workspaceId: Uuid, role: Role): Promise<Uuid> {
  const id = uuid()
  await store.workspaces.createUser({ id, email: `${id}@example.com`, createdAt: NOW }, [])
  await store.workspaces.addMember({ workspaceId, userId: id, role }, [])
  return id
}

async function addGrant(
  store: Store,
  world: { readonly workspaceId: Uuid; readonly root: { readonly id: Uuid } },
  userId: Uuid,
): Promise<Uuid> {
  const id = uuid()
  const grants = new Map([[world.root.id, { canRead: true, canIssue: false, canRevoke: false }]])
  await store.oauth.createGrant(
    {
      id,
      clientId: 'client',
      clientName: 'Client',
      userId,
      workspaceId: world.workspaceId,
      resource: 'api',
      mayReturnKeys: false,
      createdAt: NOW,
      expiresAt: LATER,
      grants,
    },
    [],
  )
  return id
}
