import { auditEvent, type AuditedAct } from '../audit/events.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { KeyAlgorithm } from '../pki/key-policy.ts'
import type { User } from '../pki/member.ts'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import { Problem } from '../pki/problem.ts'
import type { SecretText } from '../pki/secret-text.ts'
import type { Workspace } from '../pki/workspace.ts'
import type { Store } from '../store/store.ts'
import type { AccessContext } from './context.ts'
import { createApiKey } from './create-api-key.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { createSetupToken, type SetupToken } from './setup-link.ts'
import { changeOperator, createUser } from './user.ts'
import { createWorkspace } from './workspace.ts'

const WORKSPACE_NAME = 'My Workspace'
const WORKSPACE_SLUG = 'my-workspace'
const KEY_NAME = 'First key'
/** The secret whose presence says that the first start was finished, its result shown. */
const FINISHED = 'first-start-finished'

/** What the first start asks of the room that makes CAs (this one may not call it). */
export interface FirstAuthority {
  readonly workspaceId: Uuid
  /** undefined: a root. */
  readonly parentId: Uuid | undefined
  readonly name: string
  readonly subject: { readonly commonName: string; readonly organization: string }
  readonly keyAlgorithm: KeyAlgorithm
  readonly validityDays: number
  /** null: unlimited. */
  readonly pathLength: number | null
}

export interface FirstStartContext extends AccessContext {
  readonly store: Pick<Store, 'apiKeys' | 'workspaces' | 'authorities' | 'secrets' | 'signIn'>
  readonly createAuthority: (
    act: AuditedAct,
    authority: FirstAuthority,
  ) => Promise<CertificateAuthority>
  /** The store of secrets holds sealed values only, so that the master key can be rotated over all of them. */
  readonly seal: (name: string, secret: Uint8Array) => Uint8Array
  readonly ownerEmail: string
}

export interface FirstStart {
  readonly owner: Pick<User, 'id' | 'email'>
  readonly workspace: Workspace
  readonly root: CertificateAuthority
  readonly issuing: CertificateAuthority
  readonly key: SecretText
  readonly setup: SetupToken
  /** To be called when the key and the link were shown; until then the next start makes new ones. */
  finish(): Promise<void>
}

const FIRST_START: AuditedAct = {
  principal: { kind: 'system', task: 'first-start' },
  requestId: null,
}

/**
 * Furnishes an empty instance, or goes on where a start that was killed left off: each step looks for what it makes.
 * The key and the link come last, since they can be shown only once; a key that was never shown is revoked.
 * @returns undefined when a first start was finished before
 */
export async function runFirstStart(context: FirstStartContext): Promise<FirstStart | undefined> {
  if ((await context.store.secrets.get(FINISHED)) !== undefined) return undefined

  const { workspace, owner } = await furnishWorkspace(context)
  await changeOperator(context, FIRST_START, { userId: owner.id, isOperator: true })
  const root = await furnishAuthority(context, {
    workspaceId: workspace.id,
    parentId: undefined,
    name: `${workspace.name} Root CA`,
    subject: { commonName: `${workspace.name} Root CA`, organization: workspace.name },
    keyAlgorithm: 'ECDSA-P384',
    validityDays: 7305, // 20 years
    pathLength: null,
  })
  const issuing = await furnishAuthority(context, {
    workspaceId: workspace.id,
    parentId: root.id,
    name: `${workspace.name} Issuing CA`,
    subject: { commonName: `${workspace.name} Issuing CA`, organization: workspace.name },
    keyAlgorithm: 'ECDSA-P256',
    validityDays: 1826, // 5 years
    pathLength: 0,
  })
  await revokeUnshownKeys(context, workspace.id)
  const { key } = await createApiKey(context, FIRST_START, {
    workspaceId: workspace.id,
    userId: owner.id,
    name: KEY_NAME,
    grants: new Map([
      [root.id, ALL_PERMISSIONS],
      [issuing.id, ALL_PERMISSIONS],
    ]),
    expiresAt: null,
  })
  const setup = await createSetupToken(context, FIRST_START, owner.id)
  return {
    owner,
    workspace,
    root,
    issuing,
    key,
    setup,
    finish: () => finish(context, workspace.id),
  }
}

/** The workspace first: its owner is whoever an earlier attempt made, even if the setting has changed since. */
async function furnishWorkspace(
  context: FirstStartContext,
): Promise<{ readonly workspace: Workspace; readonly owner: Pick<User, 'id' | 'email'> }> {
  const { workspaces } = context.store
  const earlier = await workspaces.findBySlug(WORKSPACE_SLUG)
  if (earlier) {
    const owner = (await workspaces.members(earlier.id)).find(({ role }) => role === 'owner')
    if (!owner) throw new Problem('internal', `the workspace ${WORKSPACE_SLUG} has no owner`)
    return { workspace: earlier, owner: { id: owner.userId, email: owner.email } }
  }
  const owner =
    (await workspaces.findUser(context.ownerEmail)) ??
    (await createUser(context, FIRST_START, { email: context.ownerEmail }))
  const request = { name: WORKSPACE_NAME, slug: WORKSPACE_SLUG, ownerId: owner.id }
  return { workspace: await createWorkspace(context, FIRST_START, request), owner }
}

async function furnishAuthority(
  context: FirstStartContext,
  wanted: FirstAuthority,
): Promise<CertificateAuthority> {
  const { workspaceId, parentId } = wanted
  const type = parentId === undefined ? 'root' : 'intermediate'
  const existing = await context.store.authorities.list({ workspaceId, parentId, type })
  return (
    existing.find(({ name }) => name === wanted.name) ??
    (await context.createAuthority(FIRST_START, wanted))
  )
}

async function revokeUnshownKeys(context: FirstStartContext, workspaceId: Uuid): Promise<void> {
  for (const key of await context.store.apiKeys.list(workspaceId)) {
    if (key.name === KEY_NAME && key.revokedAt === null)
      await revokeApiKey(context, FIRST_START, key.id)
  }
}

async function finish(context: FirstStartContext, workspaceId: Uuid): Promise<void> {
  const audit = auditEvent(FIRST_START, 'instance.initialized', {
    subject: null,
    workspaceId,
    at: context.now(),
  })
  await context.store.secrets.putIfAbsent(FINISHED, context.seal(FINISHED, new Uint8Array([1])), [
    audit,
  ])
}
