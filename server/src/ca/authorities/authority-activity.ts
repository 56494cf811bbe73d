import type { Uuid } from '../../pki/identifier.ts'
import type {
  ActorName,
  AuditPlace,
  FoundAuditEvent,
} from '../../store/audit/audit-search-store.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { visiblePath } from './manage-authority.ts'

export interface ActivityQuery {
  readonly id: Uuid
  /** Where the page before ended. */
  readonly before?: AuditPlace | undefined
  readonly limit: number
}

export interface Activity {
  readonly events: readonly FoundAuditEvent[]
  readonly actors: readonly ActorName[]
  /** Where the next page begins; undefined after the last one. */
  readonly next: AuditPlace | undefined
}

/** What was done with a CA itself and who did it, newest first; every member may know, as they see the CA. */
export async function authorityActivity(
  deps: Pick<CaDependencies, 'store'>,
  act: Act,
  { id, before, limit }: ActivityQuery,
): Promise<Activity> {
  const [authority] = await visiblePath(deps, act, id)
  const { auditLog } = deps.store
  const filter = { workspaceId: authority.workspaceId, subject: id }
  const events = await auditLog.search(filter, { before, limit })
  const actors = await auditLog.actors([...new Set(events.map(({ event }) => event.actor.id))])
  const last = events.at(-1)
  const next = events.length === limit && last ? { at: last.at, seq: last.seq } : undefined
  return { events, actors, next }
}
