import { findRevoked, parseRevocationList, serialNumberFromHex } from '@certman/x509'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { passphraseFrom } from '../../keys/passphrase.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'
import type { RevocationReason } from '../../pki/revocation.ts'
import { openWorld, type AuthorityWorld } from '../authorities/_authorities.ts'
import type { Act, RevokeResult } from '../certification-authority.ts'
import { createAuthority } from '../authorities/create-authority.ts'
import { createCertificationAuthority } from '../create-certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { renewAuthority } from '../authorities/renew-authority.ts'
import { revokeAuthority } from '../authorities/revoke-authority.ts'

const DAY = 86_400_000
const secret = () => passphraseFrom('correct horse battery staple')
const OPERATOR: Act = { principal: { kind: 'operator', name: 'tester' }, requestId: null }
const P256 = 'ECDSA-P256'

let world: AuthorityWorld
let vault: CertificateAuthority

beforeEach(async () => {
  // Timers stay what they are.
  vi.useFakeTimers({ toFake: ['Date'] })
  world = await openWorld()
  vault = await createAuthority(world.instance.ca, OPERATOR, {
    workspaceId: world.workspace.id,
    subject: { commonName: 'Vault' },
    keyAlgorithm: P256,
    passphrase: secret(),
  })
})
afterEach(async () => {
  await world[Symbol.asyncDispose]()
  vi.useRealTimers()
})

/** As if the process were killed, or the database went away, just before a list would be published. */
function withoutPublishing(): CaDependencies {
  const { ca } = world.instance
  const publish = (): Promise<never> => Promise.reject(new Error('the database went away'))
  const revocationLists = { ...ca.store.revocationLists, publish }
  return { ...ca, store: { ...ca.store, revocationLists } }
}

function wait(days: number): void {
  vi.setSystemTime(Date.now() + days * DAY)
}

async function issue(deps: CaDependencies = world.instance.ca) {
  const result = await createCertificationAuthority(deps).issue(OPERATOR, {
    authorityId: vault.id,
    mode: 'managed',
    commonName: 'a.example',
    keyAlgorithm: P256,
    passphrase: secret(),
  })
  if (result.kind !== 'issued') throw new Error('not issued')
  return result
}

function revoke(
  { id }: StoredCertificate,
  reason: RevocationReason,
  deps: CaDependencies = world.instance.ca,
): Promise<RevokeResult> {
  const request = { certificateId: id, reason, passphrase: secret() }
  return createCertificationAuthority(deps).revoke(OPERATOR, request)
}

async function published() {
  const list = await world.instance.store.revocationLists.published(vault.id, 0)
  if (list === undefined) throw new Error('no list')
  return list
}

async function reasonListed({ serialNumber }: { serialNumber: string }) {
  const list = parseRevocationList((await published()).der)
  return findRevoked(list, serialNumberFromHex(serialNumber))?.reason
}

test('a list that could not be published costs nobody the key that was made', async () => {
  const deps = withoutPublishing()
  const first = await issue()
  await expect(revoke(first.certificate, 'superseded', deps)).rejects.toThrow()
  // The list is due now, so that the next call that brings the passphrase tries to sign it.
  const second = await issue(deps)
  expect(second.privateKeyPem).toContain('PRIVATE KEY')
})

test('a revocation whose list could not be published is refused, and ended by the same call', async () => {
  const { certificate } = await issue()
  const refused = revoke(certificate, 'keyCompromise', withoutPublishing())
  await expect(refused).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('send the same request again'),
  })
  const { statuses, certificates } = world.instance.store
  const recorded = (await certificates.get(certificate.id))?.revocation
  expect(await statuses.find(vault.id, certificate.serialNumber)).toMatchObject({ kind: 'revoked' })
  expect(await reasonListed(certificate)).toBeUndefined()

  // Another reason is another request.
  await expect(revoke(certificate, 'superseded')).rejects.toMatchObject({ code: 'alreadyRevoked' })
  expect(await reasonListed(certificate)).toBeUndefined()
  const ended = await revoke(certificate, 'keyCompromise')
  expect(ended.certificate.revocation).toEqual(recorded)
  expect(await reasonListed(certificate)).toBe('keyCompromise')
  expect((await published()).publishedNumber).toBeGreaterThanOrEqual(ended.list.number)

  await expect(revoke(certificate, 'keyCompromise')).rejects.toMatchObject({
    code: 'alreadyRevoked',
  })
})

