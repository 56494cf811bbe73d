import { describe, expect, test } from 'vitest'
import {
  addWorkspace,
  authorityOf,
  events,
  keyHash,
  newAuthority,
  NOW,
  serialNumber,
  uuid,
} from '../_fixtures.ts'
import type { AuthorityRequest, Inheritance } from './authority-requests-store.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Store } from '../store.ts'

/** DER of lengths in one, two and three octets. */
const ISSUERS = [4, 200, 700].map((length) => {
  const octets = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8]
  if (length >= 256) octets.push(length & 0xff)
  return new Uint8Array([0x30, ...octets, ...Array.from({ length }, (_, at) => at & 0xff)])
})
const NOTHING: Inheritance = { issuers: [], listNumber: 0, revoked: [] }

export function authorityRequestSuite(given: () => Store): void {
  describe('requests for CAs', () => {
    test('come back as they were made, newest first, in their workspace alone', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const other = await addWorkspace(store)
      const [first, second] = [requestOf(workspaceId, NOW), requestOf(workspaceId, NOW + 1)]
      for (const request of [first, second]) await add(store, request)
      expect(await store.authorityRequests.get(first.id)).toEqual(first)
      expect(await store.authorityRequests.list(workspaceId)).toEqual([second, first])
      expect(await store.authorityRequests.list(other.workspaceId)).toEqual([])
      expect(await store.authorityRequests.get(uuid())).toBeUndefined()
      const key = { authorityId: first.id, sealedKey: keyHash(first.id), version: 1 }
      expect(await store.authorityRequests.sealedKey(first.id)).toEqual(key)
      expect(await store.authorities.allSealedKeys()).toContainEqual(key)
    })

    test('a request becomes a CA once, with its key and the certificates above it', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const request = requestOf(workspaceId, NOW)
      await add(store, request)
      const { authority, certificate } = newAuthority({
        ...authorityOf(workspaceId, null),
        id: request.id,
      })
      const foreign = { ...certificate, isForeign: true }
      const inherited = { ...NOTHING, issuers: ISSUERS }
      const completed = { authority, certificate: foreign, inherited }
      const audit = events('authority.created', request.id)
      expect(await store.authorityRequests.complete(completed, audit)).toBe('created')
      expect(await store.authorityRequests.complete(completed, [])).toBe('gone')
      expect(await store.authorityRequests.get(request.id)).toBeUndefined()
      expect(await store.authorities.get(request.id)).toEqual(authority)
      expect(await store.authorities.sealedKey(request.id)).toEqual({
        authorityId: request.id,
        sealedKey: keyHash(request.id),
        version: 1,
      })
      expect(await store.authorityRequests.issuersOf(request.id)).toEqual(ISSUERS)
      // RFC 6960 §2.2: it was not this CA that issued it.
      const status = await store.statuses.find(request.id, authority.serialNumber)
      expect(status).toEqual({ kind: 'unknown' })
    })

    test('a certificate from elsewhere replaces the one before, and what stands above it', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const created = newAuthority(authorityOf(workspaceId, null))
      const inherited = { ...NOTHING, issuers: ISSUERS }
      await store.authorities.create({ ...created, inherited }, [])
      const next = newAuthority({
        ...created.authority,
        serialNumber: serialNumber(),
      }).certificate
      const replaced = store.authorityRequests.replaceIssuers(
        created.authority.id,
        { ...next, isForeign: true },
        ISSUERS.slice(1),
        events('authority.renewed', created.authority.id),
      )
      expect(await replaced).toBe('renewed')
      expect(await store.authorityRequests.issuersOf(created.authority.id)).toEqual(
        ISSUERS.slice(1),
      )
      expect((await store.authorities.get(created.authority.id))?.serialNumber).toBe(
        next.serialNumber,
      )
    })

    test('the keys of requests go over to another master key with all others', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const request = requestOf(workspaceId, NOW)
      await add(store, request)
      const sealed = {
        authorityKeys: (await store.authorities.allSealedKeys()).map((key) => ({
          ...key,
          sealedKey: keyHash('resealed'),
        })),
        responderKeys: await store.responders.allSealedKeys(),
        secrets: await store.secrets.all(),
      }
      expect(await store.secrets.replaceAll(sealed, events('masterKey.rotated'))).toBe('replaced')
      expect(await store.authorityRequests.sealedKey(request.id)).toEqual({
        authorityId: request.id,
        sealedKey: keyHash('resealed'),
        version: 2,
      })
      expect(await store.secrets.replaceAll(sealed, [])).toBe('changedMeanwhile')
    })

    test('a request is removed once', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const request = requestOf(workspaceId, NOW)
      await add(store, request)
      const remove = async () =>
        store.authorityRequests.remove(request.id, events('authorityRequest.removed', request.id))
      expect(await remove()).toBe('removed')
      expect(await remove()).toBe('gone')
    })

    test('what was revoked before stays revoked, and numbers go on above the last', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const created = newAuthority(authorityOf(workspaceId, null))
      const revoked = { id: uuid(), serialNumber: serialNumber() }
      const revocation = { revokedAt: NOW - 1000, reason: 'keyCompromise' } as const
      const { id } = created.authority
      await store.authorities.create(
        {
          ...created,
          inherited: { issuers: [], listNumber: 4711, revoked: [{ ...revoked, ...revocation }] },
        },
        [],
      )
      expect(await store.revocationLists.shards(id)).toMatchObject([{ wantedNumber: 4711 }])
      expect(await store.statuses.find(id, revoked.serialNumber)).toEqual({
        kind: 'revoked',
        revocation,
      })
      const range = { after: { number: -1, seq: Number.MAX_SAFE_INTEGER }, before: 4712 }
      const changes = await store.revocationLists.changes({ authorityId: id, shard: 0 }, range, 10)
      expect(changes.count).toBe(1)
      expect(await store.certificates.get(revoked.id)).toBeUndefined()
      expect(await store.authorityRequests.listSizes(id)).toEqual([])
    })
  })
}

function requestOf(workspaceId: Uuid, createdAt: number): AuthorityRequest {
  return {
    id: uuid(),
    workspaceId,
    name: 'Plant',
    commonName: 'Plant CA',
    keyAlgorithm: 'ECDSA-P384',
    hasPassphrase: true,
    request: keyHash('request'),
    createdAt,
  }
}

const add = async (store: Store, request: AuthorityRequest): Promise<string> =>
  store.authorityRequests.create(
    request,
    keyHash(request.id),
    events('authorityRequest.created', request.id),
  )
