import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInstance, type Instance } from '../../compose.ts'
import { loadConfig } from '../../config/config.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Role } from '../../pki/member.ts'
import type { Permissions } from '../../pki/permission.ts'
import type { PrincipalWorkspace, UserPrincipal } from '../../pki/principal.ts'
import { createLogger } from '../../telemetry/logger.ts'
import { createMetrics } from '../../telemetry/metrics.ts'
import type { Authorities } from './authorities.ts'
import type { Act } from '../certification-authority.ts'
import { createAuthorities } from './create-authorities.ts'

export interface AuthorityWorld extends AsyncDisposable {
  readonly instance: Instance
  readonly authorities: Authorities
  readonly workspace: PrincipalWorkspace
  /** Somebody signed in, in the world's workspace unless another one is given. */
  as(role: Role, changes?: Partial<UserPrincipal>): Act
  addWorkspace(slug: string): Promise<PrincipalWorkspace>
}

/** An instance with one workspace and no CA, in a directory of its own. */
export async function openWorld(): Promise<AuthorityWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'certman-authorities-'))
  const { config, secrets } = loadConfig({ CERTMAN_DATA_DIR: join(directory, 'data') })
  const instance = await openInstance({
    config,
    secrets,
    telemetry: {
      logger: await createLogger({ level: 'silent', format: 'json' }),
      metrics: createMetrics(),
    },
    role: 'server',
    publication: { baseUrl: () => 'http://pki.example', isConfigured: true },
  })
  const { store } = instance
  const owner = { id: randomUUID() as Uuid, email: 'owner@example.com', createdAt: 0 }
  await store.workspaces.createUser(owner, [])
  const addWorkspace = async (slug: string): Promise<PrincipalWorkspace> => {
    const workspace = { id: randomUUID() as Uuid, name: slug, slug, plan: 'pro' } as const
    const member = { workspaceId: workspace.id, userId: owner.id, role: 'owner' } as const
    await store.workspaces.create({ ...workspace, createdAt: 0 }, member, [])
    return workspace
  }
  const workspace = await addWorkspace('w')
  return {
    instance,
    authorities: createAuthorities(instance.ca, {
      whileSealing: instance.whileSealing,
      observe: () => Promise.resolve([]),
    }),
    workspace,
    as: (role, changes) => ({
      requestId: null,
      principal: {
        kind: 'user',
        id: owner.id,
        user: { id: owner.id, email: owner.email },
        sessionId: randomUUID() as Uuid,
        workspace,
        role,
        isOperator: false,
        provedAt: Date.now(),
        grants: new Map<Uuid, Permissions>(),
        address: '127.0.0.1',
        ...changes,
      },
    }),
    addWorkspace,
    [Symbol.asyncDispose]: async () => {
      await instance[Symbol.asyncDispose]()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
