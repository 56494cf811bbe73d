import { join } from 'node:path'
import { expect, test } from 'vitest'
import { revokeMany } from '../../server/src/ca/revocation/revoke-many.ts'
import { actOf } from '../../server/src/commands/operator.ts'
import type { Uuid } from '../../server/src/pki/identifier.ts'
import { fillSqlite } from '../../server/src/store/_million.ts'
import { runCommand, type Ran } from '../_kit/command-line.ts'
import { makeInstance, openTestInstance } from '../_kit/operator-instance.ts'

const CERTIFICATES = 6_000
const BATCH = 1_000

test('an interrupted revocation of many goes on when it is run again, and misses none', async () => {
  await using instance = await makeInstance()
  const command = (words: readonly string[]): Promise<Ran> =>
    runCommand(words, { variables: instance.settings })
  const made = await command(['ca', 'create', '--common-name', 'Root', '--json'])
  const root = (JSON.parse(made.output) as { ca: { id: Uuid } }).ca.id
  const directory = join(instance.directory, 'data')
  fillSqlite({ directory, count: CERTIFICATES, authorityIds: [root], now: Date.now() })

  const remaining = async (): Promise<number> => {
    await using opened = await openTestInstance(instance.settings)
    const filter = { authorityIds: [root], status: 'active', expiresAfter: Date.now() } as const
    return (await opened.store.certificates.list(filter, { offset: 0, limit: 1 })).total
  }
  const all = await remaining()
  expect(all).toBeGreaterThan(2 * BATCH)

  async function interrupted(): Promise<number> {
    await using opened = await openTestInstance(instance.settings)
    const request = { authorityId: root, issuedSince: 0, reason: 'keyCompromise' } as const
    return revokeMany(opened.ca, actOf({ operator: 'tester' }), request, () => {
      throw new Error('interrupted')
    })
  }
  await expect(interrupted()).rejects.toThrow('interrupted')
  expect(await remaining()).toBe(all - BATCH)

  const span = ['--ca', root, '--since', '2020-01-01', '--reason', 'keyCompromise', '--yes']
  const rest = await command(['cert', 'revoke', ...span, '--json'])
  expect(JSON.parse(rest.output)).toMatchObject({ revoked: all - BATCH })
  expect(await remaining()).toBe(0)
  const audit = await command(['audit', 'verify', '--json'])
  const { verified, events } = JSON.parse(audit.output) as { verified: boolean; events: number }
  expect(verified).toBe(true)
  // One for each certificate, besides those of the instance.
  expect(events).toBeGreaterThanOrEqual(all)
})
