import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CertificateRecord } from '../../pki/certificate.ts'
import { addWorld, intentOf, issue, NOW, type World } from '../_fixtures.ts'
import type { CertificateFilter } from './certificate-store.ts'
import type { Store } from '../store.ts'

const DAY = 86_400_000
const NAMES = [
  'api.example.com',
  'API.Example.COM',
  'www.example.com',
  '*.example.com',
  '100%_sure',
  '100 percent',
  'back\\slash',
  'quote"quote',
  "it's",
  'Käse und BRÖT',
  'ΑΘΗΝΑ',
  'ab',
  'printer 7',
  '😀😀😀 smile',
] as const
const SEARCHES = [
  'EXAMPLE',
  'api.example.com',
  'i.e',
  '*.e',
  '%',
  '%_s',
  '_',
  '\\',
  '"',
  '" OR "',
  "'",
  'com*',
  'käse',
  'BRÖ',
  'αθη',
  'ab',
  'a',
  '7',
  '😀😀😀',
  'percent',
  'nothing of the kind',
]

export function listSuite(given: () => Store): void {
  describe('lists of certificates', () => {
    let worlds: readonly World[]
    let all: readonly CertificateRecord[]

    beforeAll(async () => {
      const store = given()
      worlds = [await addWorld(store), await addWorld(store)]
      const made: CertificateRecord[] = []
      for (let index = 0; index < 60; index++) made.unshift(await addOne(store, worlds, index))
      all = made.sort((a, b) => b.createdAt - a.createdAt)
    })

    test('any filter, any page: what a plain look at every certificate gives', async () => {
      const store = given()
      await fc.assert(
        fc.asyncProperty(
          anyFilter,
          fc.nat(30),
          fc.integer({ min: 1, max: 40 }),
          async (chosen, offset, limit) => {
            const { cas, ...rest } = chosen
            const filter: CertificateFilter = {
              ...rest,
              authorityIds: worlds
                .filter((_, index) => cas[index])
                .map(({ issuing }) => issuing.id),
            }
            const expected = all.filter((record) => matches(record, filter))
            const page = await store.certificates.list(filter, { offset, limit })
            expect(page.total).toBe(expected.length)
            expect(page.certificates).toEqual(expected.slice(offset, offset + limit))
          },
        ),
        { numRuns: 150 },
      )
    })

    test.each(SEARCHES)('searching for %j is literal and knows no case', async (search) => {
      const store = given()
      const authorityIds = worlds.map(({ issuing }) => issuing.id)
      const page = await store.certificates.list(
        { authorityIds, search },
        { offset: 0, limit: 100 },
      )
      const expected = all.filter((record) => matches(record, { search }))
      expect(page.certificates).toEqual(expected)
      expect(page.total).toBe(expected.length)
    })

    test('a key without a readable CA sees nothing; without a filter everything is seen', async () => {
      const store = given()
      const nothing = await store.certificates.list({ authorityIds: [] }, { offset: 0, limit: 5 })
      expect(nothing).toEqual({ certificates: [], total: 0 })
      const everything = await store.certificates.list({}, { offset: 0, limit: 5 })
      expect(everything.total).toBeGreaterThanOrEqual(all.length)
    })

    test('what was just issued or revoked is there at once; intents and CAs never are', async () => {
      const store = given()
      const world = await addWorld(store)
      const authorityIds = [world.root.id, world.issuing.id]
      const list = async (status?: 'active' | 'revoked') =>
        store.certificates.list(
          { authorityIds, status, search: 'example' },
          { offset: 0, limit: 9 },
        )
      await store.certificates.recordIntent(intentOf(world))
      expect(await list()).toEqual({ certificates: [], total: 0 })
      const { id } = await issue(store, world)
      expect((await list()).certificates.map((record) => record.id)).toEqual([id])
      expect((await list('active')).total).toBe(1)
      await store.certificates.revoke(id, { revokedAt: NOW, reason: 'superseded' }, [])
      expect((await list('active')).total).toBe(0)
      expect((await list('revoked')).total).toBe(1)
    })
  })
}

async function addOne(
  store: Store,
  worlds: readonly World[],
  index: number,
): Promise<CertificateRecord> {
  const world = worlds[index % 3 === 0 ? 1 : 0]
  if (!world) throw new Error('there are two worlds')
  const intent = await issue(store, world, {
    commonName: NAMES[index % NAMES.length] ?? '',
    // Clocks go back, too.
    createdAt: NOW + ((index * 7) % 60) * DAY,
    validity: { notBefore: NOW, notAfter: NOW + (index % 10) * 30 * DAY },
  })
  const revocation = { revokedAt: NOW, reason: 'superseded' } as const
  const isRevoked = index % 5 === 0
  if (isRevoked) await store.certificates.revoke(intent.id, revocation, [])
  const { id, authorityId, commonName, sanDns, sanIp, keyAlgorithm, validity } = intent
  const { serialNumber, createdAt, mode, renewedFromId, origin } = intent
  return {
    id,
    authorityId,
    commonName,
    sanDns,
    sanIp,
    keyAlgorithm,
    validity,
    serialNumber,
    revocation: isRevoked ? revocation : null,
    createdAt,
    mode,
    renewedFromId,
    replacedById: null,
    origin,
  }
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined })
const day = fc.nat(60).map((days) => NOW + days * DAY)

const anyFilter = fc.record({
  cas: fc.tuple(fc.boolean(), fc.boolean()),
  status: maybe(fc.constantFrom('active', 'revoked')),
  search: maybe(fc.constantFrom(...SEARCHES)),
  createdFrom: maybe(day),
  createdTo: maybe(day),
  expiresAfter: maybe(day),
  expiresUntil: maybe(fc.nat(10).map((months) => NOW + months * 30 * DAY)),
})

function matches(record: CertificateRecord, filter: CertificateFilter): boolean {
  const { createdAt, validity, revocation } = record
  return [
    filter.authorityIds?.includes(record.authorityId) ?? true,
    filter.status === undefined || (filter.status === 'revoked') === (revocation !== null),
    record.commonName.toLowerCase().includes((filter.search ?? '').toLowerCase()),
    createdAt >= (filter.createdFrom ?? 0),
    createdAt <= (filter.createdTo ?? Infinity),
    validity.notAfter > (filter.expiresAfter ?? 0),
    validity.notAfter <= (filter.expiresUntil ?? Infinity),
  ].every(Boolean)
}
