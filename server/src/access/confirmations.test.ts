import { createHmac } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { randomBytes } from '../keys/crypto.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { ApiKeyPrincipal } from '../pki/principal.ts'
import { createConfirmations, type Confirmations } from './confirmations.ts'

const MINUTE = 60_000
const REQUEST = 'revoke 1'
const PLAN = 'the first of two would be gone'

let now: number
let confirmations: Confirmations

beforeEach(() => {
  now = 1_800_000_000_000
  const used = new Set<string>()
  const tokens = { left: 2 }
  confirmations = createConfirmations({
    store: {
      assistants: {
        useConfirmation: async (id: string) => !used.has(id) && used.add(id).size > 0,
      },
      rateBuckets: {
        take: async () => ({ allowed: tokens.left-- > 0, remaining: 0, retryAfterSeconds: 0 }),
      },
    } as never,
    now: () => now,
    random: randomBytes,
    fingerprint: (text) => createHmac('sha256', 'key').update(text).digest('base64url'),
  })
})

function principal(id: string): ApiKeyPrincipal {
  return {
    kind: 'apiKey',
    id: id as Uuid,
    name: 'Key',
    prefix: 'cm_abcd',
    user: { id: 'u' as Uuid, email: 'u@example.com' },
    workspace: { id: 'w' as Uuid, name: 'W', slug: 'w', plan: 'pro' },
    grants: new Map(),
    address: '192.0.2.1',
  }
}
const own = principal('one')

test('a token is worth exactly what was planned, once', async () => {
  const { token, expiresAt } = confirmations.mint(own, REQUEST, PLAN)
  expect(expiresAt).toBe(now + 10 * MINUTE)
  expect(() => confirmations.verify(own, token)).not.toThrow()
  await confirmations.redeem(own, REQUEST, PLAN, token)
  await expect(confirmations.redeem(own, REQUEST, PLAN, token)).rejects.toThrow('used before')
})

test('a token of a plan that is no more is worth nothing, then and later', async () => {
  const { token } = confirmations.mint(own, REQUEST, PLAN)
  const changed = confirmations.redeem(own, REQUEST, 'it is gone already', token)
  await expect(changed).rejects.toThrow('has changed since')
  await expect(confirmations.redeem(own, REQUEST, PLAN, token)).rejects.toThrow('used before')
})

test('two tokens for the same plan are two', async () => {
  const [one, two] = [
    confirmations.mint(own, REQUEST, PLAN),
    confirmations.mint(own, REQUEST, PLAN),
  ]
  await confirmations.redeem(own, REQUEST, PLAN, one.token)
  await confirmations.redeem(own, REQUEST, PLAN, two.token)
})

test.each([
  ['another credential', principal('two'), REQUEST, (token: string) => token],
  ['another request', own, 'revoke 2', (token: string) => token],
  ['a later end', own, REQUEST, (token: string) => `z${token.slice(1)}`],
  [
    'a changed mark',
    own,
    REQUEST,
    (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`,
  ],
  ['something more', own, REQUEST, (token: string) => `${token}A`],
  ['nothing', own, REQUEST, () => ''],
])('%s is refused', async (_title, who, request, change) => {
  const { token } = confirmations.mint(own, REQUEST, PLAN)
  await expect(confirmations.redeem(who, request, PLAN, change(token))).rejects.toThrow(
    'exactly this',
  )
})

test('after ten minutes a new plan is needed', async () => {
  const { token } = confirmations.mint(own, REQUEST, PLAN)
  now += 10 * MINUTE
  expect(() => confirmations.verify(own, token)).toThrow('expired')
  await expect(confirmations.redeem(own, REQUEST, PLAN, token)).rejects.toThrow('expired')
})

test('a few go without saying', async () => {
  expect(await confirmations.goesWithoutSaying(own)).toBe(true)
  expect(await confirmations.goesWithoutSaying(own)).toBe(true)
  expect(await confirmations.goesWithoutSaying(own)).toBe(false)
})
