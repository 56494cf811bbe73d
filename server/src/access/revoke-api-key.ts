import { auditEvent, type AuditedAct } from '../audit/events.ts'
import type { Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type { StoredApiKey } from '../store/store.ts'
import { requireOperator, type AccessContext } from './context.ts'

/**
 * Effective at once: authentication caches nothing.
 * @throws Problem `notFound`; `conflict` when it is revoked already
 */
export async function revokeApiKey(
  context: Pick<AccessContext, 'store' | 'now'>,
  act: AuditedAct,
  id: Uuid,
): Promise<StoredApiKey> {
  requireOperator(act)
  const key = await context.store.apiKeys.get(id)
  if (!key)
    throw new Problem('notFound', 'there is no such API key; list them to find the one you mean')
  const at = context.now()
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

/** Of one workspace, or all (undefined); revoked and expired ones too. */
export async function listApiKeys(
  context: Pick<AccessContext, 'store'>,
  act: AuditedAct,
  workspaceId: Uuid | undefined,
): Promise<readonly StoredApiKey[]> {
  requireOperator(act)
  return context.store.apiKeys.list(workspaceId)
}