test('so is a change of the reason', async () => {
  const { certificate } = await issue()
  await revoke(certificate, 'certificateHold')
  const raised = revoke(certificate, 'keyCompromise', withoutPublishing())
  await expect(raised).rejects.toMatchObject({ code: 'unavailable' })
  expect(await reasonListed(certificate)).toBe('certificateHold')
  await revoke(certificate, 'keyCompromise')
  expect(await reasonListed(certificate)).toBe('keyCompromise')
})

test('so is the revocation of a CA beneath a protected one', async () => {
  const child = await createAuthority(world.instance.ca, OPERATOR, {
    workspaceId: world.workspace.id,
    parentId: vault.id,
    parentPassphrase: secret(),
    subject: { commonName: 'Child' },
    keyAlgorithm: P256,
  })
  const revokeChild = (deps: CaDependencies) =>
    revokeAuthority(deps, OPERATOR, {
      id: child.id,
      reason: 'superseded',
      signerPassphrase: secret(),
    })
  await expect(revokeChild(withoutPublishing())).rejects.toMatchObject({ code: 'unavailable' })
  expect(await reasonListed(child)).toBeUndefined()
  expect((await revokeChild(world.instance.ca)).revocation?.reason).toBe('superseded')
  expect(await reasonListed(child)).toBe('superseded')
  await expect(revokeChild(world.instance.ca)).rejects.toMatchObject({ code: 'alreadyRevoked' })
})

test('whoever brings the passphrase of a parent brings up to date what the parent publishes', async () => {
  const { responders } = world.instance.store
  const before = [await published(), await responders.current(vault.id)] as const
  wait(50)
  const child = await createAuthority(world.instance.ca, OPERATOR, {
    workspaceId: world.workspace.id,
    parentId: vault.id,
    parentPassphrase: secret(),
    subject: { commonName: 'Child' },
    keyAlgorithm: P256,
  })
  const after = [await published(), await responders.current(vault.id)] as const
  expect(after[0].publishedNumber).toBeGreaterThan(before[0].publishedNumber)
  expect(after[1]?.serialNumber).not.toBe(before[1]?.serialNumber)

  wait(50)
  const { ca } = world.instance
  await renewAuthority(ca, OPERATOR, { id: child.id, signerPassphrase: secret() })
  expect((await published()).publishedNumber).toBeGreaterThan(after[0].publishedNumber)
  expect((await responders.current(vault.id))?.serialNumber).not.toBe(after[1]?.serialNumber)
})

test('a renewed CA that is revoked is called good under none of its serial numbers', async () => {
  const { ca } = world.instance
  const now = Date.now()
  await renewAuthority(ca, OPERATOR, { id: vault.id, signerPassphrase: secret() })
  ca.ocspMemory.extendLease(ca.ocspMemory.beginLease(), 60_000)
  const answer = { der: Uint8Array.of(1), thisUpdate: now, nextUpdate: now + DAY, status: 'good' }
  const former = { authorityId: vault.id, serialNumber: vault.serialNumber }
  ca.ocspMemory.remember(['asked'], former, { ...answer, status: 'good' }, ca.ocspMemory.changes)
  expect(ca.ocspMemory.recall('asked')).toBeDefined()
  await revokeAuthority(ca, OPERATOR, {
    id: vault.id,
    reason: 'superseded',
    signerPassphrase: secret(),
  })
  expect(ca.ocspMemory.recall('asked')).toBeUndefined()
})
