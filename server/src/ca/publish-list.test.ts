import type { Signer } from '@certman/x509'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import { openWorld, type AuthorityWorld } from './_authorities.ts'
import type { Act } from './certification-authority.ts'
import { createAuthority } from './create-authority.ts'
import { createCertificationAuthority } from './create-certification-authority.ts'
import { publishList } from './publish-list.ts'
import { openAuthorityKey } from './signing-authority.ts'

const ACT: Act = { principal: { kind: 'operator', name: 'tester' }, requestId: null }

let world: AuthorityWorld
let authority: CertificateAuthority

beforeEach(async () => {
  world = await openWorld()
  authority = await createAuthority(world.instance.ca, ACT, {
    workspaceId: world.workspace.id,
    subject: { commonName: 'Root' },
    keyAlgorithm: 'ECDSA-P256',
  })
})
afterEach(() => world[Symbol.asyncDispose]())

async function revokeOne(): Promise<void> {
  const ca = createCertificationAuthority(world.instance.ca)
  const request = { authorityId: authority.id, mode: 'managed', commonName: 'a.example' } as const
  const issued = await ca.issue(ACT, { ...request, keyAlgorithm: 'ECDSA-P256' })
  if (issued.kind !== 'issued') throw new Error('not issued')
  await ca.revoke(ACT, { certificateId: issued.certificate.id, reason: 'superseded' })
}

async function published() {
  const list = await world.instance.store.revocationLists.published(authority.id, 0)
  if (list === undefined) throw new Error('no list')
  return list
}

test('nothing is published whose signature does not verify', async () => {
  const { ca } = world.instance
  await revokeOne()
  const before = await published()
  using lease = await openAuthorityKey(ca, ACT.principal, authority, undefined)
  const faulty: Signer = { ...lease.signer, sign: () => new Uint8Array(70) }
  const shard = { authorityId: authority.id, shard: 0 }
  await expect(publishList(ca, authority, shard, faulty)).rejects.toThrow(/does not verify/)
  expect((await published()).publishedNumber).toBe(before.publishedNumber)
  expect(await publishList(ca, authority, shard, lease.signer)).toBeGreaterThan(
    before.publishedNumber,
  )
})
