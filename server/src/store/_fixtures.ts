import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { AuditAction, AuditEvent } from '../pki/audit-event.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { AuditKey } from './audit/audit-chain.ts'
import type { NewAuthority } from './authorities/authority-store.ts'
import type { IssuanceIntent, IssuedCertificate } from './certificates/certificate-store.ts'
import type { IdempotencyClaim } from './certificates/idempotency-store.ts'
import type { Store } from './store.ts'

/** Pieces that the tests of the store share: rows as the verbs would make them, without the cryptography. */
export const AUDIT_KEY: AuditKey = { id: 'test', key: new Uint8Array(32).fill(7) }
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5)
const YEAR = 365 * 86_400_000

export function uuid(): Uuid {
  return randomUUID() as Uuid
}

export function events(action: AuditAction, subject: string | null = null): AuditEvent[] {
  return [
    {
      action,
      outcome: 'done',
      at: NOW,
      actor: { kind: 'system', id: 'test', address: null },
      workspaceId: null,
      subject,
      requestId: null,
      detail: {},
    },
  ]
}

export interface World {
  readonly workspaceId: Uuid
  readonly userId: Uuid
  readonly root: CertificateAuthority
  readonly issuing: CertificateAuthority
}

/** A workspace with its owner, a root CA and an issuing CA. */
export async function addWorld(store: Store): Promise<World> {
  const { workspaceId, userId } = await addWorkspace(store)
  const root = authorityOf(workspaceId, null)
  const issuing = authorityOf(workspaceId, root)
  for (const authority of [root, issuing]) {
    await store.authorities.create(newAuthority(authority), events('authority.created'))
  }
  return { workspaceId, userId, root, issuing }
}

export async function addWorkspace(
  store: Store,
): Promise<{ readonly workspaceId: Uuid; readonly userId: Uuid }> {
  const workspaceId = uuid()
  const userId = uuid()
  const email = `${userId}@example.com`
  await store.workspaces.createUser({ id: userId, email, createdAt: NOW }, events('user.created'))
  await store.workspaces.create(
    { id: workspaceId, name: 'W', slug: `w-${workspaceId}`, plan: 'pro', createdAt: NOW },
    { workspaceId, userId, role: 'owner' },
    events('workspace.created'),
  )
  return { workspaceId, userId }
}

/** Root CAs of one new workspace. */
export async function addAuthorities(store: Store, count: number): Promise<readonly Uuid[]> {
  const { workspaceId } = await addWorkspace(store)
  const authorities = Array.from({ length: count }, () => authorityOf(workspaceId, null))
  for (const authority of authorities) {
    await store.authorities.create(newAuthority(authority), events('authority.created'))
  }
  return authorities.map((authority) => authority.id)
}

export function authorityOf(
  workspaceId: Uuid,
  parent: CertificateAuthority | null,
): CertificateAuthority {
  return {
    id: uuid(),
    workspaceId,
    parentId: parent?.id ?? null,
    name: 'Test CA',
    commonName: 'Test CA',
    organization: 'Test',
    organizationalUnit: null,
    country: 'DE',
    state: null,
    locality: null,
    keyAlgorithm: 'ECDSA-P256',
    certificate: new Uint8Array(randomBytes(500)),
    serialNumber: serialNumber(),
    validity: { notBefore: NOW, notAfter: NOW + 5 * YEAR },
    createdAt: NOW,
    hasPassphrase: false,
    depth: parent ? parent.depth + 1 : 0,
    pathLength: parent ? 0 : null,
    shards: 1,
    revocation: null,
  }
}

export function newAuthority(authority: CertificateAuthority): NewAuthority {
  return {
    authority,
    sealedKey: new Uint8Array(randomBytes(120)),
    certificate: {
      certificateId: uuid(),
      issuerId: authority.parentId ?? authority.id,
      serialNumber: authority.serialNumber,
      shard: 0,
      keyHash: keyHash(authority.id),
      certificate: authority.certificate,
      validity: authority.validity,
      createdAt: authority.createdAt,
    },
  }
}

export function intentOf(
  world: Pick<World, 'workspaceId' | 'issuing'>,
  changes: Partial<IssuanceIntent> = {},
): IssuanceIntent {
  const id = uuid()
  return {
    id,
    workspaceId: world.workspaceId,
    authorityId: world.issuing.id,
    serialNumber: serialNumber(),
    shard: 0,
    tbs: new Uint8Array(randomBytes(600)),
    mode: 'csr',
    commonName: 'api.example.com',
    subjectHasCommonName: true,
    sanDns: ['api.example.com'],
    sanIp: ['192.0.2.1'],
    keyAlgorithm: 'ECDSA-P256',
    keyHash: keyHash(id),
    validity: { notBefore: NOW, notAfter: NOW + 90 * 86_400_000 },
    validityDays: 90,
    createdAt: NOW,
    renewedFromId: null,
    origin: { channel: 'api', by: { kind: 'apiKey', id: 'key' } },
    idempotency: null,
    ...changes,
  }
}

export function claimOf(changes: Partial<IdempotencyClaim> = {}): IdempotencyClaim {
  return {
    credentialId: uuid(),
    route: 'POST /v1/certificates',
    key: 'key-1',
    fingerprint: 'fingerprint-1',
    claimId: uuid(),
    claimedAt: NOW,
    ...changes,
  }
}

export function issuedOf(
  intent: IssuanceIntent,
  response: string | null = null,
): IssuedCertificate {
  const claim = intent.idempotency
  return {
    id: intent.id,
    certificate: new Uint8Array(randomBytes(700)),
    issuedAt: intent.createdAt + 5,
    idempotency: claim && response !== null ? { claim, response } : null,
  }
}

/** Intent and certificate. */
export async function issue(
  store: Store,
  world: Pick<World, 'workspaceId' | 'issuing'>,
  changes: Partial<IssuanceIntent> = {},
): Promise<IssuanceIntent> {
  const intent = intentOf(world, changes)
  const outcome = await store.certificates.recordIntent(intent)
  if (outcome.kind !== 'recorded') throw new Error(`the intent was refused: ${outcome.kind}`)
  await store.certificates.recordCertificate(
    issuedOf(intent),
    events('certificate.issued', intent.id),
  )
  return intent
}

export function serialNumber(): string {
  return `11${randomBytes(18).toString('hex').toUpperCase()}`
}

export function keyHash(of: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(of).digest())
}
