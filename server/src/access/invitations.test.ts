import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AuditedAct } from '../audit/events.ts'
import type { Role } from '../pki/member.ts'
import {
  furnish,
  openTestInstance,
  OPERATOR,
  type Furnished,
  type TestInstance,
} from './_instance.ts'
import { administrationOf, join, signedIn, type TestAdministration } from './_people.ts'
import { acceptAsNewPerson, acceptInvitation, inspectInvitation } from './accept-invitation.ts'
import {
  createInvitation,
  listInvitations,
  renewInvitation,
  revokeInvitation,
  type Invited,
} from './invitations.ts'
import { createUser } from './user.ts'

const DAY = 86_400_000
const VISITOR = { address: '192.0.2.9', requestId: 'r-2' }

let instance: TestInstance
let context: TestAdministration
let furnished: Furnished
let owner: AuditedAct

beforeAll(async () => {
  instance = await openTestInstance()
  context = administrationOf(instance)
})
afterAll(() => instance[Symbol.asyncDispose]())
beforeEach(async () => {
  furnished = await furnish(instance)
  owner = signedIn(instance, furnished.owner, { workspace: furnished.workspace, role: 'owner' })
  Object.assign(context.mailer, { isConfigured: true, isDown: false })
})

function invite(email: string, role: Role = 'member', act = owner): Promise<Invited> {
  const workspaceId = furnished.workspace.id
  return createInvitation(context, act, { workspaceId, email, role, language: 'en' })
}

function tokenOf({ link }: Pick<Invited, 'link'>): string {
  const { hash, pathname } = new URL(link.reveal())
  expect(pathname).toBe('/accept-invitation')
  return hash.replace('#token=', '')
}

describe('a new person', () => {
  test('is let in once, and chooses their password by a link of their own', async () => {
    const email = `${furnished.workspace.slug}@new.example`
    const invited = await invite(email.toUpperCase(), 'admin')
    const token = tokenOf(invited)
    expect(await inspectInvitation(context, token)).toEqual({
      workspaceName: furnished.workspace.name,
      email,
      role: 'admin',
      invitedBy: furnished.owner.email,
      expiresAt: instance.clock.now + 7 * DAY,
      hasAccount: false,
    })
    const setup = await acceptAsNewPerson(context, VISITOR, token)
    expect(setup.reveal()).toMatch(/^https:\/\/certman\.test\/setup#token=[\w-]{43}$/)
    const members = await instance.store.memberships.people(furnished.workspace.id)
    expect(members).toContainEqual(expect.objectContaining({ email, role: 'admin' }))
    await expect(acceptAsNewPerson(context, VISITOR, token)).rejects.toMatchObject({
      code: 'notFound',
    })
    const actions = (await instance.store.auditLog.recent(3)).map(({ action }) => action)
    expect(actions).toEqual(['member.added', 'invitation.accepted', 'user.created'])
    expect(JSON.stringify(await instance.store.auditLog.recent(9))).not.toContain(token)
  })
})

describe('somebody with an account', () => {
  test('accepts signed in with the very address; a forwarded link lets nobody else in', async () => {
    const user = await createUser(context, OPERATOR, { email: `known-${Date.now()}@example.com` })
    const token = tokenOf(await invite(user.email))
    expect(await inspectInvitation(context, token)).toMatchObject({ hasAccount: true })
    await expect(acceptAsNewPerson(context, VISITOR, token)).rejects.toMatchObject({
      code: 'conflict',
    })
    const stranger = signedIn(instance, { ...user, email: 'other@example.com' }, undefined)
    await expect(acceptInvitation(context, stranger, token)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const act = signedIn(instance, user, undefined)
    expect(await acceptInvitation(context, act, token)).toMatchObject({
      id: furnished.workspace.id,
    })
    await expect(acceptInvitation(context, act, token)).rejects.toMatchObject({ code: 'notFound' })
    await expect(invite(user.email)).rejects.toMatchObject({ code: 'conflict', field: 'email' })
  })
})

describe('an invitation ends', () => {
  test('after seven days', async () => {
    const token = tokenOf(await invite('late@example.com'))
    instance.clock.now += 7 * DAY
    await expect(inspectInvitation(context, token)).rejects.toMatchObject({ code: 'notFound' })
    await expect(acceptAsNewPerson(context, VISITOR, token)).rejects.toMatchObject({
      code: 'notFound',
    })
  })

  test('when it is revoked, or sent again under a new link', async () => {
    const invited = await invite('again@example.com')
    const { id } = invited.invitation
    const workspaceId = furnished.workspace.id
    await expect(invite('again@example.com')).rejects.toMatchObject({ code: 'conflict' })
    const renewed = await renewInvitation(context, owner, { workspaceId, id, language: 'de' })
    await expect(inspectInvitation(context, tokenOf(invited))).rejects.toMatchObject({
      code: 'notFound',
    })
    expect(await inspectInvitation(context, tokenOf(renewed))).toMatchObject({ role: 'member' })
    await revokeInvitation(context, owner, { workspaceId, id })
    await expect(inspectInvitation(context, tokenOf(renewed))).rejects.toMatchObject({
      code: 'notFound',
    })
    expect(await listInvitations(context, owner, workspaceId)).toEqual([])
    await expect(revokeInvitation(context, owner, { workspaceId, id })).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})

describe('by e-mail', () => {
  test('the letter holds the link; without a mail server, or when it is away, the link remains', async () => {
    const invited = await invite('letter@example.com')
    expect(invited.mail).toBe('sent')
    expect(invited.invitation.sentAt).toBe(instance.clock.now)
    const letter = context.mailer.sent.at(-1)
    expect(letter).toMatchObject({ to: 'letter@example.com', invitedBy: furnished.owner.email })
    expect(letter?.link.reveal()).toBe(invited.link.reveal())
    context.mailer.isDown = true
    expect(await invite('down@example.com')).toMatchObject({ mail: 'failed' })
    context.mailer.isConfigured = false
    expect(await invite('none@example.com')).toMatchObject({ mail: 'notConfigured' })
  })
})

test('only owners invite owners, and members nobody', async () => {
  const admin = await join(instance, furnished.workspace, 'admin')
  const member = await join(instance, furnished.workspace, 'member')
  expect(await invite('a@example.com', 'admin', admin.act)).toBeDefined()
  const refused = { code: 'forbidden' }
  await expect(invite('b@example.com', 'owner', admin.act)).rejects.toMatchObject(refused)
  await expect(invite('c@example.com', 'member', member.act)).rejects.toMatchObject(refused)
  await expect(invite('nobody', 'member')).rejects.toMatchObject({
    code: 'invalidRequest',
    field: 'email',
  })
})
