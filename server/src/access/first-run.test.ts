import { hash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import type { Store } from '../store/store.ts'
import { openTestInstance, recordAuthority, type TestInstance } from './_instance.ts'
import { hashApiKey, looksLikeApiKey } from './api-key.ts'
import { runFirstStart, type FirstAuthority, type FirstStartContext } from './first-run.ts'
import { setupLink } from './setup-link.ts'

let instance: TestInstance
let made: FirstAuthority[]
let setupTokens: { readonly tokenHash: Uint8Array; readonly expiresAt: number }[]
let context: FirstStartContext

beforeEach(async () => {
  instance = await openTestInstance()
  made = []
  setupTokens = []
  context = contextOver(instance.store)
})
afterEach(() => instance[Symbol.asyncDispose]())

function contextOver(store: Store): FirstStartContext {
  const { workspaces } = store
  return {
    ...instance.context,
    store: {
      apiKeys: store.apiKeys,
      authorities: store.authorities,
      secrets: store.secrets,
      signIn: store.signIn,
      workspaces: Object.assign(Object.create(workspaces) as typeof workspaces, {
        createSetupToken: async (
          ...[token, audit]: Parameters<typeof workspaces.createSetupToken>
        ) => {
          setupTokens.push(token)
          await workspaces.createSetupToken(token, audit)
        },
      }),
    },
    createAuthority: async (_, authority) => {
      made.push(authority)
      return recordAuthority(instance, authority)
    },
    seal: (_, secret) => secret,
    ownerEmail: 'owner@localhost',
  }
}

/** What there is, counted: two runs must not leave more than one. */
async function inventory() {
  const { workspaces, authorities, apiKeys } = instance.store
  const all = await workspaces.list()
  return {
    workspaces: all.map(({ slug }) => slug),
    owners: (await Promise.all(all.map(({ id }) => workspaces.members(id))))
      .flat()
      .map(({ email }) => email),
    authorities: (await authorities.list({})).map(({ name }) => name),
    keysInForce: (await apiKeys.list(undefined)).filter(({ revokedAt }) => revokedAt === null)
      .length,
  }
}

const FURNISHED = {
  workspaces: ['my-workspace'],
  owners: ['owner@localhost'],
  authorities: ['My Workspace Root CA', 'My Workspace Issuing CA'],
  keysInForce: 1,
}

test('makes the owner, the workspace, two CAs, a key for both and a link', async () => {
  const started = await runFirstStart(context)
  if (!started) throw new Error('nothing was made')
  expect(await inventory()).toEqual(FURNISHED)
  expect(started.workspace).toMatchObject({
    name: 'My Workspace',
    slug: 'my-workspace',
    plan: 'pro',
  })
  expect(made).toMatchObject([
    { parentId: undefined, keyAlgorithm: 'ECDSA-P384', validityDays: 7305, pathLength: null },
    { parentId: started.root.id, keyAlgorithm: 'ECDSA-P256', validityDays: 1826, pathLength: 0 },
  ])
  for (const { subject } of made) expect(subject.organization).toBe('My Workspace')

  expect(looksLikeApiKey(started.key.reveal())).toBe(true)
  const key = await instance.store.apiKeys.findByHash(hashApiKey(started.key.reveal()))
  expect(key).toMatchObject({
    name: 'First key',
    expiresAt: null,
    user: { email: 'owner@localhost' },
  })
  expect(key?.grants).toEqual(
    new Map([
      [started.root.id, ALL_PERMISSIONS],
      [started.issuing.id, ALL_PERMISSIONS],
    ]),
  )

  const token = started.setup.token.reveal()
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(setupLink('http://localhost:8420', started.setup.token)).toBe(
    `http://localhost:8420/setup#token=${token}`,
  )
  expect(setupTokens).toEqual([
    expect.objectContaining({
      tokenHash: hash('sha256', token, 'buffer'),
      expiresAt: instance.clock.now + 86_400_000,
    }),
  ])
})

test('once finished, it is never run again and says nothing', async () => {
  await (await runFirstStart(context))?.finish()
  expect((await instance.store.auditLog.recent(1))[0]).toMatchObject({
    action: 'instance.initialized',
    actor: { kind: 'system', id: 'first-start' },
  })
  expect(await runFirstStart(context)).toBeUndefined()
  expect(await inventory()).toEqual(FURNISHED)
})

test('until it was shown, the next start makes a new key and revokes the one that nobody saw', async () => {
  const first = await runFirstStart(context)
  const second = await runFirstStart(context)
  expect(await inventory()).toEqual(FURNISHED)
  expect(second?.root.id).toBe(first?.root.id)
  expect(second?.key.reveal()).not.toBe(first?.key.reveal())
  const lost = await instance.store.apiKeys.findByHash(hashApiKey(first?.key.reveal() ?? ''))
  expect(lost?.revokedAt).toBe(instance.clock.now)
})

test('an owner whose setting changed between two attempts stays the one who was made', async () => {
  await runFirstStart(context)
  const again = await runFirstStart({ ...context, ownerEmail: 'someone@else.example' })
  expect(again?.owner.email).toBe('owner@localhost')
  expect(await inventory()).toEqual(FURNISHED)
})

describe('killed after any of its writes, the next start completes it without duplicates', () => {
  class Killed extends Error {}

  /** Every write of the store counts down; after the last one nothing happens any more, as after SIGKILL. */
  function killedAfter(writes: number): FirstStartContext {
    let left = writes
    const counting = <Room extends object>(room: Room): Room =>
      new Proxy(room, {
        get(target, member, receiver) {
          const value: unknown = Reflect.get(target, member, receiver)
          if (typeof value !== 'function') return value
          return async (...args: unknown[]) => {
            const isWrite = /^(create|revoke|add|put|set)/.test(String(member))
            if (isWrite && left === 0) throw new Killed()
            const result: unknown = await Reflect.apply(value, target, args)
            if (isWrite) left -= 1
            return result
          }
        },
      })
    const { apiKeys, workspaces, secrets, signIn } = context.store
    const createAuthority = counting({ create: context.createAuthority }).create
    return {
      ...context,
      store: {
        ...context.store,
        apiKeys: counting(apiKeys),
        workspaces: counting(workspaces),
        secrets: counting(secrets),
        signIn: counting(signIn),
      },
      createAuthority,
    }
  }

  test.each([0, 1, 2, 3, 4, 5, 6, 7])('%i writes', async (writes) => {
    const attempt = async () => (await runFirstStart(killedAfter(writes)))?.finish()
    await expect(attempt()).rejects.toThrow(Killed)
    const started = await runFirstStart(context)
    expect(started).toBeDefined()
    await started?.finish()
    expect(await inventory()).toEqual(FURNISHED)
    expect(await runFirstStart(context)).toBeUndefined()
  })

  test('eight writes are all there are', async () => {
    await (await runFirstStart(killedAfter(8)))?.finish()
    expect(await runFirstStart(context)).toBeUndefined()
  })
})
