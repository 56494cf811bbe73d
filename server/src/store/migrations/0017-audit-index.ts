import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'
import { auditMember } from './audit-member.ts'

/**
 * What the audit log is looked through by. The indexes are over the very bytes that are chained, so what is found is what
 * was linked: there is no second copy of an event that could say something else.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const at = auditMember(dialect, 'at')
  const workspace = auditMember(dialect, 'workspace')
  const indexes = {
    time: [at],
    workspace: [workspace, at],
    action: [workspace, auditMember(dialect, 'action'), at],
    actor: [auditMember(dialect, 'actor'), at],
    subject: [auditMember(dialect, 'subject'), at],
  }
  for (const [name, members] of Object.entries(indexes)) {
    const columns = [...members, 'seq'].join(', ')
    await sql`create index ${sql.ref(`audit_events_${name}`)} on audit_events (${sql.raw(columns)})`.execute(
      db,
    )
  }
}
