import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../_app.ts'
import { openKeyLinkBox } from '../compose/instance-secrets.ts'
import type { AuditedAct } from '../audit/events.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import { createKeyLinks, type KeyLinkContext, type KeyLinks, type NewKeyLink } from './key-links.ts'
import { addMember, createUser } from './user.ts'

const MINUTE = 60_000
const OPERATOR: AuditedAct = { principal: { kind: 'operator', name: 'test' }, requestId: null }
const privateKeyPem = '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----'

let app: TestApp
let context: KeyLinkContext
let keyLinks: KeyLinks
let now: number
let certificate: NewKeyLink['certificate']
let owner: AuditedAct
let colleague: AuditedAct
let stranger: AuditedAct

beforeAll(async () => {
  app = await openTestApp()
  const { store, keys, ca } = app.instance
  now = Date.now()
  const box = await openKeyLinkBox(store.secrets, keys, ca.random)
  context = {
    store,
    now: () => now,
    randomUuid: randomUUID,
    seal: (name, plaintext) => box.seal(name, plaintext),
    open: (name, sealed) => box.open(name, sealed),
  }
  keyLinks = createKeyLinks(context)
  const { json } = await app.call('/v1/certificates', {
    body: { caId: app.issuing.id, commonName: 'key.example.com' },
  })
  certificate = { id: json.certificate.id, workspaceId: app.issuing.workspaceId }
  const people = { store, now: () => now, random: ca.random, randomUuid: randomUUID }
  const person = async (email: string): Promise<AuditedAct> => {
    const known = await store.workspaces.findUser(email)
    return actOf(known ?? (await createUser(people, OPERATOR, { email })))
  }
  owner = await person('owner@localhost')
  colleague = await person('colleague@example.com')
  stranger = await person('stranger@example.com')
  const { workspaceId } = certificate
  const userId = userOf(colleague).id
  await addMember(people, OPERATOR, { workspaceId, userId, role: 'admin' })
})
afterAll(() => app[Symbol.asyncDispose]())

test('a key opens once, for its owner, and is told of in the audit without itself', async () => {
  const { id, expiresAt } = await keyLinks.leave(owner, { certificate, privateKeyPem })
  expect(expiresAt).toBe(now + 10 * MINUTE)
  expect(await keyLinks.look(userOf(owner), id)).toMatchObject({
    certificateId: certificate.id,
    commonName: 'key.example.com',
  })
  const opened = await keyLinks.open(owner, id)
  expect(opened.privateKeyPem.reveal()).toBe(privateKeyPem)
  await expect(keyLinks.open(owner, id)).rejects.toMatchObject({ code: 'notFound' })
  await expect(keyLinks.look(userOf(owner), id)).rejects.toMatchObject({ code: 'notFound' })
  const told = await app.instance.store.auditLog.recent(2)
  expect(told.map(({ action }) => action)).toEqual(['keyLink.opened', 'keyLink.created'])
  expect(JSON.stringify(told)).not.toContain('PRIVATE KEY')
})

test('of many downloads at once only one gets it', async () => {
  const { id } = await keyLinks.leave(owner, { certificate, privateKeyPem })
  const attempts = await Promise.allSettled(
    Array.from({ length: 8 }, async () => keyLinks.open(owner, id)),
  )
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('to everybody else it does not exist: a colleague, a stranger, a program', async () => {
  const { id } = await keyLinks.leave(owner, { certificate, privateKeyPem })
  const unknown = await messageOf(keyLinks.open(owner, randomUUID() as Uuid))
  for (const act of [colleague, stranger]) {
    expect(await messageOf(keyLinks.look(userOf(act), id))).toBe(unknown)
    expect(await messageOf(keyLinks.open(act, id))).toBe(unknown)
  }
  const { grants, user, address } = userOf(owner)
  const program: AuditedAct = {
    requestId: null,
    principal: {
      kind: 'apiKey',
      id: randomUUID() as Uuid,
      name: 'Key',
      prefix: 'cm_abcd',
      workspace: { id: certificate.workspaceId, name: '', slug: '', plan: 'pro' },
      grants,
      user,
      address,
    },
  }
  expect(await messageOf(keyLinks.open(program, id))).toBe(unknown)
  expect((await keyLinks.open(owner, id)).privateKeyPem.reveal()).toBe(privateKeyPem)
})

test('where the workspace wants a second factor, a session without one gets no key', async () => {
  const { signIn, ...store } = context.store
  const enter: typeof signIn.enter = async (userId, workspaceId) => {
    const entry = await signIn.enter(userId, workspaceId)
    return entry && { ...entry, requiresSecondFactor: true }
  }
  const strict = createKeyLinks({ ...context, store: { ...store, signIn: { ...signIn, enter } } })
  const { id } = await strict.leave(owner, { certificate, privateKeyPem })
  for (const attempt of [strict.look(userOf(owner), id), strict.open(owner, id)]) {
    await expect(attempt).rejects.toMatchObject({ code: 'secondFactorRequired' })
  }
  const shown = { ...owner, principal: { ...userOf(owner), hasSecondFactor: true } }
  expect((await strict.open(shown, id)).privateKeyPem.reveal()).toBe(privateKeyPem)
})

test('after ten minutes it is neither given nor kept', async () => {
  const { id } = await keyLinks.leave(owner, { certificate, privateKeyPem })
  now += 10 * MINUTE
  await expect(keyLinks.open(owner, id)).rejects.toMatchObject({ code: 'notFound' })
  expect(await keyLinks.eraseExpired()).toBeGreaterThanOrEqual(1)
  expect(await app.instance.store.assistants.keyLink(id)).toBeUndefined()
})

test('what is stored is sealed', async () => {
  const { id } = await keyLinks.leave(owner, { certificate, privateKeyPem })
  const stored = await app.instance.store.assistants.keyLink(id)
  expect(Buffer.from(stored?.sealed ?? []).toString('latin1')).not.toContain('PRIVATE')
})

async function messageOf(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => new Error('it was given'),
    (thrown: unknown) => thrown,
  )
  return error instanceof Error ? error.message : String(error)
}

function userOf({ principal }: AuditedAct): UserPrincipal {
  if (principal.kind !== 'user') throw new Error('no user')
  return principal
}

function actOf({ id, email }: { readonly id: Uuid; readonly email: string }): AuditedAct {
  const principal: UserPrincipal = {
    kind: 'user',
    id,
    sessionId: id,
    user: { id, email },
    workspace: null,
    role: null,
    isOperator: false,
    provedAt: now,
    grants: new Map(),
    address: '192.0.2.1',
  }
  return { principal, requestId: 'r-1' }
}
