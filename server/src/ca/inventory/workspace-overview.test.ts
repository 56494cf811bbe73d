import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '../../pki/problem.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { openSignedIn, type SignedIn } from '../_signed-in.ts'

let world: SignedIn
beforeAll(async () => {
  world = await openSignedIn()
})
afterAll(() => world[Symbol.asyncDispose]())

const issued = (commonName: string, validityDays: number) =>
  world.ca.issue(world.act, {
    authorityId: world.authority.id,
    mode: 'managed',
    commonName,
    validityDays,
  })

describe('a workspace at a glance', () => {
  test('its numbers are those of the lists with the same filter', async () => {
    for (const [name, days] of Object.entries({ a: 3, b: 5, c: 20, d: 90 })) {
      await issued(`${name}.example.com`, days)
    }
    const { certificates } = await world.ca.browseCertificates(world.act, {
      status: 'all',
      search: 'b.example.com',
      order: { by: 'name', descending: false },
      page: 1,
      pageSize: 1,
    })
    const b = certificates[0]
    if (b === undefined) throw new Error('b was not issued')
    await world.ca.revoke(world.act, { certificateId: b.id, reason: 'superseded' })

    const overview = await world.ca.overview(world.act, world.workspaceId)
    expect(overview).toMatchObject({
      authorities: 1,
      active: 3,
      expiring: 2,
      issuedThisWeek: 4,
      issuedLastWeek: 0,
      revoked: 1,
      expired: { total: 0 },
      urgent: { total: 1 },
    })
    expect(overview.urgent.certificates.map(({ commonName }) => commonName)).toEqual([
      'a.example.com',
    ])
    expect(overview.endingByWeek).toHaveLength(26)
    expect(overview.endingByWeek.reduce((sum, count) => sum + count)).toBe(3)
    const shown = overview.issuedByDay.reduce((sum, { count }) => sum + count, 0)
    expect(shown).toBe(4)
  })

  test('a CA that nobody can publish for without its passphrase is told of when it is late', async () => {
    const sealed = await world.seal()
    const { warnings } = await world.ca.overview(world.act, world.workspaceId)
    for (const { authority, expires, publication } of warnings) {
      expect(authority.id).toBe(sealed.id)
      expect(expires).toBe(false)
      expect(publication).not.toBe('current')
    }
  })

  test('another workspace is one that is not there', async () => {
    const other = '00000000-0000-4000-8000-000000000000' as Uuid
    const refused = world.ca.overview(world.act, other).catch((error: unknown) => error)
    expect(await refused).toBeInstanceOf(Problem)
    expect((await refused) as Problem).toMatchObject({ code: 'notFound' })
  })
})
