import { describe, expect, test } from 'vitest'
import {
  addWorld,
  addWorkspace,
  authorityOf,
  events,
  intentOf,
  keyHash,
  newAuthority,
  NOW,
  serialNumber,
  uuid,
} from '../_fixtures.ts'
import type { AuthorityCertificate } from './authority-record.ts'
import type { Store } from '../store.ts'

export function authoritySuite(given: () => Store): void {
  describe('certification authorities', () => {
    test('come back as they were given, with their path and sealed key', async () => {
      const store = given()
      const { root, issuing } = await addWorld(store)
      expect(await store.authorities.get(root.id)).toEqual(root)
      expect(await store.authorities.path(issuing.id)).toEqual([issuing, root])
      expect(await store.authorities.path(uuid())).toBeUndefined()
      expect(await store.authorities.get(uuid())).toBeUndefined()
      const key = await store.authorities.sealedKey(issuing.id)
      expect(key).toMatchObject({ authorityId: issuing.id, version: 1 })
      const all = await store.authorities.allSealedKeys()
      expect(all.find((one) => one.authorityId === issuing.id)).toEqual(key)
    })

    test('are listed oldest first, by what is asked', async () => {
      const store = given()
      const { root, issuing, workspaceId } = await addWorld(store)
      const ids = async (filter: object): Promise<readonly string[]> =>
        (await store.authorities.list({ workspaceId, ...filter })).map(({ id }) => id)
      expect(await ids({})).toEqual([root.id, issuing.id])
      expect(await ids({ type: 'root' })).toEqual([root.id])
      expect(await ids({ type: 'intermediate' })).toEqual([issuing.id])
      expect(await ids({ parentId: root.id })).toEqual([issuing.id])
      expect(await ids({ ids: [issuing.id] })).toEqual([issuing.id])
      expect(await ids({ ids: [] })).toEqual([])
      expect(await ids({ parentId: uuid() })).toEqual([])
      await store.authorities.revoke(issuing.id, { revokedAt: NOW, reason: 'superseded' }, [])
      expect(await ids({})).toEqual([root.id])
      expect(await ids({ includeRevoked: true })).toEqual([root.id, issuing.id])
    })

    test('a serial number of the issuer is used once (RFC 5280 §4.1.2.2)', async () => {
      const store = given()
      const { root, workspaceId } = await addWorld(store)
      const twin = { ...authorityOf(workspaceId, root), serialNumber: root.serialNumber }
      const subject = twin.id
      const outcome = store.authorities.create(
        newAuthority(twin),
        events('authority.created', subject),
      )
      expect(await outcome).toBe('serialTaken')
      expect(await store.authorities.get(twin.id)).toBeUndefined()
      const told = await store.auditLog.recent(20)
      expect(told.map((event) => event.subject)).not.toContain(subject)
    })

    test('none is made below a revoked one, at any height', async () => {
      const store = given()
      const { root, issuing, workspaceId } = await addWorld(store)
      await store.authorities.revoke(root.id, { revokedAt: NOW, reason: 'keyCompromise' }, [])
      const below = authorityOf(workspaceId, issuing)
      expect(await store.authorities.create(newAuthority(below), [])).toBe('parentRevoked')
      expect(await store.authorities.renew(issuing.id, renewal(root.id), [])).toBe('revoked')
    })

    test('a renewed one has a new certificate and keeps the former as issued', async () => {
      const store = given()
      const { root, issuing } = await addWorld(store)
      const certificate = renewal(root.id)
      expect(await store.authorities.renew(issuing.id, certificate, [])).toBe('renewed')
      expect(await store.authorities.get(issuing.id)).toEqual({
        ...issuing,
        certificate: certificate.certificate,
        serialNumber: certificate.serialNumber,
        validity: certificate.validity,
      })
      const former = { ...renewal(root.id), serialNumber: issuing.serialNumber }
      expect(await store.authorities.renew(issuing.id, former, [])).toBe('serialTaken')
    })

    test('a revoked one cannot issue, and a compromised key is blocked', async () => {
      const store = given()
      const world = await addWorld(store)
      const { issuing, workspaceId } = world
      const revoke = async (revokedAt: number, reason: 'superseded' | 'keyCompromise') =>
        store.authorities.revoke(issuing.id, { revokedAt, reason }, events('authority.revoked'))
      expect(await revoke(NOW, 'superseded')).toMatchObject({
        kind: 'revoked',
        revocation: { revokedAt: NOW, reason: 'superseded' },
        replaced: null,
      })
      expect(await revoke(NOW + 1, 'superseded')).toMatchObject({ kind: 'refused' })
      expect(await store.certificates.recordIntent(intentOf(world))).toEqual({
        kind: 'authorityRevoked',
      })
      expect(await revoke(NOW + 2, 'keyCompromise')).toMatchObject({
        kind: 'revoked',
        revocation: { revokedAt: NOW, reason: 'keyCompromise' },
        replaced: 'superseded',
      })
      expect(await store.certificates.isKeyBlocked(workspaceId, keyHash(issuing.id))).toBe(true)
      expect((await store.authorities.get(issuing.id))?.revocation?.reason).toBe('keyCompromise')
    })

    test('its own certificate is none that a certificate id reaches', async () => {
      const store = given()
      const { workspaceId } = await addWorkspace(store)
      const created = newAuthority(authorityOf(workspaceId, null))
      await store.authorities.create(created, [])
      const { certificateId } = created.certificate
      expect(await store.certificates.get(certificateId)).toBeUndefined()
      const revocation = { revokedAt: NOW, reason: 'unspecified' } as const
      const outcome = await store.certificates.revoke(certificateId, revocation, [])
      expect(outcome).toEqual({ kind: 'notFound' })
    })
  })
}

function renewal(issuerId: AuthorityCertificate['issuerId']): AuthorityCertificate {
  return {
    certificateId: uuid(),
    issuerId,
    serialNumber: serialNumber(),
    shard: 0,
    keyHash: keyHash('renewed'),
    certificate: new Uint8Array([1, 2, 3]),
    validity: { notBefore: NOW + 1000, notAfter: NOW + 2000 },
    createdAt: NOW + 1000,
  }
}
