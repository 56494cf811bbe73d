import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AuditedAct } from '../audit/events.ts'
import type { Uuid } from '../pki/identifier.ts'
import { AN_API_KEY, furnish, openTestInstance, type TestInstance } from './_instance.ts'
import { administrationOf, join, signedIn, type TestAdministration } from './_people.ts'
import { createBackup, describeInstance, listAllWorkspaces, sendTestMail } from './instance.ts'
import { addUser, changeUser, listUsers, makeSetupLink } from './users.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000' as Uuid

let instance: TestInstance
let context: TestAdministration
let operator: AuditedAct
let own: Uuid

beforeAll(async () => {
  instance = await openTestInstance()
  context = administrationOf(instance)
})
afterAll(() => instance[Symbol.asyncDispose]())
beforeEach(async () => {
  const { owner } = await furnish(instance)
  own = owner.id
  operator = signedIn(instance, owner, undefined, { isOperator: true })
  Object.assign(context.mailer, { isConfigured: true, isDown: false })
})

describe('users', () => {
  test('are added with a link, made operators, deactivated and let in again', async () => {
    const email = `${own}@new.example`
    const added = await addUser(context, operator, { email })
    expect(added.user).toMatchObject({ email, canSignIn: false, isOperator: false })
    expect(added.link.reveal()).toMatch(/^https:\/\/certman\.test\/setup#token=[\w-]{43}$/)
    const { id: userId } = added.user
    const change = (wanted: object) => changeUser(context, operator, { userId, ...wanted })
    expect(await change({ isOperator: true })).toMatchObject({ isOperator: true })
    expect(await change({ isActive: false })).toMatchObject({
      deactivatedAt: instance.clock.now,
      isOperator: false,
    })
    await expect(makeSetupLink(context, operator, userId)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await change({ isActive: true })).toMatchObject({ deactivatedAt: null })
    const actions = (await instance.store.auditLog.recent(3)).map(({ action }) => action)
    expect(actions).toEqual([
      'account.reactivated',
      'account.deactivated',
      'account.operatorChanged',
    ])
  })

  test('nobody locks themselves out, and nothing is done on an old proof', async () => {
    for (const wanted of [{ isActive: false }, { isOperator: false }]) {
      await expect(changeUser(context, operator, { userId: own, ...wanted })).rejects.toMatchObject(
        { code: 'conflict' },
      )
    }
    await expect(
      changeUser(context, operator, { userId: UNKNOWN, isActive: false }),
    ).rejects.toMatchObject({ code: 'notFound' })
    const user = { id: own, email: 'a@example.com' }
    const stale = signedIn(instance, user, undefined, { isOperator: true, provedAt: 0 })
    for (const attempt of [
      () => changeUser(context, stale, { userId: own, isOperator: true }),
      () => addUser(context, stale, { email: 'b@example.com' }),
      () => makeSetupLink(context, stale, own),
      () => createBackup(context, stale),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'stepUpRequired' })
    }
  })
})

test('the instance is for its operators only: neither for owners nor for programs', async () => {
  const { workspace } = await furnish(instance)
  const owner = await join(instance, workspace, 'owner')
  for (const act of [owner.act, AN_API_KEY]) {
    for (const attempt of [
      () => listUsers(context, act),
      () => changeUser(context, act, { userId: own, isOperator: true }),
      () => addUser(context, act, { email: 'c@example.com' }),
      () => makeSetupLink(context, act, own),
      () => describeInstance(context, act),
      () => listAllWorkspaces(context, act),
      () => sendTestMail(context, act, { language: 'en' }),
      () => createBackup(context, act),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    }
  }
})

test('a test letter goes to the one who asks; without a mail server it says what to set', async () => {
  const to = (await instance.store.memberships.users()).find(({ id }) => id === own)?.email
  expect(await sendTestMail(context, operator, { language: 'cs' })).toEqual({ to })
  context.mailer.isDown = true
  await expect(sendTestMail(context, operator, { language: 'cs' })).rejects.toMatchObject({
    code: 'unavailable',
  })
  context.mailer.isConfigured = false
  await expect(sendTestMail(context, operator, { language: 'cs' })).rejects.toMatchObject({
    code: 'policyRefused',
    message: expect.stringContaining('CERTMAN_SMTP_URL'),
  })
})

test('on PostgreSQL a backup names the tools that make one', async () => {
  await expect(createBackup(context, operator)).rejects.toMatchObject({
    code: 'policyRefused',
    message: expect.stringContaining('pg_dump'),
  })
})
