import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditedAct } from '../audit/events.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import type { User } from '../pki/member.ts'
import type { Workspace } from '../pki/workspace.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import type { AccessContext } from './context.ts'
import type { FirstAuthority } from './first-run.ts'
import { createUser } from './user.ts'
import { createWorkspace } from './workspace.ts'

export const OPERATOR: AuditedAct = {
  principal: { kind: 'operator', name: 'root' },
  requestId: null,
}

export const AN_API_KEY: AuditedAct = {
  principal: {
    kind: 'apiKey',
    id: newUuid(randomUUID),
    name: 'Production Key',
    prefix: 'cm_prod',
    user: { id: newUuid(randomUUID), email: 'user@example.com' },
    workspace: { id: newUuid(randomUUID), name: 'My Workspace', slug: 'my-workspace', plan: 'pro' },
    grants: new Map(),
    address: '192.0.2.7',
  },
  requestId: 'r-1',
}

/** A real store in a temporary directory, and a clock that stands until it is moved. */
export interface TestInstance extends AsyncDisposable {
  readonly store: Store
  readonly context: AccessContext & { readonly store: Store }
  readonly clock: { now: number }
  readonly directory: string
}

export async function openTestInstance(): Promise<TestInstance> {
  const directory = await mkdtemp(join(tmpdir(), 'certman-access-'))
  const clock = { now: 1_700_000_000_000 }
  const now = (): number => clock.now
  const store = await openStore({
    location: { kind: 'sqlite', directory },
    auditKey: { id: 'test', key: new Uint8Array(32) },
    now,
    role: 'server',
    migrate: true,
  })
  return {
    store,
    context: { store, now, random: randomBytes, randomUuid: randomUUID },
    clock,
    directory,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export interface Furnished {
  readonly owner: User
  readonly workspace: Workspace
}

export async function furnish({ context }: TestInstance, name = 'Acme Corp'): Promise<Furnished> {
  const email = `owner-${randomUUID()}@example.com`
  const owner = await createUser(context, OPERATOR, { email })
  return { owner, workspace: await createWorkspace(context, OPERATOR, { name, ownerId: owner.id }) }
}

/** A CA's row without a key or a certificate that would mean anything: this room looks at neither. */
export async function recordAuthority(
  { store }: Pick<TestInstance, 'store'>,
  wanted: Pick<FirstAuthority, 'workspaceId'> & Partial<FirstAuthority>,
): Promise<CertificateAuthority> {
  const id: Uuid = newUuid(randomUUID)
  const parent =
    wanted.parentId === undefined ? undefined : await store.authorities.get(wanted.parentId)
  const validity = { notBefore: 0, notAfter: 4_000_000_000_000 }
  const serialNumber = randomBytes(8).toString('hex').toUpperCase()
  const authority: CertificateAuthority = {
    id,
    workspaceId: wanted.workspaceId,
    parentId: wanted.parentId ?? null,
    name: wanted.name ?? 'Production Root CA',
    commonName: wanted.subject?.commonName ?? 'Production Root CA',
    organization: wanted.subject?.organization ?? null,
    organizationalUnit: null,
    country: null,
    state: null,
    locality: null,
    keyAlgorithm: wanted.keyAlgorithm ?? 'ECDSA-P384',
    certificate: randomBytes(32),
    serialNumber,
    validity,
    createdAt: 1_700_000_000_000,
    hasPassphrase: false,
    depth: parent ? parent.depth + 1 : 0,
    pathLength: wanted.pathLength ?? null,
    shards: 1,
    revocation: null,
  }
  const certificate = {
    certificateId: newUuid(randomUUID),
    issuerId: wanted.parentId ?? id,
    serialNumber,
    shard: 0,
    keyHash: randomBytes(32),
    certificate: authority.certificate,
    validity,
    createdAt: authority.createdAt,
  }
  const outcome = await store.authorities.create(
    { authority, sealedKey: randomBytes(32), certificate },
    [],
  )
  if (outcome !== 'created') throw new Error(outcome)
  return authority
}
