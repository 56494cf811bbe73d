import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { SavedView } from '../jobs/jobs-store.ts'
import type { Transaction } from '../transaction.ts'

const LIST =
  statement(`select id, workspace_id, user_id, page, name, query, created_at from saved_views
  where workspace_id = ? and user_id = ? and page = ? order by name`)
const COUNT = statement(`select count(*) as others from saved_views
  where workspace_id = ? and user_id = ? and page = ? and name <> ?`)
const SAVE =
  statement(`insert into saved_views (id, workspace_id, user_id, page, name, query, created_at)
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict (workspace_id, user_id, page, name) do update set id = excluded.id,
    query = excluded.query, created_at = excluded.created_at`)
const REMOVE = statement(
  'delete from saved_views where id = ? and workspace_id = ? and user_id = ?',
)

interface SavedViewRow {
  readonly id: Uuid
  readonly workspace_id: Uuid
  readonly user_id: Uuid
  readonly page: string
  readonly name: string
  readonly query: string
  readonly created_at: number
}

export async function listSavedViews(
  connection: Connection,
  {
    workspaceId,
    userId,
    page,
  }: { readonly workspaceId: Uuid; readonly userId: Uuid; readonly page: string },
): Promise<readonly SavedView[]> {
  const rows = await connection.all<SavedViewRow>(LIST, workspaceId, userId, page)
  return rows.map((row) => ({
    id: row.id,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    page: row.page,
    name: row.name,
    query: row.query,
    createdAt: row.created_at,
  }))
}

export async function saveView(
  transaction: Transaction,
  { view, most }: { readonly view: SavedView; readonly most: number },
): Promise<'saved' | 'tooMany'> {
  const { id, workspaceId, userId, page, name, query, createdAt } = view
  const row = await transaction.get<{ others: number }>(COUNT, workspaceId, userId, page, name)
  if ((row?.others ?? 0) >= most) return 'tooMany'
  await transaction.run(SAVE, id, workspaceId, userId, page, name, query, createdAt)
  return 'saved'
}

export async function removeView(
  transaction: Transaction,
  {
    id,
    workspaceId,
    userId,
  }: { readonly id: Uuid; readonly workspaceId: Uuid; readonly userId: Uuid },
): Promise<'removed' | 'notFound'> {
  return (await transaction.run(REMOVE, id, workspaceId, userId)) === 1 ? 'removed' : 'notFound'
}
