import { X509Certificate } from 'node:crypto'
import { parseRevocationList } from '@certman/x509'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passphraseFrom } from '../../keys/passphrase.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { STEP_UP_MILLISECONDS } from '../../pki/authorization.ts'
import { openWorld, type AuthorityWorld } from './_authorities.ts'
import type { Act } from '../certification-authority.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000' as Uuid

let world: AuthorityWorld

beforeAll(async () => {
  world = await openWorld()
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
})

function makeRoot(act: Act, commonName: string): Promise<CertificateAuthority> {
  return world.authorities.create(act, {
    workspaceId: world.workspace.id,
    subject: { commonName },
    keyAlgorithm: 'ECDSA-P256',
  })
}

describe('who makes and unmakes CAs', () => {
  it('owners and admins do, members see them', async () => {
    const root = await makeRoot(world.as('admin'), 'Made by an admin')
    const { authorities, workspace } = world
    const seen = await authorities.list(world.as('member'), workspace.id, { includeRevoked: false })
    expect(seen.map(({ authority }) => authority.id)).toContain(root.id)
    expect(await authorities.get(world.as('member'), root.id)).toMatchObject({
      authority: { name: 'Made by an admin' },
      activeCertificates: 0,
      publication: 'current',
      unusable: null,
    })
    await expect(makeRoot(world.as('member'), 'No')).rejects.toMatchObject({ code: 'forbidden' })
    const member = world.as('member')
    for (const refused of [
      authorities.renew(member, { id: root.id }),
      authorities.revoke(member, { id: root.id, reason: 'superseded' }),
      authorities.publish(member, { authorityId: root.id }),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  it("another workspace's CA is no CA", async () => {
    const root = await makeRoot(world.as('owner'), 'Ours')
    const other = await world.addWorkspace('other')
    const stranger = world.as('owner', { workspace: other })
    const { authorities } = world
    const attempts = (id: Uuid): readonly (() => Promise<unknown>)[] => [
      () => authorities.get(stranger, id),
      () => authorities.chain(stranger, id),
      () => authorities.published(stranger, id),
      () => authorities.check(stranger, id),
      () => authorities.renew(stranger, { id }),
      () => authorities.revoke(stranger, { id, reason: 'superseded', confirmedName: 'Ours' }),
      () => authorities.publish(stranger, { authorityId: id }),
      () => authorities.requestRenewal(stranger, { id }),
      () => authorities.renewElsewhere(stranger, { id, certificatePem: '' }),
      () => authorities.getRequest(stranger, id),
      () =>
        authorities.create(stranger, {
          workspaceId: other.id,
          parentId: id,
          subject: { commonName: 'Below' },
          keyAlgorithm: 'ECDSA-P256',
        }),
    ]
    const said = async (id: Uuid): Promise<readonly unknown[]> =>
      Promise.all(attempts(id).map(async (attempt) => attempt().catch(String)))
    expect(await said(root.id)).toEqual(await said(UNKNOWN))
    const there = authorities.list(stranger, world.workspace.id, { includeRevoked: true })
    await expect(there).rejects.toMatchObject({ code: 'notFound' })
  })

  it('revoking takes a fresh proof of who it is, and the name typed', async () => {
    const root = await makeRoot(world.as('owner'), 'To be revoked')
    const order = { id: root.id, reason: 'cessationOfOperation' } as const
    const stale = world.as('owner', { provedAt: Date.now() - STEP_UP_MILLISECONDS - 1 })
    const { authorities } = world
    await expect(
      authorities.revoke(stale, { ...order, confirmedName: 'To be revoked' }),
    ).rejects.toMatchObject({ code: 'stepUpRequired' })
    await expect(
      authorities.revoke(world.as('owner'), { ...order, confirmedName: 'to be revoked' }),
    ).rejects.toMatchObject({ code: 'invalidRequest', field: 'name' })
    await expect(
      authorities.revoke(world.as('owner'), {
        ...order,
        reason: 'certificateHold',
        confirmedName: 'To be revoked',
      }),
    ).rejects.toMatchObject({ code: 'invalidRequest', field: 'reason' })
    const revoked = await authorities.revoke(world.as('owner'), {
      ...order,
      confirmedName: 'To be revoked',
    })
    expect(revoked.revocation?.reason).toBe('cessationOfOperation')
    const overview = await authorities.get(world.as('member'), root.id)
    expect(overview.unusable).toContain('revoked')
    const [event] = await world.instance.store.auditLog.recent(1)
    expect(event).toMatchObject({
      action: 'authority.revoked',
      subject: root.id,
      workspaceId: world.workspace.id,
      actor: { kind: 'user' },
    })
  })
})

describe('a root and an issuing CA in one go', () => {
  it('stand one above the other and publish at once', async () => {
    const { root, issuing } = await world.authorities.createHierarchy(world.as('owner'), {
      workspaceId: world.workspace.id,
      root: {
        subject: { commonName: 'Home Root', organization: 'Home' },
        keyAlgorithm: 'ECDSA-P384',
        passphrase: passphraseFrom('correct horse battery staple'),
      },
      issuing: { subject: { commonName: 'Home CA' }, keyAlgorithm: 'ECDSA-P256', pathLength: 0 },
    })
    expect(root.hasPassphrase).toBe(true)
    expect(issuing).toMatchObject({ parentId: root.id, depth: 1, pathLength: 0 })
    const [own, above] = (await world.authorities.chain(world.as('member'), issuing.id)).map(
      (der) => new X509Certificate(der),
    )
    expect(own!.verify(above!.publicKey)).toBe(true)
    const published = await world.authorities.published(world.as('member'), issuing.id)
    expect(published).toMatchObject({
      state: 'current',
      lists: [{ shard: 0, state: 'current' }],
      ocspUrl: `http://pki.example/ocsp/${issuing.id}`,
    })
    expect(published.lists[0]!.octets).toBeGreaterThan(100)
    expect(published.responder?.state).toBe('current')
  })

  it('of a protected one nothing is published without its passphrase', async () => {
    const passphrase = passphraseFrom('correct horse battery staple')
    const root = await world.authorities.create(world.as('owner'), {
      workspaceId: world.workspace.id,
      subject: { commonName: 'Protected' },
      keyAlgorithm: 'ECDSA-P256',
      passphrase,
    })
    const publish = (given?: string): Promise<unknown> =>
      world.authorities.publish(world.as('admin'), {
        authorityId: root.id,
        passphrase: given === undefined ? undefined : passphraseFrom(given),
      })
    await expect(publish()).rejects.toMatchObject({ code: 'passphraseMissing' })
    await expect(publish('something else entirely')).rejects.toMatchObject({
      code: 'passphraseWrong',
    })
    await publish('correct horse battery staple')
    const list = await world.instance.store.revocationLists.published(root.id, 0)
    expect([...parseRevocationList(list!.der).entries]).toEqual([])
  })

  it('an issuing CA that cannot be is refused before there is a root', async () => {
    const before = await world.authorities.list(world.as('owner'), world.workspace.id, {
      includeRevoked: true,
    })
    const order = world.authorities.createHierarchy(world.as('owner'), {
      workspaceId: world.workspace.id,
      root: { subject: { commonName: 'Never' }, keyAlgorithm: 'ECDSA-P256' },
      issuing: {
        subject: { commonName: 'Never either', country: 'Germany' },
        keyAlgorithm: 'ECDSA-P256',
      },
    })
    await expect(order).rejects.toMatchObject({ field: 'country' })
    const after = await world.authorities.list(world.as('owner'), world.workspace.id, {
      includeRevoked: true,
    })
    expect(after).toHaveLength(before.length)
  })
})
