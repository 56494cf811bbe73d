import type { Uuid } from '../../pki/identifier.ts'
import type { Member, Role } from '../../pki/member.ts'
import type { Plan, Workspace } from '../../pki/workspace.ts'
import { statement, type Connection } from '../connection.ts'
import type { Departure, LeavingAudit, Person } from './membership-store.ts'
import { endOAuthGrantsOfMember } from '../programs/oauth-grant-changes.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'
import { LAST_SEEN, SECOND_FACTOR } from './users.ts'

const PEOPLE = statement(`select m.workspace_id, m.user_id, m.role, m.joined_at, u.email,
    ${LAST_SEEN} as last_seen_at, case when ${SECOND_FACTOR} then 1 else 0 end as has_second_factor
  from members m join users u on u.id = m.user_id
  where m.workspace_id = ? order by u.email`)
const WORKSPACES_OF = statement(`select w.id, w.name, w.slug, w.plan, w.created_at, m.role
  from members m join workspaces w on w.id = m.workspace_id
  where m.user_id = ? and w.archived_at is null order by w.name, w.id`)
// The owners are what the rule is about: whoever changes one of them waits for whoever changes another.
const OWNERS = statement(
  `select user_id from members where workspace_id = ? and role = 'owner' order by user_id`,
  'for update',
)
const ROLE = statement(
  'select role from members where workspace_id = ? and user_id = ?',
  'for update',
)
const CHANGE_ROLE = statement('update members set role = ? where workspace_id = ? and user_id = ?')
const REMOVE = statement('delete from members where workspace_id = ? and user_id = ?')
const KEYS = statement(`select id from api_keys
  where workspace_id = ? and user_id = ? and revoked_at is null order by id`)
const REVOKE_KEY = statement('update api_keys set revoked_at = ? where id = ?')
const REVOKE_INVITATIONS = statement(`update invitations set revoked_at = ?
  where workspace_id = ? and invited_by = ? and accepted_at is null and revoked_at is null`)
const LOCK_WORKSPACE = statement(
  'select id from workspaces where id = ? and archived_at is null',
  'for update',
)
const IN_FORCE = statement(`select count(*) as total from authorities a
  join certificates c on c.id = a.certificate_id
  where a.workspace_id = ? and a.revoked_at is null and c.not_after > ?`)
// The name may be taken again, and no address shows what was deleted.
const ARCHIVE = statement(`update workspaces
  set archived_at = ?, slug = 'deleted-' || id, default_authority_id = null where id = ?`)
const REVOKE_ALL_INVITATIONS = statement(`update invitations set revoked_at = ?
  where workspace_id = ? and accepted_at is null and revoked_at is null`)

export async function listPeople(
  connection: Connection,
  { workspaceId }: { readonly workspaceId: Uuid },
): Promise<readonly Person[]> {
  const rows = await connection.all<{
    workspace_id: Uuid
    user_id: Uuid
    role: Role
    joined_at: number | null
    last_seen_at: number | null
    has_second_factor: number
    email: string
  }>(PEOPLE, workspaceId)
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    userId: row.user_id,
    role: row.role,
    joinedAt: row.joined_at,
    lastSeenAt: row.last_seen_at,
    hasSecondFactor: row.has_second_factor === 1,
    email: row.email,
  }))
}

export async function workspacesOfUser(
  connection: Connection,
  { userId }: { readonly userId: Uuid },
): Promise<readonly (Workspace & { readonly role: Role })[]> {
  const rows = await connection.all<{
    id: Uuid
    name: string
    slug: string
    plan: Plan
    created_at: number
    role: Role
  }>(WORKSPACES_OF, userId)
  return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at }))
}

export async function changeRole(
  transaction: Transaction,
  { member, audit }: { readonly member: Member; readonly audit: Audit },
): Promise<'changed' | 'lastOwner' | 'notMember'> {
  const { workspaceId, userId, role } = member
  const standing = await standingOf(transaction, workspaceId, userId)
  if (standing === undefined) return 'notMember'
  if (standing === 'lastOwner' && role !== 'owner') return 'lastOwner'
  await transaction.run(CHANGE_ROLE, role, workspaceId, userId)
  transaction.audit(audit)
  return 'changed'
}

export async function leaveWorkspace(
  transaction: Transaction,
  {
    member,
    audit,
  }: {
    readonly member: { readonly workspaceId: Uuid; readonly userId: Uuid; readonly at: number }
    readonly audit: LeavingAudit
  },
): Promise<Departure | 'lastOwner' | 'notMember'> {
  const { workspaceId, userId, at } = member
  const standing = await standingOf(transaction, workspaceId, userId)
  if (standing === undefined) return 'notMember'
  if (standing === 'lastOwner') return 'lastOwner'
  const ended = await endMembership(transaction, member, audit)
  await transaction.run(REVOKE_INVITATIONS, at, workspaceId, userId)
  transaction.audit(audit.member)
  return { kind: 'left', ...ended }
}

export async function archiveWorkspace(
  transaction: Transaction,
  { id, at, audit }: { readonly id: Uuid; readonly at: number; readonly audit: LeavingAudit },
): Promise<'archived' | 'notFound' | { readonly inForce: number }> {
  if ((await transaction.get(LOCK_WORKSPACE, id)) === undefined) return 'notFound'
  const inForce = (await transaction.get<{ total: number }>(IN_FORCE, id, at))?.total ?? 0
  if (inForce > 0) return { inForce }
  for (const { userId } of await listPeople(transaction, { workspaceId: id })) {
    await endMembership(transaction, { workspaceId: id, userId, at }, audit)
  }
  await transaction.run(REVOKE_ALL_INVITATIONS, at, id)
  await transaction.run(ARCHIVE, at, id)
  transaction.audit(audit.member)
  return 'archived'
}

async function standingOf(
  transaction: Transaction,
  workspaceId: Uuid,
  userId: Uuid,
): Promise<Role | 'lastOwner' | undefined> {
  const owners = await transaction.all<{ user_id: Uuid }>(OWNERS, workspaceId)
  const row = await transaction.get<{ role: Role }>(ROLE, workspaceId, userId)
  if (row?.role === 'owner' && owners.length === 1) return 'lastOwner'
  return row?.role
}

async function endMembership(
  transaction: Transaction,
  member: { readonly workspaceId: Uuid; readonly userId: Uuid; readonly at: number },
  audit: LeavingAudit,
): Promise<{ readonly apiKeys: number; readonly oauthGrants: number }> {
  const { workspaceId, userId, at } = member
  const keys = await transaction.all<{ id: Uuid }>(KEYS, workspaceId, userId)
  for (const { id } of keys) {
    await transaction.run(REVOKE_KEY, at, id)
    transaction.audit(audit.key.map((event) => ({ ...event, subject: id })))
  }
  const oauthGrants = await endOAuthGrantsOfMember(transaction, member)
  await transaction.run(REMOVE, workspaceId, userId)
  return { apiKeys: keys.length, oauthGrants }
}
