import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInstance, type Instance } from '../compose.ts'
import { loadConfig } from '../config/config.ts'
import { passphraseFrom } from '../keys/passphrase.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import { ALL_PERMISSIONS, type Permissions } from '../pki/permission.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import { createLogger } from '../telemetry/logger.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import type { Act, CertificationAuthority } from './certification-authority.ts'
import { createAuthority } from './authorities/create-authority.ts'
import { createCertificationAuthority } from './create-certification-authority.ts'

const OPERATOR: Act = { principal: { kind: 'operator', name: 'test' }, requestId: null }

/** A real instance with one workspace, a CA, and somebody signed in. */
export interface SignedIn extends AsyncDisposable {
  readonly instance: Instance
  readonly ca: CertificationAuthority
  readonly workspaceId: Uuid
  readonly authority: CertificateAuthority
  /** A further CA, behind a passphrase: it costs half a second. */
  seal(): Promise<CertificateAuthority>
  readonly act: Act & { readonly principal: UserPrincipal }
  /** The same person with other rights. */
  as(changes: Partial<UserPrincipal>): Act & { readonly principal: UserPrincipal }
  grants(permissions: Permissions): ReadonlyMap<Uuid, Permissions>
  /** The same database, as after a restart. */
  reopen(): Promise<Instance>
}

export const PASSPHRASE = 'correct horse battery staple'

export async function openSignedIn(): Promise<SignedIn> {
  const directory = await mkdtemp(join(tmpdir(), 'certman-signed-in-'))
  let instance = await open(directory)
  const userId = randomUUID() as Uuid
  const workspaceId = randomUUID() as Uuid
  const workspace = { id: workspaceId, name: 'W', slug: 'w', plan: 'pro', createdAt: 0 } as const
  const email = 'owner@example.com'
  await instance.store.workspaces.createUser({ id: userId, email, createdAt: 0 }, [])
  await instance.store.workspaces.create(workspace, { workspaceId, userId, role: 'owner' }, [])
  const make = (commonName: string, passphrase?: string): Promise<CertificateAuthority> =>
    createAuthority(instance.ca, OPERATOR, {
      workspaceId,
      subject: { commonName },
      keyAlgorithm: 'ECDSA-P256',
      ...(passphrase === undefined ? {} : { passphrase: passphraseFrom(passphrase) }),
    })
  const authority = await make('Test Root')
  const grants = (permissions: Permissions): Map<Uuid, Permissions> =>
    new Map([[authority.id, permissions]])
  const everything = grants(ALL_PERMISSIONS)
  const principal: UserPrincipal = {
    kind: 'user',
    id: userId,
    user: { id: userId, email },
    sessionId: randomUUID() as Uuid,
    workspace,
    role: 'owner',
    isOperator: false,
    provedAt: instance.clock.now(),
    grants: everything,
    address: '192.0.2.7',
  }
  const act = { principal, requestId: 'r-1' }
  return {
    get instance() {
      return instance
    },
    get ca() {
      return createCertificationAuthority(instance.ca)
    },
    workspaceId,
    authority,
    seal: async () => {
      const sealed = await make('Sealed Root', PASSPHRASE)
      everything.set(sealed.id, ALL_PERMISSIONS)
      return sealed
    },
    act,
    as: (changes) => ({ ...act, principal: { ...principal, ...changes } }),
    grants,
    reopen: async () => {
      await instance[Symbol.asyncDispose]()
      instance = await open(directory)
      return instance
    },
    async [Symbol.asyncDispose]() {
      await instance[Symbol.asyncDispose]()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function open(directory: string): Promise<Instance> {
  const { config, secrets } = loadConfig({ CERTMAN_DATA_DIR: join(directory, 'data') })
  const telemetry = {
    logger: await createLogger({ level: 'silent', format: 'json' }),
    metrics: createMetrics(),
  }
  const publication = { baseUrl: () => 'http://pki.example', isConfigured: true }
  return openInstance({ config, secrets, telemetry, role: 'server', publication })
}
