import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireName } from '../pki/display-name.ts'
import { noWorkspace, requireRole, requireStepUp } from '../pki/authorization.ts'
import type { Uuid } from '../pki/identifier.ts'
import { isCredential } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { WorkspaceStanding } from '../store/workspaces/membership-store.ts'
import type { AdministrationContext } from './administration-context.ts'
import { requireSlug, slugTaken } from './workspace.ts'

/** The contract's ceiling for an end-entity certificate. */
const MAX_VALIDITY_DAYS = 397

/** What is not named stays. */
export interface WorkspaceChanges {
  readonly workspaceId: Uuid
  readonly defaultAuthorityId?: Uuid | null | undefined
  readonly defaultValidityDays?: number | null | undefined
  readonly requiresSecondFactor?: boolean | undefined
  readonly name?: string | undefined
  readonly slug?: string | undefined
}

type Context = Pick<AdministrationContext, 'store' | 'now'>

/** @throws Problem `notFound` for whoever is no member */
export async function getWorkspace(
  { store }: Context,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<WorkspaceStanding> {
  requireRole(act.principal, workspaceId, 'member')
  const standing = await store.memberships.standing(workspaceId)
  if (!standing || standing.archivedAt !== null) throw noWorkspace()
  return standing
}

/**
 * Name, slug, defaults and whether a second factor is required: for owners and admins.
 * @throws Problem `forbidden`, `invalidRequest`, `conflict` (the slug is taken), `stepUpRequired` (to ask for no second
 * factor any more)
 */
export async function changeWorkspace(
  context: Context,
  act: AuditedAct,
  changes: WorkspaceChanges,
): Promise<WorkspaceStanding> {
  const { workspaceId } = changes
  requireRole(act.principal, workspaceId, 'admin')
  const before = await getWorkspace(context, act, workspaceId)
  const after = {
    id: workspaceId,
    name:
      changes.name === undefined ? before.workspace.name : requireName(changes.name, 'a workspace'),
    slug: changes.slug === undefined ? before.workspace.slug : requireSlug(changes.slug),
    defaultAuthorityId: given(changes.defaultAuthorityId, before.settings.defaultAuthorityId),
    defaultValidityDays: given(changes.defaultValidityDays, before.settings.defaultValidityDays),
    requiresSecondFactor: given(changes.requiresSecondFactor, before.settings.requiresSecondFactor),
  }
  const days = after.defaultValidityDays
  if (days !== null && (days < 1 || days > MAX_VALIDITY_DAYS)) {
    throw new Problem('invalidRequest', `${days} days are not within 1 to ${MAX_VALIDITY_DAYS}`, {
      field: 'defaultValidityDays',
    })
  }
  if (!after.requiresSecondFactor && before.settings.requiresSecondFactor)
    requireStepUp(act.principal, context.now())
  if (after.requiresSecondFactor && !before.settings.requiresSecondFactor)
    await requireOwnSecondFactor(context, act, workspaceId)
  const { id: _id, ...detail } = after
  const audit = auditEvent(act, 'workspace.changed', {
    subject: workspaceId,
    workspaceId,
    at: context.now(),
    detail,
  })
  const outcome = await context.store.memberships.change(after, [audit])
  if (outcome === 'slugTaken') throw slugTaken(after.slug)
  if (outcome === 'foreignAuthority') {
    throw new Problem(
      'invalidRequest',
      'the default certificate authority is not in this workspace; choose one that is',
      { field: 'defaultAuthorityId' },
    )
  }
  if (outcome === 'notFound') throw noWorkspace()
  return getWorkspace(context, act, workspaceId)
}

/** Whoever asks it of others would be locked out first. */
async function requireOwnSecondFactor(
  { store }: Context,
  { principal }: AuditedAct,
  workspaceId: Uuid,
): Promise<void> {
  if (!isCredential(principal)) return
  const people = await store.memberships.people(workspaceId)
  if (people.find(({ userId }) => userId === principal.user.id)?.hasSecondFactor) return
  throw new Problem(
    'policyRefused',
    'your own account has no second factor, and you could not enter any more; add a passkey or an authenticator app first',
    { field: 'requiresSecondFactor' },
  )
}

function given<Value>(changed: Value | undefined, before: Value): Value {
  return changed === undefined ? before : changed
}

/**
 * Puts the workspace away: nobody can enter it, its keys and grants end at once. Nothing that tells of revocation goes: its
 * CRLs and OCSP answers continue until its CAs have expired, which is why CAs in force must be revoked first: afterwards
 * nobody could.
 * @param request the workspace's name as it stands, typed by whoever means it
 * @throws Problem `forbidden`, `stepUpRequired`, `invalidRequest` (another name), `conflict` (CAs in force)
 */
export async function deleteWorkspace(
  context: Context,
  act: AuditedAct,
  request: { readonly workspaceId: Uuid; readonly name: string },
): Promise<void> {
  const { workspaceId } = request
  requireRole(act.principal, workspaceId, 'owner')
  requireStepUp(act.principal, context.now())
  const { workspace } = await getWorkspace(context, act, workspaceId)
  if (request.name.trim() !== workspace.name) {
    throw new Problem(
      'invalidRequest',
      `type the name "${workspace.name}" to delete the workspace`,
      {
        field: 'name',
      },
    )
  }
  const at = context.now()
  const detail = { name: workspace.name, slug: workspace.slug }
  const facts = { workspaceId, at }
  const outcome = await context.store.memberships.archive(workspaceId, at, {
    member: [auditEvent(act, 'workspace.deleted', { ...facts, subject: workspaceId, detail })],
    key: [
      auditEvent(act, 'apiKey.revoked', {
        ...facts,
        subject: null,
        detail: { because: 'workspace deleted' },
      }),
    ],
  })
  if (outcome === 'notFound') throw noWorkspace()
  if (outcome === 'archived') return
  const { inForce } = outcome
  throw new Problem(
    'conflict',
    `${inForce === 1 ? 'a certificate authority is' : `${inForce} certificate authorities are`} in force, and nobody could revoke them afterwards; revoke them first`,
  )
}
