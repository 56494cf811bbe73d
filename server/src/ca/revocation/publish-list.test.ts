import { findRevoked, parseRevocationList, serialNumberFromHex, type Signer } from '@certman/x509'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'
import { openWorld, type AuthorityWorld } from '../authorities/_authorities.ts'
import type { Act } from '../certification-authority.ts'
import { createAuthority } from '../authorities/create-authority.ts'
import { createCertificationAuthority } from '../create-certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { ListMemory } from './list-memory.ts'
import { publishDueLists } from './publish-due.ts'
import { publishList } from './publish-list.ts'
import { openAuthorityKey } from '../signing-authority.ts'

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

async function revokedOne(): Promise<StoredCertificate> {
  const ca = createCertificationAuthority(world.instance.ca)
  const request = { authorityId: authority.id, mode: 'managed', commonName: 'a.example' } as const
  const issued = await ca.issue(ACT, { ...request, keyAlgorithm: 'ECDSA-P256' })
  if (issued.kind !== 'issued') throw new Error('not issued')
  const { certificate } = issued
  await ca.revoke(ACT, { certificateId: certificate.id, reason: 'superseded' })
  return certificate
}

async function published() {
  const list = await world.instance.store.revocationLists.published(authority.id, 0)
  if (list === undefined) throw new Error('no list')
  return list
}

const isListed = (der: Uint8Array, { serialNumber }: StoredCertificate): boolean =>
  findRevoked(parseRevocationList(der), serialNumberFromHex(serialNumber)) !== null

test('nothing is published whose signature does not verify', async () => {
  const { ca } = world.instance
  await revokedOne()
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

test.each(['an entry', 'the signature', 'all of it'])(
  'a list of which %s was changed in the database is made anew from the records',
  async (what) => {
    const { store } = world.instance
    const certificates = [await revokedOne(), await revokedOne()]
    while ((await publishDueLists(world.instance.ca)) > 0);
    const octets = Uint8Array.from((await published()).der)
    const [first] = certificates
    const at = Buffer.from(octets).indexOf(Buffer.from(first!.serialNumber, 'hex'))
    if (what === 'an entry') octets[at + 10]! ^= 1
    else if (what === 'the signature') octets[octets.length - 1]! ^= 1
    else octets.fill(0)
    const revocationLists: CaDependencies['store']['revocationLists'] = {
      ...store.revocationLists,
      published: async (id, shard) => {
        const list = await store.revocationLists.published(id, shard)
        return list && { ...list, der: octets }
      },
    }
    const deps: CaDependencies = {
      ...world.instance.ca,
      store: { ...store, revocationLists },
      listMemory: new ListMemory(revocationLists),
    }
    certificates.push(await revokedOne())
    expect(await publishDueLists(deps)).toBe(1)
    const { der } = await published()
    for (const certificate of certificates) expect(isListed(der, certificate)).toBe(true)
  },
)
