import type { AuditedAct } from '../../audit/events.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Role } from '../../pki/member.ts'
import { Problem } from '../../pki/problem.ts'
import type { OAuthGrant } from '../../store/programs/oauth-store.ts'
import { requireUser, workspaceOfMember } from './member.ts'
import { endedEvent } from './memory.ts'
import type { ProgramContext } from './context.ts'

type GrantContext = Pick<ProgramContext, 'store' | 'now'>

const SEES_ALL: ReadonlySet<Role> = new Set(['owner', 'admin'])

/** Those in force: one's own; for owners and admins everybody's. */
export async function listGrants(
  { store, now }: GrantContext,
  act: AuditedAct,
): Promise<readonly OAuthGrant[]> {
  const workspace = workspaceOfMember(act)
  const { id, role } = requireUser(act)
  const ofUser = role !== null && SEES_ALL.has(role) ? undefined : id
  return store.oauth.grants(workspace.id, ofUser, now())
}

/** Effective at once: authentication caches nothing. @throws Problem `notFound`, for another's grant too */
export async function endGrant(
  { store, now }: GrantContext,
  act: AuditedAct,
  grantId: Uuid,
): Promise<void> {
  const workspace = workspaceOfMember(act)
  const { id, role } = requireUser(act)
  const grant = await store.oauth.grant(grantId)
  const isVisible =
    grant?.workspace.id === workspace.id &&
    (grant.user.id === id || (role !== null && SEES_ALL.has(role)))
  if (grant === undefined || !isVisible) throw noGrant()
  const reason = grant.user.id === id ? 'the user ended it' : 'the workspace ended it'
  const audit = endedEvent(act, grant, reason, now())
  if ((await store.oauth.endGrant(grantId, now(), [audit])) === 'notFound') throw noGrant()
}

function noGrant(): Problem {
  return new Problem('notFound', 'this program has no access here; reload the list')
}
