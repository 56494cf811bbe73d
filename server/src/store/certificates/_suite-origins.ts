import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IssuanceOrigin } from '../../pki/issuance-origin.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { addWorld, intentOf, issue, issuedOf, NOW, type World } from '../_fixtures.ts'
import type { CertificateFilter, CertificateOrder, IssuanceIntent } from './certificate-store.ts'
import type { Store } from '../store.ts'

const DAY = 86_400_000
const PAGE = { offset: 0, limit: 100 }
const DASHBOARD: IssuanceOrigin = { channel: 'dashboard', by: { kind: 'user', id: 'u-1' } }

export function originSuite(given: () => Store): void {
  describe('where certificates come from, and how they are found', () => {
    let world: World
    let made: Record<'a' | 'b' | 'c' | 'd', IssuanceIntent>

    beforeAll(async () => {
      const store = given()
      world = await addWorld(store)
      const one = (commonName: string, index: number, changes: Partial<IssuanceIntent> = {}) =>
        issue(store, world, {
          commonName,
          sanDns: [commonName],
          sanIp: [],
          createdAt: NOW + index,
          validity: { notBefore: NOW, notAfter: NOW + (9 - index) * DAY },
          ...changes,
        })
      made = {
        a: await one('beta.example.com', 0, {
          sanDns: ['beta.example.com', 'hidden.example.net'],
          sanIp: ['2001:db8::17'],
        }),
        b: await one('alpha.example.com', 1, { origin: DASHBOARD, keyAlgorithm: 'RSA-2048' }),
        c: await one('gamma.example.com', 2),
        d: await one('delta.example.com', 3),
      }
    })

    const found = async (filter: CertificateFilter, order?: CertificateOrder) => {
      const authorityIds = filter.authorityIds ?? [world.issuing.id]
      const page = await given().certificates.list({ ...filter, authorityIds }, PAGE, order)
      expect(page.total).toBe(page.certificates.length)
      return page.certificates.map(({ commonName }) => commonName.split('.')[0])
    }

    test('the channel and who asked stand in the certificate from its first write', async () => {
      expect((await given().certificates.get(made.b.id))?.origin).toEqual(DASHBOARD)
      expect(await found({ channel: 'dashboard' })).toEqual(['alpha'])
      expect(await found({ channel: 'unknown' })).toEqual([])
      expect(await found({ keyAlgorithm: 'RSA-2048' })).toEqual(['alpha'])
    })

    test('a list is ordered by creation, expiry or name, both ways', async () => {
      const by = (sort: CertificateOrder['by'], descending: boolean) =>
        found({}, { by: sort, descending })
      expect(await by('created', true)).toEqual(['delta', 'gamma', 'alpha', 'beta'])
      expect(await by('created', false)).toEqual(['beta', 'alpha', 'gamma', 'delta'])
      expect(await by('expires', false)).toEqual(['delta', 'gamma', 'alpha', 'beta'])
      expect(await by('expires', true)).toEqual(['beta', 'alpha', 'gamma', 'delta'])
      expect(await by('name', false)).toEqual(['alpha', 'beta', 'delta', 'gamma'])
      expect(await by('name', true)).toEqual(['gamma', 'delta', 'beta', 'alpha'])
    })

    test('pages of any order follow each other without a gap', async () => {
      const order = { by: 'name', descending: false } as const
      const filter = { authorityIds: [world.issuing.id, world.root.id] }
      const pages = await Promise.all(
        [0, 1, 2, 3].map((offset) =>
          given().certificates.list(filter, { offset, limit: 1 }, order),
        ),
      )
      const names = pages.map(({ certificates }) => certificates[0]?.commonName.split('.')[0])
      expect(names).toEqual(['alpha', 'beta', 'delta', 'gamma'])
    })

    test.each<[string, Partial<CertificateFilter>, readonly string[]]>([
      ['an alternative DNS name', { search: 'HIDDEN', searchIn: 'names' }, ['beta']],
      ['an alternative address', { search: '2001:db8::', searchIn: 'names' }, ['beta']],
      ['a common name', { search: 'amma', searchIn: 'names' }, ['gamma']],
      [
        'one that all have',
        { search: '.example.com', searchIn: 'names' },
        ['delta', 'gamma', 'alpha', 'beta'],
      ],
      ['punctuation of the store', { search: '","', searchIn: 'names' }, []],
      ['an alternative name, where only common names are asked', { search: 'hidden' }, []],
    ])('a search for %s', async (_, filter, names) => {
      expect(await found(filter)).toEqual(names)
    })

    test('a serial number and a fingerprint are found by their first digits, within the CAs asked', async () => {
      const store = given()
      const certificate = (await store.certificates.get(made.c.id))!.certificate
      const fingerprint = createHash('sha256').update(certificate).digest('hex').toUpperCase()
      const { serialNumber } = made.d
      for (const [digits, name] of [
        [fingerprint, 'gamma'],
        [fingerprint.slice(0, 9), 'gamma'],
        [fingerprint.slice(0, 20), 'gamma'],
        [serialNumber, 'delta'],
        [serialNumber.slice(0, 16), 'delta'],
      ] as const) {
        expect(await found({ digits, search: digits, searchIn: 'names' })).toEqual([name])
        expect(await found({ digits, search: digits, authorityIds: [world.root.id] })).toEqual([])
      }
      const wrong = `${fingerprint.slice(0, 12)}${'0'.repeat(52)}`
      expect(await found({ digits: wrong, search: wrong, searchIn: 'names' })).toEqual([])
    })

    test('a renewal is linked both ways in the write that issues it, the newest last', async () => {
      const store = given()
      const original = await issue(store, world, { commonName: 'linked.example.com' })
      const renew = async (): Promise<Uuid> => {
        const intent = intentOf(world, {
          renewedFromId: original.id,
          commonName: 'linked.example.com',
        })
        await store.certificates.recordIntent(intent)
        expect((await store.certificates.get(original.id))?.replacedById).not.toBe(intent.id)
        await store.certificates.recordCertificate(issuedOf(intent), [])
        return intent.id
      }
      const first = await renew()
      expect((await store.certificates.get(original.id))?.replacedById).toBe(first)
      expect((await store.certificates.get(first))?.renewedFromId).toBe(original.id)
      const second = await renew()
      expect((await store.certificates.get(original.id))?.replacedById).toBe(second)
      const search = { search: 'linked', authorityIds: [world.issuing.id] }
      const ids = async (replaced: boolean) =>
        (await store.certificates.list({ ...search, replaced }, PAGE)).certificates.map(
          ({ id }) => id,
        )
      expect(await ids(true)).toEqual([original.id])
      expect((await ids(false)).toSorted()).toEqual([first, second].toSorted())
    })
  })
}
