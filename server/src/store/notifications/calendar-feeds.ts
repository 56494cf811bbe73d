import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { CalendarFeed } from './notification-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const COLUMNS = 'f.id, f.workspace_id, f.user_id, f.created_at, f.last_read_at'
// Whoever has left the workspace has no feed of it, in the very moment.
const FEEDS = `calendar_feeds f
  join members m on m.workspace_id = f.workspace_id and m.user_id = f.user_id
  join workspaces w on w.id = f.workspace_id and w.archived_at is null`
const FIND = statement(`select ${COLUMNS} from ${FEEDS} where f.token_hash = ?`)
const OF = statement(`select ${COLUMNS} from ${FEEDS} where f.workspace_id = ? and f.user_id = ?`)
const PUT = statement(`insert into calendar_feeds
    (id, token_hash, workspace_id, user_id, created_at) values (?, ?, ?, ?, ?)
  on conflict (workspace_id, user_id) do update set id = excluded.id,
    token_hash = excluded.token_hash, created_at = excluded.created_at, last_read_at = null`)
const REMOVE = statement('delete from calendar_feeds where workspace_id = ? and user_id = ?')
const HOUR = 3_600_000
const TOUCH = statement(`update calendar_feeds set last_read_at = ?
  where id = ? and (last_read_at is null or last_read_at < ?)`)

interface FeedRow {
  readonly id: Uuid
  readonly workspace_id: Uuid
  readonly user_id: Uuid
  readonly created_at: number
  readonly last_read_at: number | null
}

function feedFromRow(row: FeedRow): CalendarFeed {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    createdAt: row.created_at,
    lastReadAt: row.last_read_at,
  }
}

export async function findCalendarFeed(
  connection: Connection,
  { tokenHash }: { readonly tokenHash: Uint8Array },
): Promise<CalendarFeed | undefined> {
  const row = await connection.get<FeedRow>(FIND, tokenHash)
  return row && feedFromRow(row)
}

export async function calendarFeedOf(
  connection: Connection,
  { workspaceId, userId }: { readonly workspaceId: Uuid; readonly userId: Uuid },
): Promise<CalendarFeed | undefined> {
  const row = await connection.get<FeedRow>(OF, workspaceId, userId)
  return row && feedFromRow(row)
}

export async function putCalendarFeed(
  transaction: Transaction,
  {
    feed,
    audit,
  }: { readonly feed: CalendarFeed & { readonly tokenHash: Uint8Array }; readonly audit: Audit },
): Promise<void> {
  const { id, tokenHash, workspaceId, userId, createdAt } = feed
  await transaction.run(PUT, id, tokenHash, workspaceId, userId, createdAt)
  transaction.audit(audit)
}

export async function removeCalendarFeed(
  transaction: Transaction,
  {
    workspaceId,
    userId,
    audit,
  }: { readonly workspaceId: Uuid; readonly userId: Uuid; readonly audit: Audit },
): Promise<'removed' | 'notFound'> {
  if ((await transaction.run(REMOVE, workspaceId, userId)) === 0) return 'notFound'
  transaction.audit(audit)
  return 'removed'
}

export async function touchCalendarFeed(
  transaction: Transaction,
  { id, at }: { readonly id: Uuid; readonly at: number },
): Promise<void> {
  await transaction.run(TOUCH, at, id, at - HOUR)
}
