import { requireInstanceOperator, requireRole } from '../pki/authorization.ts'
import { AUDIT_ACTIONS, type AuditAction, type AuditEvent } from '../pki/audit-event.ts'
import type { Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type {
  ActorName,
  AuditFilter,
  AuditPlace,
  FoundAuditEvent,
} from '../store/audit/audit-search-store.ts'
import type { AuditLogStore } from '../store/audit/audit-log-store.ts'
import type { AuditedAct } from './events.ts'

/** How many events an export asks for at a time. */
const EXPORT_PAGE = 500

export interface AuditQuery {
  /** undefined: the whole instance, for its operators. */
  readonly workspaceId: Uuid | undefined
  /** An action (`apiKey.revoked`), or what all of its kind begin with (`apiKey`). */
  readonly action?: string | undefined
  readonly actorId?: string | undefined
  readonly subject?: string | undefined
  /** Milliseconds, inclusive. */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

export interface NamedAuditEvent {
  /** Its place in the log, for the next page. */
  readonly place: AuditPlace
  readonly event: AuditEvent
  /** Who acted, where they still have a name; the id is what was linked. */
  readonly actor: ActorName | undefined
}

export interface AuditPage {
  readonly events: readonly NamedAuditEvent[]
  /** undefined: this was the last. */
  readonly next: AuditPlace | undefined
}

export interface AuditReading {
  readonly store: { readonly auditLog: Pick<AuditLogStore, 'search' | 'actors'> }
}

/** Newest first: for owners and admins of the workspace. @throws Problem `forbidden`, `invalidRequest` */
export async function readAudit(
  { store }: AuditReading,
  act: AuditedAct,
  query: AuditQuery,
  page: { readonly before: AuditPlace | undefined; readonly limit: number },
): Promise<AuditPage> {
  requireReader(act, query.workspaceId)
  const { before, limit } = page
  const found = await store.auditLog.search(filterOf(query), { before, limit: limit + 1 })
  const shown = found.slice(0, limit)
  return {
    events: await named(store, shown),
    next: found.length > limit ? placeOf(shown.at(-1)) : undefined,
  }
}

/**
 * All that the query finds, newest first, a page at a time: so a log of any length leaves in little memory.
 * @throws Problem `forbidden`, `invalidRequest`, before the first page
 */
export function exportAudit(
  { store }: AuditReading,
  act: AuditedAct,
  query: AuditQuery,
): AsyncGenerator<readonly NamedAuditEvent[]> {
  requireReader(act, query.workspaceId)
  return pagesOf(store, filterOf(query))
}

async function* pagesOf(
  store: AuditReading['store'],
  filter: AuditFilter,
): AsyncGenerator<readonly NamedAuditEvent[]> {
  let before: AuditPlace | undefined
  for (;;) {
    const found = await store.auditLog.search(filter, { before, limit: EXPORT_PAGE })
    if (found.length > 0) yield await named(store, found)
    if (found.length < EXPORT_PAGE) return
    before = placeOf(found.at(-1))
  }
}

export function requireReader({ principal }: AuditedAct, workspaceId: Uuid | undefined): void {
  if (workspaceId === undefined) requireInstanceOperator(principal)
  else requireRole(principal, workspaceId, 'admin')
}

function filterOf({ action, ...query }: AuditQuery): AuditFilter {
  return action === undefined ? query : { ...query, actions: actionsOf(action) }
}

function actionsOf(text: string): readonly AuditAction[] {
  const actions = AUDIT_ACTIONS.filter((action) => action === text || action.startsWith(`${text}.`))
  if (actions.length > 0) return actions
  throw new Problem('invalidRequest', `"${text}" is no action of the audit log`, {
    field: 'action',
  })
}

function placeOf(found: FoundAuditEvent | undefined): AuditPlace | undefined {
  return found && { at: found.at, seq: found.seq }
}

async function named(
  { auditLog }: AuditReading['store'],
  found: readonly FoundAuditEvent[],
): Promise<readonly NamedAuditEvent[]> {
  const ids = new Set(found.map(({ event }) => event.actor.id))
  const names = new Map((await auditLog.actors([...ids])).map((name) => [name.id, name]))
  return found.map(({ at, seq, event }) => ({
    place: { at, seq },
    event,
    actor: names.get(event.actor.id),
  }))
}
