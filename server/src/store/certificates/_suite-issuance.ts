import { describe, expect, test } from 'vitest'
import { addWorld, events, intentOf, issue, issuedOf, NOW, uuid } from '../_fixtures.ts'
import type { Store } from '../store.ts'

export function issuanceSuite(given: () => Store): void {
  describe('issuance', () => {
    test('an intent is no certificate yet; the recorded certificate is what was meant', async () => {
      const store = given()
      const world = await addWorld(store)
      const intent = intentOf(world, {
        commonName: 'Käse.example',
        subjectHasCommonName: false,
        sanDns: ['b.example', 'a.example'],
        sanIp: ['2001:db8::1'],
        renewedFromId: (await issue(store, world)).id,
      })
      expect(await store.certificates.recordIntent(intent)).toEqual({ kind: 'recorded' })
      expect(await store.certificates.get(intent.id)).toBeUndefined()
      const issued = issuedOf(intent)
      const recorded = await store.certificates.recordCertificate(issued, [])
      expect(recorded).toBe('recorded')
      expect(await store.certificates.get(intent.id)).toEqual({
        id: intent.id,
        workspaceId: world.workspaceId,
        authorityId: world.issuing.id,
        commonName: 'Käse.example',
        subjectHasCommonName: false,
        sanDns: ['b.example', 'a.example'],
        sanIp: ['2001:db8::1'],
        keyAlgorithm: 'ECDSA-P256',
        keyHash: intent.keyHash,
        validity: intent.validity,
        validityDays: 90,
        serialNumber: intent.serialNumber,
        revocation: null,
        createdAt: NOW,
        mode: 'csr',
        renewedFromId: intent.renewedFromId,
        replacedById: null,
        origin: intent.origin,
        certificate: issued.certificate,
      })
    })

    test('a certificate is recorded once, and only upon its intent', async () => {
      const store = given()
      const intent = await issue(store, await addWorld(store))
      await expect(store.certificates.recordCertificate(issuedOf(intent), [])).rejects.toThrow(
        /no open intent/,
      )
    })

    test('a serial number is used once below one issuer, and free below another', async () => {
      const store = given()
      const world = await addWorld(store)
      const other = await addWorld(store)
      const { serialNumber } = await issue(store, world)
      const taken = await store.certificates.recordIntent(intentOf(world, { serialNumber }))
      expect(taken).toEqual({ kind: 'serialTaken' })
      const free = await store.certificates.recordIntent(intentOf(other, { serialNumber }))
      expect(free).toEqual({ kind: 'recorded' })
    })

    test('a compromised key is refused in its workspace, and only there', async () => {
      const store = given()
      const world = await addWorld(store)
      const other = await addWorld(store)
      const { id, keyHash } = await issue(store, world)
      await store.certificates.revoke(id, { revokedAt: NOW, reason: 'keyCompromise' }, [])
      const intent = { keyHash }
      expect(await store.certificates.recordIntent(intentOf(world, intent))).toEqual({
        kind: 'keyBlocked',
      })
      expect(await store.certificates.recordIntent(intentOf(other, intent))).toEqual({
        kind: 'recorded',
      })
    })

    test('nothing is issued below a revoked CA, at any height', async () => {
      const store = given()
      const world = await addWorld(store)
      await store.authorities.revoke(world.root.id, { revokedAt: NOW, reason: 'superseded' }, [])
      expect(await store.certificates.recordIntent(intentOf(world))).toEqual({
        kind: 'authorityRevoked',
      })
    })

    test.each(['superseded', 'certificateHold'] as const)(
      'what was revoked (%s) is not renewed',
      async (reason) => {
        const store = given()
        const world = await addWorld(store)
        const { id } = await issue(store, world)
        await store.certificates.revoke(id, { revokedAt: NOW, reason }, [])
        const renewal = intentOf(world, { renewedFromId: id })
        expect(await store.certificates.recordIntent(renewal)).toEqual({ kind: 'originalRevoked' })
      },
    )

    test('an intent whose certificate never came can be revoked, and stays out of sight', async () => {
      const store = given()
      const world = await addWorld(store)
      const intent = intentOf(world)
      await store.certificates.recordIntent(intent)
      const revocation = { revokedAt: NOW, reason: 'keyCompromise' } as const
      const outcome = await store.certificates.revoke(intent.id, revocation, [])
      expect(outcome).toMatchObject({ kind: 'revoked' })
      expect(await store.certificates.get(intent.id)).toBeUndefined()
      expect(await store.certificates.isKeyBlocked(world.workspaceId, intent.keyHash)).toBe(true)
    })

    test('a revocation that meets a renewal: it is before it, or the renewal is refused', async () => {
      const store = given()
      const world = await addWorld(store)
      for (let round = 0; round < 10; round++) {
        const { id } = await issue(store, world)
        const renewal = intentOf(world, { renewedFromId: id })
        const [revoked, renewed] = await Promise.all([
          store.certificates.revoke(
            id,
            { revokedAt: NOW, reason: 'superseded' },
            events('certificate.revoked', id),
          ),
          store.certificates.recordIntent(renewal),
        ])
        expect(revoked.kind).toBe('revoked')
        expect(['recorded', 'originalRevoked']).toContain(renewed.kind)
        const again = await store.certificates.recordIntent(intentOf(world, { renewedFromId: id }))
        expect(again.kind).toBe('originalRevoked')
      }
    })

    test('what is unknown is not found', async () => {
      const store = given()
      expect(await store.certificates.get(uuid())).toBeUndefined()
      const revocation = { revokedAt: NOW, reason: 'unspecified' } as const
      expect(await store.certificates.revoke(uuid(), revocation, [])).toEqual({ kind: 'notFound' })
    })
  })
}
