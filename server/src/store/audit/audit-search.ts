import type { Dialect, SqlValue } from '../connection.ts'
import type { Connection } from '../connection.ts'
import { decodeAuditEvent } from './audit-log.ts'
import type { ActorName, AuditFilter, AuditPlace, FoundAuditEvent } from './audit-search-store.ts'
import { joinFragments, select, type Fragment } from '../fragment.ts'
import { auditMember } from '../migrations/audit-member.ts'

interface Page {
  readonly before: AuditPlace | undefined
  readonly limit: number
}

/**
 * Walks one index from its newest end and stops after a page. Several actions are several walks that are merged: so a rare
 * one is found as quickly as a frequent one.
 */
export async function searchAudit(
  connection: Connection,
  { filter, page }: { readonly filter: AuditFilter; readonly page: Page },
): Promise<readonly FoundAuditEvent[]> {
  const { dialect } = connection
  const actions = filter.actions?.length ? filter.actions : [undefined]
  const walks = actions.map((action) => walkOf(filter, action, page, dialect))
  const rows = await select<{ seq: number; at: number; encoded: string }>(
    connection,
    walks.length === 1 && walks[0] ? walks[0] : merged(walks, page.limit),
  )
  return rows.map(({ seq, at, encoded }) => ({ seq, at, event: decodeAuditEvent(encoded) }))
}

function walkOf(
  filter: AuditFilter,
  action: string | undefined,
  { before, limit }: Page,
  dialect: Dialect,
): Fragment {
  const at = auditMember(dialect, 'at')
  const terms: Fragment[] = []
  const where = (sql: string, ...parameters: readonly (SqlValue | undefined)[]): void => {
    const given = parameters.filter((parameter) => parameter !== undefined)
    if (given.length > 0) terms.push({ sql, parameters: given })
  }
  where(`${auditMember(dialect, 'workspace')} = ?`, filter.workspaceId)
  where(`${auditMember(dialect, 'action')} = ?`, action)
  where(`${auditMember(dialect, 'actor')} = ?`, filter.actorId)
  where(`${auditMember(dialect, 'subject')} = ?`, filter.subject)
  where(`${at} >= ?`, filter.from)
  where(`${at} <= ?`, filter.to)
  // SQLite finds the place in an index of expressions by the first of the two only.
  where(`${at} <= ?`, before?.at)
  where(`(${at}, seq) < (?, ?)`, before?.at, before?.seq)
  const condition = joinFragments(terms, ' and ')
  const clause = terms.length > 0 ? `where ${condition.sql}` : ''
  return {
    sql: `select seq, ${at} as at, encoded from audit_events ${clause}
      order by ${at} desc, seq desc limit ?`,
    parameters: [...condition.parameters, limit],
  }
}

function merged(walks: readonly Fragment[], limit: number): Fragment {
  const union = joinFragments(
    walks.map(({ sql, parameters }, index) => ({
      sql: `select * from (${sql}) as walk_${index}`,
      parameters,
    })),
    ' union all ',
  )
  return {
    sql: `select seq, at, encoded from (${union.sql}) as walks order by at desc, seq desc limit ?`,
    parameters: [...union.parameters, limit],
  }
}

/** Whoever acted and still has a row; others keep the id that was linked. */
export async function nameActors(
  connection: Connection,
  { ids }: { readonly ids: readonly string[] },
): Promise<readonly ActorName[]> {
  if (ids.length === 0) return []
  const places = ids.map(() => '?').join(', ')
  return select<ActorName>(connection, {
    sql: `select id, email as name, null as prefix from users where id in (${places})
      union all select id, name, prefix from api_keys where id in (${places})
      union all select id, client_name as name, null as prefix from oauth_grants where id in (${places})`,
    parameters: [...ids, ...ids, ...ids],
  })
}
