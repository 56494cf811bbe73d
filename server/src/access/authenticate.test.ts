import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEvent } from '../pki/audit-event.ts'
import type { Uuid } from '../pki/identifier.ts'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import {
  furnish,
  openTestInstance,
  OPERATOR,
  recordAuthority,
  type Furnished,
  type TestInstance,
} from './_instance.ts'
import { newApiKey } from './api-key.ts'
import { createAuthenticator, type Authenticator } from './authenticate.ts'
import { createApiKey, type CreatedApiKey } from './create-api-key.ts'
import { revokeApiKey } from './revoke-api-key.ts'

const UNAUTHENTICATED = 'a valid API key is needed; send the header "Authorization: Bearer cm_…"'

let instance: TestInstance
let furnished: Furnished
let authorityId: Uuid
let refused: AuditEvent[]
let failures: unknown[]
let authenticator: Authenticator

beforeAll(async () => {
  instance = await openTestInstance()
  furnished = await furnish(instance)
  authorityId = (await recordAuthority(instance, { workspaceId: furnished.workspace.id })).id
  refused = []
  failures = []
  authenticator = createAuthenticator({
    store: instance.store,
    now: instance.context.now,
    refusals: { refused: (event) => void refused.push(event) },
    onFailure: (error) => failures.push(error),
  })
})
afterAll(async () => {
  await authenticator[Symbol.asyncDispose]()
  await instance[Symbol.asyncDispose]()
})

function create(expiresAt: number | null = null): Promise<CreatedApiKey> {
  return createApiKey(instance.context, OPERATOR, {
    workspaceId: furnished.workspace.id,
    userId: furnished.owner.id,
    name: 'Production Key',
    grants: new Map([[authorityId, ALL_PERMISSIONS]]),
    expiresAt,
  })
}

let addresses = 0
/** Nobody has failed from it yet. */
const freshAddress = (): string => `198.51.100.${(addresses += 1)}`

