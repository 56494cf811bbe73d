import type { Uuid } from '../../pki/identifier.ts'
import type { Member, Role, User } from '../../pki/member.ts'
import type { Plan, Workspace } from '../../pki/workspace.ts'
import { statement, type Connection } from '../connection.ts'
import type { Audit } from '../audit/audit.ts'
import type { SetupToken } from './workspace-store.ts'
import type { Transaction } from '../transaction.ts'

const COLUMNS = 'id, name, slug, plan, created_at'
const GET = statement(`select ${COLUMNS} from workspaces where id = ?`)
const FIND_BY_SLUG = statement(`select ${COLUMNS} from workspaces where slug = ?`)
const LIST = statement(`select ${COLUMNS} from workspaces order by created_at, id`)
const FIND_USER = statement('select id, email, created_at from users where email = ?')
const MEMBERS = statement(`select m.workspace_id, m.user_id, m.role, u.email
  from members m join users u on u.id = m.user_id
  where m.workspace_id = ? order by u.created_at, u.id`)
const ADD = statement(`insert into workspaces (id, name, slug, plan, created_at)
  values (?, ?, ?, ?, ?) on conflict (slug) do nothing`)
const CHANGE_PLAN = statement('update workspaces set plan = ? where id = ?')
// By an operator, or by a provider that vouches for the address.
const ADD_USER =
  statement(`insert into users (id, email, created_at, address_proved_at) values (?, ?, ?, ?)
  on conflict (email) do nothing`)
const ADD_MEMBER =
  statement(`insert into members (workspace_id, user_id, role, joined_at) values (?, ?, ?, ?)
  on conflict do nothing`)
const ADD_SETUP_TOKEN = statement(
  'insert into setup_tokens (token_hash, user_id, expires_at) values (?, ?, ?)',
)

interface WorkspaceRow {
  readonly id: Uuid
  readonly name: string
  readonly slug: string
  readonly plan: Plan
  readonly created_at: number
}

function workspaceFromRow(row: WorkspaceRow): Workspace {
  const { id, name, slug, plan } = row
  return { id, name, slug, plan, createdAt: row.created_at }
}

export async function getWorkspace(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<Workspace | undefined> {
  const row = await connection.get<WorkspaceRow>(GET, id)
  return row && workspaceFromRow(row)
}

export async function findWorkspaceBySlug(
  connection: Connection,
  { slug }: { readonly slug: string },
): Promise<Workspace | undefined> {
  const row = await connection.get<WorkspaceRow>(FIND_BY_SLUG, slug)
  return row && workspaceFromRow(row)
}

export async function listWorkspaces(connection: Connection): Promise<readonly Workspace[]> {
  return (await connection.all<WorkspaceRow>(LIST)).map((row) => workspaceFromRow(row))
}

export async function findUser(
  connection: Connection,
  { email }: { readonly email: string },
): Promise<User | undefined> {
  const row = await connection.get<{ id: Uuid; email: string; created_at: number }>(
    FIND_USER,
    email,
  )
  return row && { id: row.id, email: row.email, createdAt: row.created_at }
}

export async function listMembers(
  connection: Connection,
  { workspaceId }: { readonly workspaceId: Uuid },
): Promise<readonly (Member & { readonly email: string })[]> {
  const rows = await connection.all<{
    workspace_id: Uuid
    user_id: Uuid
    role: Role
    email: string
  }>(MEMBERS, workspaceId)
  return rows.map(({ workspace_id, user_id, role, email }) => ({
    workspaceId: workspace_id,
    userId: user_id,
    role,
    email,
  }))
}

export async function createWorkspace(
  transaction: Transaction,
  {
    workspace,
    owner,
    audit,
  }: { readonly workspace: Workspace; readonly owner: Member; readonly audit: Audit },
): Promise<'created' | 'slugTaken'> {
  const { id, name, slug, plan, createdAt } = workspace
  if ((await transaction.run(ADD, id, name, slug, plan, createdAt)) === 0) return 'slugTaken'
  await transaction.run(ADD_MEMBER, id, owner.userId, owner.role, transaction.at)
  transaction.audit(audit)
  return 'created'
}

export async function changePlan(
  transaction: Transaction,
  { id, plan, audit }: { readonly id: Uuid; readonly plan: Plan; readonly audit: Audit },
): Promise<'changed' | 'notFound'> {
  if ((await transaction.run(CHANGE_PLAN, plan, id)) === 0) return 'notFound'
  transaction.audit(audit)
  return 'changed'
}

export async function createUser(
  transaction: Transaction,
  { user, audit }: { readonly user: User; readonly audit: Audit },
): Promise<'created' | 'emailTaken'> {
  const added = await transaction.run(ADD_USER, user.id, user.email, user.createdAt, user.createdAt)
  if (added === 0) return 'emailTaken'
  transaction.audit(audit)
  return 'created'
}

export async function addMember(
  transaction: Transaction,
  { member, audit }: { readonly member: Member; readonly audit: Audit },
): Promise<'added' | 'alreadyMember'> {
  const { workspaceId, userId, role } = member
  const { at } = transaction
  if ((await transaction.run(ADD_MEMBER, workspaceId, userId, role, at)) === 0)
    return 'alreadyMember'
  transaction.audit(audit)
  return 'added'
}

export async function createSetupToken(
  transaction: Transaction,
  { token, audit }: { readonly token: SetupToken; readonly audit: Audit },
): Promise<void> {
  await transaction.run(ADD_SETUP_TOKEN, token.tokenHash, token.userId, token.expiresAt)
  transaction.audit(audit)
}
