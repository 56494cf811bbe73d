import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Uuid } from '../pki/identifier.ts'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import {
  AN_API_KEY,
  furnish,
  openTestInstance,
  OPERATOR,
  recordAuthority,
  type Furnished,
  type TestInstance,
} from './_instance.ts'
import { hashApiKey } from './api-key.ts'
import { createApiKey, type ApiKeyRequest } from './create-api-key.ts'
import { listApiKeys, revokeApiKey } from './revoke-api-key.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000' as Uuid
const READ_ONLY = { canRead: true, canIssue: false, canRevoke: false }

let instance: TestInstance
let furnished: Furnished
let authorityId: Uuid

beforeAll(async () => {
  instance = await openTestInstance()
  furnished = await furnish(instance)
  authorityId = (await recordAuthority(instance, { workspaceId: furnished.workspace.id })).id
})
afterAll(() => instance[Symbol.asyncDispose]())

const request = (changes: Partial<ApiKeyRequest> = {}): ApiKeyRequest => ({
  workspaceId: furnished.workspace.id,
  userId: furnished.owner.id,
  name: 'Production Key',
  grants: new Map([[authorityId, READ_ONLY]]),
  expiresAt: null,
  ...changes,
})

test('a key is stored as its hash, with what it may do, and audited without the key', async () => {
  const { key, record } = await createApiKey(
    instance.context,
    OPERATOR,
    request({ name: '  Production Key ' }),
  )
  const stored = await instance.store.apiKeys.findByHash(hashApiKey(key.reveal()))
  expect(stored).toMatchObject({
    id: record.id,
    name: 'Production Key',
    prefix: key.reveal().slice(0, 7),
    user: { email: furnished.owner.email },
    workspace: { slug: furnished.workspace.slug },
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
  })
  expect(stored?.grants).toEqual(new Map([[authorityId, READ_ONLY]]))
  const [event] = await instance.store.auditLog.recent(1)
  expect(event).toMatchObject({
    action: 'apiKey.created',
    subject: record.id,
    actor: { kind: 'operator', id: 'root' },
  })
  expect(JSON.stringify(event)).not.toContain(key.reveal())
})

describe('refused', () => {
  test.each<[string, () => Partial<ApiKeyRequest>, string, string]>([
    ['no name', () => ({ name: ' ' }), 'invalidRequest', 'has 0 characters'],
    [
      'a name of 101 characters',
      () => ({ name: 'ä'.repeat(101) }),
      'invalidRequest',
      'has 101 characters',
    ],
    ['a name with a line break', () => ({ name: 'a\nb' }), 'invalidRequest', 'control character'],
    [
      'an end in the past',
      () => ({ expiresAt: instance.clock.now }),
      'invalidRequest',
      'expired already',
    ],
    ['an unknown workspace', () => ({ workspaceId: UNKNOWN }), 'notFound', 'no such workspace'],
    ['no CA', () => ({ grants: new Map() }), 'invalidRequest', 'at least one'],
    [
      'an unknown CA',
      () => ({ grants: new Map([[UNKNOWN, ALL_PERMISSIONS]]) }),
      'invalidRequest',
      'not in the workspace',
    ],
    ['an unknown user', () => ({ userId: UNKNOWN }), 'invalidRequest', 'not a member'],
  ])('%s', async (_, changes, code, sentence) => {
    await expect(
      createApiKey(instance.context, OPERATOR, request(changes())),
    ).rejects.toMatchObject({
      code,
      message: expect.stringContaining(sentence),
    })
  })

  test("another workspace's CA and another workspace's member", async () => {
    const other = await furnish(instance, 'Other')
    const foreign = await recordAuthority(instance, { workspaceId: other.workspace.id })
    const grants = new Map([[foreign.id, ALL_PERMISSIONS]])
    await expect(createApiKey(instance.context, OPERATOR, request({ grants }))).rejects.toThrow(
      'not in the workspace',
    )
    await expect(
      createApiKey(instance.context, OPERATOR, request({ userId: other.owner.id })),
    ).rejects.toThrow('not a member')
  })

  test('with an API key, as is listing and revoking', async () => {
    for (const attempt of [
      () => createApiKey(instance.context, AN_API_KEY, request()),
      () => revokeApiKey(instance.context, AN_API_KEY, UNKNOWN),
      () => listApiKeys(instance.context, AN_API_KEY, undefined),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('revoking', () => {
  test('is seen at once, audited, and refused a second time', async () => {
    const { record } = await createApiKey(instance.context, OPERATOR, request())
    expect(await revokeApiKey(instance.context, OPERATOR, record.id)).toMatchObject({
      revokedAt: instance.clock.now,
    })
    const listed = await listApiKeys(instance.context, OPERATOR, furnished.workspace.id)
    expect(listed.find(({ id }) => id === record.id)?.revokedAt).toBe(instance.clock.now)
    expect((await instance.store.auditLog.recent(1))[0]).toMatchObject({
      action: 'apiKey.revoked',
      subject: record.id,
    })
    await expect(revokeApiKey(instance.context, OPERATOR, record.id)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('an unknown key is not found', async () => {
    await expect(revokeApiKey(instance.context, OPERATOR, UNKNOWN)).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})
