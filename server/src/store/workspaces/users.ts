import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { LeavingAudit, ListedUser } from './membership-store.ts'
import { endOAuthGrantsOfMember } from '../programs/oauth-grant-changes.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

/** What somebody signs in with beside a password. */
export const SECOND_FACTOR = `(exists (select 1 from passkeys p where p.user_id = u.id)
  or exists (select 1 from one_time_codes c where c.user_id = u.id and c.confirmed_at is not null))`
export const LAST_SEEN = '(select max(s.last_seen_at) from sessions s where s.user_id = u.id)'

const LIST = statement(`select u.id, u.email, u.name, u.created_at, u.is_operator, u.deactivated_at,
    u.password_hash, case when ${SECOND_FACTOR} then 1 else 0 end as has_second_factor,
    ${LAST_SEEN} as last_seen_at,
    exists (select 1 from passkeys p where p.user_id = u.id) as has_passkey,
    exists (select 1 from identities i where i.user_id = u.id) as has_identity,
    (select count(*) from members m where m.user_id = u.id) as workspaces
  from users u order by u.email`)
const DEACTIVATE = statement(
  'update users set deactivated_at = ?, is_operator = 0 where id = ? and deactivated_at is null',
)
const REACTIVATE = statement(
  'update users set deactivated_at = null where id = ? and deactivated_at is not null',
)
const END_SESSIONS = statement('delete from sessions where user_id = ?')
const FORGET_LINKS = statement('delete from setup_tokens where user_id = ?')
const KEYS = statement(
  'select id from api_keys where user_id = ? and revoked_at is null order by id',
)
const REVOKE_KEY = statement('update api_keys set revoked_at = ? where id = ?')
const WORKSPACES = statement('select workspace_id from members where user_id = ?')

interface UserRow {
  readonly id: Uuid
  readonly email: string
  readonly name: string
  readonly created_at: number
  readonly is_operator: number
  readonly deactivated_at: number | null
  readonly password_hash: string | null
  readonly has_second_factor: number
  readonly last_seen_at: number | null
  readonly has_passkey: number | boolean
  readonly has_identity: number | boolean
  readonly workspaces: number
}

export async function listUsers(connection: Connection): Promise<readonly ListedUser[]> {
  const rows = await connection.all<UserRow>(LIST)
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    createdAt: row.created_at,
    isOperator: row.is_operator === 1,
    deactivatedAt: row.deactivated_at,
    hasSecondFactor: row.has_second_factor === 1,
    // SQLite says 1, PostgreSQL true.
    canSignIn: row.password_hash !== null || Boolean(row.has_passkey) || Boolean(row.has_identity),
    lastSeenAt: row.last_seen_at,
    workspaces: row.workspaces,
  }))
}

/** Nothing of theirs works from this moment on: sessions, links, keys and grants end; memberships stay, for a return. */
export async function deactivateUser(
  transaction: Transaction,
  { id, at, audit }: { readonly id: Uuid; readonly at: number; readonly audit: LeavingAudit },
): Promise<'changed' | 'unchanged'> {
  if ((await transaction.run(DEACTIVATE, at, id)) === 0) return 'unchanged'
  await transaction.run(END_SESSIONS, id)
  await transaction.run(FORGET_LINKS, id)
  for (const key of await transaction.all<{ id: Uuid }>(KEYS, id)) {
    await transaction.run(REVOKE_KEY, at, key.id)
    transaction.audit(audit.key.map((event) => ({ ...event, subject: key.id })))
  }
  for (const { workspace_id } of await transaction.all<{ workspace_id: Uuid }>(WORKSPACES, id)) {
    await endOAuthGrantsOfMember(transaction, { workspaceId: workspace_id, userId: id, at })
  }
  transaction.audit(audit.member)
  return 'changed'
}

export async function reactivateUser(
  transaction: Transaction,
  { id, audit }: { readonly id: Uuid; readonly audit: Audit },
): Promise<'changed' | 'unchanged'> {
  if ((await transaction.run(REACTIVATE, id)) === 0) return 'unchanged'
  transaction.audit(audit)
  return 'changed'
}