describe('a good key', () => {
  test.each(['Bearer ', 'bearer ', 'BEARER   '])('is accepted after %j', async (scheme) => {
    const { key, record } = await create()
    expect(await authenticator.authenticate(scheme + key.reveal(), '192.0.2.1', 'r-1')).toEqual({
      kind: 'apiKey',
      id: record.id,
      name: 'Production Key',
      prefix: key.reveal().slice(0, 7),
      user: expect.objectContaining({ id: furnished.owner.id, email: furnished.owner.email }),
      workspace: expect.objectContaining({
        id: furnished.workspace.id,
        slug: furnished.workspace.slug,
        plan: 'pro',
      }),
      grants: new Map([[authorityId, ALL_PERMISSIONS]]),
      mayReturnPrivateKeys: false,
      address: '192.0.2.1',
    })
  })

  test('works until the moment it expires', async () => {
    const { key } = await create(instance.clock.now + 1000)
    const attempt = () =>
      authenticator.authenticate(`Bearer ${key.reveal()}`, freshAddress(), 'r-1')
    instance.clock.now += 999
    await attempt()
    instance.clock.now += 1
    await expect(attempt()).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('works no more once it is revoked', async () => {
    const { key, record } = await create()
    const attempt = () =>
      authenticator.authenticate(`Bearer ${key.reveal()}`, freshAddress(), 'r-1')
    await attempt()
    await revokeApiKey(instance.context, OPERATOR, record.id)
    await expect(attempt()).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('refused with one and the same sentence, and audited without the key', () => {
  test.each<[string, () => Promise<string | undefined>]>([
    ['missing', async () => undefined],
    ['malformed', async () => ''],
    ['malformed', async () => 'Bearer'],
    ['malformed', async () => 'Basic dXNlcjpwYXNz'],
    ['malformed', async () => `Bearer cm_${'a'.repeat(42)}`],
    ['malformed', async () => `Bearer ${(await create()).key.reveal()} x`],
    ['malformed', async () => (await create()).key.reveal()],
    ['unknown', async () => `Bearer ${newApiKey(randomBytes).reveal()}`],
    [
      'revoked',
      async () => {
        const { key, record } = await create()
        await revokeApiKey(instance.context, OPERATOR, record.id)
        return `Bearer ${key.reveal()}`
      },
    ],
    [
      'expired',
      async () => {
        const { key } = await create(instance.clock.now + 1)
        instance.clock.now += 1
        return `Bearer ${key.reveal()}`
      },
    ],
  ])('%s', async (reason, header) => {
    const authorization = await header()
    const address = freshAddress()
    refused.length = 0
    await expect(authenticator.authenticate(authorization, address, 'r-9')).rejects.toMatchObject({
      code: 'unauthenticated',
      message: UNAUTHENTICATED,
      field: undefined,
    })
    expect(refused).toMatchObject([
      {
        action: 'authentication.refused',
        outcome: 'refused',
        actor: { kind: 'anonymous', address },
        requestId: 'r-9',
        detail: { reason },
      },
    ])
    expect(refused[0]?.subject === null).toBe(reason !== 'revoked' && reason !== 'expired')
    expect(JSON.stringify(refused)).not.toMatch(/cm_[0-9A-Za-z]/)
  })
})

test('who was refused at the endpoint of assistants hears how to get in there', async () => {
  refused.length = 0
  const attempt = authenticator.authenticate('Bearer nonsense', freshAddress(), 'r-9', 'mcp')
  await expect(attempt).rejects.toMatchObject({
    code: 'unauthenticated',
    message: expect.stringContaining('connect by OAuth, or send the header'),
  })
  expect(refused).toMatchObject([{ detail: { reason: 'malformed', via: 'mcp' } }])
})

describe('too many failures of one address', () => {
  const fail = (address: string) => authenticator.authenticate('Bearer nonsense', address, 'r-1')

  test('are refused with 429, but neither a good key from there nor anybody elsewhere', async () => {
    const address = freshAddress()
    for (let i = 0; i < 30; i += 1)
      await expect(fail(address)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(fail(address)).rejects.toMatchObject({ code: 'rateLimited', retryAfterSeconds: 2 })
    await expect(fail(freshAddress())).rejects.toMatchObject({ code: 'unauthenticated' })
    const { key } = await create()
    expect(
      await authenticator.authenticate(`Bearer ${key.reveal()}`, address, 'r-1'),
    ).toMatchObject({ kind: 'apiKey' })
    instance.clock.now += 2000
    await expect(fail(address)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(fail(address)).rejects.toMatchObject({ code: 'rateLimited' })
  })

  test('count for a whole /64 of IPv6, written in any way', async () => {
    const same = [
      '2001:db8:0:7::1',
      '2001:db8::7:0:0:0:1',
      '2001:0db8:0000:0007:ffff::',
      '2001:DB8:0:7:1:2:3:4',
    ]
    for (let i = 0; i < 30; i += 1) {
      await expect(fail(same[i % same.length] ?? '')).rejects.toMatchObject({
        code: 'unauthenticated',
      })
    }
    for (const address of same)
      await expect(fail(address)).rejects.toMatchObject({ code: 'rateLimited' })
    await expect(fail('2001:db8:0:8::1')).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

test('the last use is written when the authenticator is disposed of, the latest of each key', async () => {
  const { key, record } = await create()
  const own = createAuthenticator({
    store: instance.store,
    now: instance.context.now,
    refusals: { refused: () => undefined },
    onFailure: (error) => failures.push(error),
  })
  await own.authenticate(`Bearer ${key.reveal()}`, '192.0.2.1', 'r-1')
  instance.clock.now += 5000
  await own.authenticate(`Bearer ${key.reveal()}`, '192.0.2.2', 'r-2')
  expect((await instance.store.apiKeys.get(record.id))?.lastUsedAt).toBeNull()
  await own[Symbol.asyncDispose]()
  expect((await instance.store.apiKeys.get(record.id))?.lastUsedAt).toBe(instance.clock.now)
  expect(failures).toEqual([])
})
