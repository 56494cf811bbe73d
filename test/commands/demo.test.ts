import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand, type Ran } from '../_kit/command-line.ts'
import { makeInstance, openTestInstance, type TestInstance } from '../_kit/operator-instance.ts'
import { parseUuid } from '../../server/src/pki/identifier.ts'

interface Demonstration {
  readonly workspace: { readonly id: string; readonly name: string; readonly slug: string }
  readonly issued: number
  readonly revoked: number
  readonly authorities: number
  readonly vault_passphrase: string
}

let place: TestInstance
let made: Demonstration

beforeAll(async () => {
  place = await makeInstance()
  made = JSON.parse(
    (await done(['demo', '--owner', 'owner@example.com', '--json'])).output,
  ) as Demonstration // the command's answer, each member of which is looked at below
})

afterAll(() => place[Symbol.asyncDispose]())

async function done(words: readonly string[]): Promise<Ran> {
  const ran = await runCommand(words, { variables: place.settings })
  expect(ran.code, ran.talk).toBe(0)
  return ran
}

test('a demonstration is a company: six CAs, some three hundred certificates, revocations', () => {
  expect(made.workspace).toMatchObject({ name: 'Acme Corp', slug: 'acme-corp' })
  expect(made.authorities).toBe(6)
  expect(made.issued).toBeGreaterThan(270)
  expect(made.issued).toBeLessThan(340)
  expect(made.revoked).toBeGreaterThan(10)
})

test('its past is in the past, and nothing of it is of the future', async () => {
  await using instance = await openTestInstance(place.settings)
  const now = Date.now()
  const workspaceId = parseUuid(made.workspace.id)
  const authorities = await instance.store.authorities.list({ workspaceId })
  const oldest = Math.min(...authorities.map(({ createdAt }) => createdAt))
  expect(now - oldest).toBeGreaterThan(700 * 86_400_000)
  expect(Math.max(...authorities.map(({ createdAt }) => createdAt))).toBeLessThan(now)
})

test('the audit log that it wrote is whole, and its lists and responders are those of today', async () => {
  expect((await done(['audit', 'verify'])).output).toContain('whole')
  await using instance = await openTestInstance(place.settings)
  expect(await instance.store.revocationLists.due(Date.now(), 10)).toEqual([])
})

test('a second one has a name of its own; without an owner it says whom to name', async () => {
  const ran = await runCommand(['demo', '--owner', 'nobody@example.com'], {
    variables: place.settings,
  })
  expect(ran.code).not.toBe(0)
  expect(ran.talk).toContain('nobody@example.com')
})
