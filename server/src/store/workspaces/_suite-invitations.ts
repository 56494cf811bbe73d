import { describe, expect, test } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import { addWorkspace, events, keyHash, NOW, uuid } from '../_fixtures.ts'
import type { NewInvitation } from './membership-store.ts'
import type { NewStoredSession } from '../sign-in/sign-in-store.ts'
import type { Store } from '../store.ts'

const LATER = NOW + 10_000

export function invitationSuite(given: () => Store): void {
  describe('invitations', () => {
    test('are for one address at a time, and gone when they are revoked or renewed', async () => {
      const store = given()
      const { workspaceId, userId } = await addWorkspace(store)
      const invitation = invitationOf(workspaceId, { invitedBy: userId })
      expect(await store.invitations.create(invitation, [])).toBe('created')
      expect(await store.invitations.findByHash(invitation.tokenHash)).toMatchObject({
        id: invitation.id,
        email: invitation.email,
        workspace: { id: workspaceId },
        invitedByEmail: `${userId}@example.com`,
      })
      const again = invitationOf(workspaceId, { email: invitation.email })
      expect(await store.invitations.create(again, [])).toBe('alreadyInvited')
      const member = invitationOf(workspaceId, { email: `${userId}@example.com` })
      expect(await store.invitations.create(member, [])).toBe('alreadyMember')

      const renewed = { id: invitation.id, tokenHash: keyHash('renewed'), expiresAt: LATER }
      expect(await store.invitations.renew(renewed, [])).toBe('renewed')
      await store.invitations.sent(invitation.id, NOW + 1)
      expect(await store.invitations.findByHash(invitation.tokenHash)).toBeUndefined()
      expect(await store.invitations.open(workspaceId)).toMatchObject([
        { id: invitation.id, expiresAt: LATER, sentAt: NOW + 1 },
      ])
      expect(await store.invitations.revoke(invitation.id, NOW, [])).toBe('revoked')
      expect(await store.invitations.revoke(invitation.id, NOW, [])).toBe('closed')
      expect(await store.invitations.renew(renewed, [])).toBe('closed')
      expect(await store.invitations.open(workspaceId)).toEqual([])
    })

    test('an expired one gives way to a new one', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const expired = invitationOf(workspaceId, { expiresAt: NOW })
      await store.invitations.create({ ...expired, createdAt: NOW - 1 }, [])
      const fresh = invitationOf(workspaceId, { email: expired.email })
      expect(await store.invitations.create(fresh, [])).toBe('created')
      expect(await store.invitations.open(workspaceId)).toMatchObject([{ id: fresh.id }])
    })

    test('let one person in, once, before they end', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const invitation = invitationOf(workspaceId, { role: 'admin' })
      await store.invitations.create(invitation, [])
      const user = { id: uuid(), email: invitation.email, createdAt: NOW }
      const setup = { tokenHash: keyHash(user.id), expiresAt: LATER }
      const accepted = { id: invitation.id, user, at: NOW + 1, setup }
      const late = { ...accepted, at: invitation.expiresAt }
      expect(await store.invitations.accept(late, [])).toBe('closed')
      expect(await store.workspaces.findUser(user.email)).toBeUndefined()
      const outcomes = await Promise.all([
        store.invitations.accept(accepted, events('invitation.accepted')),
        store.invitations.accept(accepted, events('invitation.accepted')),
      ])
      expect(outcomes.toSorted()).toEqual(['accepted', 'alreadyMember'])
      expect(await store.memberships.people(workspaceId)).toContainEqual({
        workspaceId,
        userId: user.id,
        role: 'admin',
        joinedAt: NOW + 1,
        lastSeenAt: null,
        hasSecondFactor: false,
        email: user.email,
      })
      const { userId: stranger } = await addWorkspace(store)
      const other = { id: stranger, email: `${stranger}@example.com`, createdAt: NOW }
      expect(await store.invitations.accept({ ...accepted, user: other, setup: null }, [])).toBe(
        'closed',
      )
    })

    test('of an address that somebody has already make no second user', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const { userId } = await addWorkspace(store)
      const email = `${userId}@example.com`
      const invitation = invitationOf(workspaceId, { email })
      await store.invitations.create(invitation, [])
      const user = { id: uuid(), email, createdAt: NOW }
      const setup = { tokenHash: keyHash(user.id), expiresAt: LATER }
      const accepted = { id: invitation.id, user, at: NOW, setup }
      expect(await store.invitations.accept(accepted, [])).toBe('emailTaken')
      const known = { ...accepted, user: { ...user, id: userId }, setup: null }
      expect(await store.invitations.accept(known, [])).toBe('accepted')
    })
  })

  describe('an address that nobody vouched for', () => {
    test('is not held against its owner: what whoever took it signs in with ends when a provider vouches', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const invitation = invitationOf(workspaceId)
      await store.invitations.create(invitation, [])
      const user = { id: uuid(), email: invitation.email, createdAt: NOW }
      const setup = { tokenHash: keyHash(`setup ${user.id}`), expiresAt: LATER }
      await store.invitations.accept({ id: invitation.id, user, at: NOW, setup }, [])
      const session = sessionOf(user.id)
      const redemption = {
        tokenHash: setup.tokenHash,
        userId: user.id,
        passwordHash: '$x',
        name: '',
      }
      expect(await store.signIn.redeem({ ...redemption, session }, [])).toBe('redeemed')

      const link = async (userId: Uuid, email: string): Promise<void> => {
        const subject = `${userId} ${email}`
        const identity = { issuer: 'https://id.example', subject, provider: 'oidc', userId }
        await store.signIn.linkIdentity(
          { ...identity, email, createdAt: LATER },
          events('identity.linked'),
        )
      }
      await link(user.id, 'other@example.com')
      expect((await store.signIn.account(user.id))?.passwordHash).toBe('$x')
      await link(user.id, user.email)
      expect((await store.signIn.account(user.id))?.passwordHash).toBeNull()
      expect(await store.signIn.session(session.tokenHash)).toBeUndefined()
      expect((await store.auditLog.recent(1))[0]?.detail).toEqual({ formerCredentials: 'ended' })

      // Of an operator's making: the address was vouched for.
      const { userId } = await addWorkspace(store)
      const own = sessionOf(userId)
      await store.signIn.beginSession(own, [])
      await link(userId, `${userId}@example.com`)
      expect(await store.signIn.session(own.tokenHash)).toBeDefined()
    })
  })
}

export function sessionOf(userId: Uuid): NewStoredSession {
  return {
    id: uuid(),
    tokenHash: keyHash(`session ${userId}`),
    userId,
    method: 'password',
    hasSecondFactor: false,
    createdAt: NOW,
    expiresAt: LATER,
    address: '192.0.2.1',
    userAgent: 'test',
  }
}

export function invitationOf(
  workspaceId: Uuid,
  changes: Partial<NewInvitation> = {},
): NewInvitation {
  const id = uuid()
  return {
    id,
    workspaceId,
    email: `${id}@example.com`,
    role: 'member',
    tokenHash: keyHash(id),
    invitedBy: null,
    createdAt: NOW,
    expiresAt: NOW + 5000,
    ...changes,
  }
}
