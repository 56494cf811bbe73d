import type { Uuid } from '../../pki/identifier.ts'
import type { Role } from '../../pki/member.ts'
import type { Plan } from '../../pki/workspace.ts'
import { statement, type Connection, type SqlValue } from '../connection.ts'
import type {
  Entry,
  NewStoredSession,
  SessionOfUser,
  SignInMethod,
  StoredSession,
} from './sign-in-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

/** Bounds how long one clean-up holds the writer. */
const PRUNE_LIMIT = 500

const COLUMNS = `s.id, s.user_id, s.method, s.has_second_factor, s.created_at, s.last_seen_at,
  s.expires_at, s.proved_at, s.address, s.user_agent`
const FIND = statement(`select ${COLUMNS}, u.email, u.is_operator
  from sessions s join users u on u.id = s.user_id
  where s.token_hash = ? and u.deactivated_at is null`)
const OF_USER = statement(`select ${COLUMNS} from sessions s
  where s.user_id = ? and s.expires_at > ? order by s.last_seen_at desc, s.id`)
const ENTER =
  statement(`select w.id, w.name, w.slug, w.plan, w.created_at, w.requires_second_factor,
    m.role from members m join workspaces w on w.id = m.workspace_id
  where m.user_id = ? and m.workspace_id = ? and w.archived_at is null`)
const AUTHORITIES = statement('select id from authorities where workspace_id = ?')
export const ADD_SESSION = statement(`insert into sessions (id, token_hash, user_id, method,
    has_second_factor, created_at, last_seen_at, expires_at, proved_at, address, user_agent)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
const TOUCH = statement(
  'update sessions set last_seen_at = ?, address = ? where id = ? and last_seen_at < ?',
)
const PROVE = statement('update sessions set proved_at = ? where id = ?')
const STRENGTHEN = statement('update sessions set has_second_factor = 1 where id = ?')
const END = statement('delete from sessions where user_id = ? and id = ?')
const END_OTHERS = statement('delete from sessions where user_id = ? and id <> ?')
const PRUNE = statement(`delete from sessions where id in (
  select id from sessions where expires_at <= ? or last_seen_at <= ? limit ${PRUNE_LIMIT})`)
const PRUNE_CEREMONIES = statement(`delete from ceremonies where id_hash in (
  select id_hash from ceremonies where expires_at <= ? limit ${PRUNE_LIMIT})`)
const PRUNE_LINKS = statement(`delete from setup_tokens where token_hash in (
  select token_hash from setup_tokens where expires_at <= ? limit ${PRUNE_LIMIT})`)

interface SessionRow {
  readonly id: Uuid
  readonly user_id: Uuid
  readonly method: SignInMethod
  readonly has_second_factor: number
  readonly created_at: number
  readonly last_seen_at: number
  readonly expires_at: number
  readonly proved_at: number
  readonly address: string
  readonly user_agent: string
}

export function sessionParameters(session: NewStoredSession): readonly SqlValue[] {
  const { createdAt } = session
  return [
    session.id,
    session.tokenHash,
    session.userId,
    session.method,
    session.hasSecondFactor ? 1 : 0,
    createdAt,
    createdAt,
    session.expiresAt,
    createdAt,
    session.address,
    session.userAgent,
  ]
}

function sessionFromRow(row: SessionRow): StoredSession {
  return {
    id: row.id,
    userId: row.user_id,
    method: row.method,
    hasSecondFactor: row.has_second_factor === 1,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    provedAt: row.proved_at,
    address: row.address,
    userAgent: row.user_agent,
  }
}

export async function findSession(
  connection: Connection,
  { tokenHash }: { readonly tokenHash: Uint8Array },
): Promise<SessionOfUser | undefined> {
  const row = await connection.get<SessionRow & { email: string; is_operator: number }>(
    FIND,
    tokenHash,
  )
  return (
    row && {
      ...sessionFromRow(row),
      user: { email: row.email, isOperator: row.is_operator === 1 },
    }
  )
}

export async function listSessions(
  connection: Connection,
  { userId, now }: { readonly userId: Uuid; readonly now: number },
): Promise<readonly StoredSession[]> {
  return (await connection.all<SessionRow>(OF_USER, userId, now)).map((row) => sessionFromRow(row))
}

export async function enterWorkspace(
  connection: Connection,
  { userId, workspaceId }: { readonly userId: Uuid; readonly workspaceId: Uuid },
): Promise<Entry | undefined> {
  const row = await connection.get<{
    id: Uuid
    name: string
    slug: string
    plan: Plan
    created_at: number
    requires_second_factor: number
    role: Role
  }>(ENTER, userId, workspaceId)
  if (row === undefined) return undefined
  const authorities = await connection.all<{ id: Uuid }>(AUTHORITIES, workspaceId)
  const { id, name, slug, plan, role } = row
  return {
    workspace: { id, name, slug, plan, createdAt: row.created_at },
    role,
    requiresSecondFactor: row.requires_second_factor === 1,
    authorityIds: authorities.map((authority) => authority.id),
  }
}

export async function beginSession(
  transaction: Transaction,
  { session, audit }: { readonly session: NewStoredSession; readonly audit: Audit },
): Promise<void> {
  await transaction.run(ADD_SESSION, ...sessionParameters(session))
  transaction.audit(audit)
}

export async function touchSession(
  transaction: Transaction,
  { id, at, address }: { readonly id: Uuid; readonly at: number; readonly address: string },
): Promise<void> {
  await transaction.run(TOUCH, at, address, id, at)
}

export async function proveSession(
  transaction: Transaction,
  {
    id,
    proof,
    audit,
  }: {
    readonly id: Uuid
    readonly proof: { readonly at: number; readonly withSecondFactor: boolean }
    readonly audit: Audit
  },
): Promise<void> {
  await transaction.run(PROVE, proof.at, id)
  if (proof.withSecondFactor) await transaction.run(STRENGTHEN, id)
  transaction.audit(audit)
}

/** Whoever has added a factor has shown it. */
export async function strengthenSession(transaction: Transaction, id: Uuid): Promise<void> {
  await transaction.run(STRENGTHEN, id)
}

export async function endSession(
  transaction: Transaction,
  { userId, id, audit }: { readonly userId: Uuid; readonly id: Uuid; readonly audit: Audit },
): Promise<'ended' | 'notFound'> {
  if ((await transaction.run(END, userId, id)) === 0) return 'notFound'
  transaction.audit(audit)
  return 'ended'
}

export async function endOtherSessions(
  transaction: Transaction,
  {
    userId,
    keeps,
    audit,
  }: { readonly userId: Uuid; readonly keeps: Uuid | null; readonly audit: Audit },
): Promise<number> {
  const ended = await transaction.run(END_OTHERS, userId, keeps ?? '')
  if (ended > 0) transaction.audit(audit)
  return ended
}

export async function pruneSignIn(
  transaction: Transaction,
  { now, idleSince }: { readonly now: number; readonly idleSince: number },
): Promise<number> {
  const sessions = await transaction.run(PRUNE, now, idleSince)
  const ceremonies = await transaction.run(PRUNE_CEREMONIES, now)
  return sessions + ceremonies + (await transaction.run(PRUNE_LINKS, now))
}
