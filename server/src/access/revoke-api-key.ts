import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { noWorkspace, requireRole, requireStepUp } from '../pki/authorization.ts'
import type { Uuid } from '../pki/identifier.ts'
import { isCredential } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { StoredApiKey } from '../store/programs/api-key-store.ts'
import { requireOperator, requirePerson, type AccessContext } from './context.ts'

/**
 * Effective at once: authentication caches nothing. Members revoke their own keys, admins and owners everybody's.
 * @throws Problem `notFound`, `stepUpRequired`; `conflict` when it is revoked already
 */
export async function revokeApiKey(
  context: Pick<AccessContext, 'store' | 'now'>,
  act: AuditedAct,
  id: Uuid,
): Promise<StoredApiKey> {
  requirePerson(act.principal)
  const workspaceId = isCredential(act.principal) ? act.principal.workspace?.id : undefined
  const key = await findApiKey(context, act, { id, workspaceId })
  const at = context.now()
  requireStepUp(act.principal, at)
  const audit = auditEvent(act, 'apiKey.revoked', {
    subject: id,
    workspaceId: key.workspace.id,
    at,
    detail: { name: key.name, prefix: key.prefix },
  })
  const outcome = await context.store.apiKeys.revoke(id, at, [audit])
  if (outcome !== 'revoked')
    throw new Problem('conflict', `the API key "${key.name}" is revoked already; nothing to do`)
  return { ...key, revokedAt: at }
}

/** Of one workspace, or all (undefined); revoked and expired ones too. Members see their own, admins and owners all. */
export async function listApiKeys(
  context: Pick<AccessContext, 'store'>,
  act: AuditedAct,
  workspaceId: Uuid | undefined,
): Promise<readonly StoredApiKey[]> {
  if (workspaceId === undefined) requireOperator(act)
  else requireRole(act.principal, workspaceId, 'member')
  const keys = await context.store.apiKeys.list(workspaceId)
  return keys.filter((key) => isWithinReach(act, key))
}

/**
 * One that whoever asks may see.
 * @throws Problem `notFound`, the same for a key that does not exist as for one out of reach
 */
export async function findApiKey(
  context: Pick<AccessContext, 'store'>,
  act: AuditedAct,
  { id, workspaceId }: { readonly id: Uuid; readonly workspaceId: Uuid | undefined },
): Promise<StoredApiKey> {
  if (isCredential(act.principal) && workspaceId === undefined) throw noWorkspace()
  const key = await context.store.apiKeys.get(id)
  const isThere = key && (workspaceId === undefined || key.workspace.id === workspaceId)
  if (!isThere || !isWithinReach(act, key))
    throw new Problem('notFound', 'there is no such API key; list them to find the one you mean')
  return key
}

function isWithinReach({ principal }: AuditedAct, key: StoredApiKey): boolean {
  if (!isCredential(principal)) return true
  if (principal.kind !== 'user' || principal.workspace?.id !== key.workspace.id) return false
  return principal.role !== 'member' || key.user.id === principal.id
}
