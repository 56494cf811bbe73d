import type { Uuid } from '../../pki/identifier.ts'
import type { Role, User } from '../../pki/member.ts'
import type { Plan } from '../../pki/workspace.ts'
import { statement, type Connection } from '../connection.ts'
import type {
  InvitationStore,
  NewInvitation,
  NewSetup,
  StoredInvitation,
} from './membership-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const SELECT = `select i.id, i.workspace_id, i.email, i.role, i.invited_by, i.created_at, i.expires_at,
    i.sent_at, i.accepted_at, i.revoked_at, u.email as invited_by_email,
    w.name, w.slug, w.plan, w.created_at as workspace_created_at
  from invitations i join workspaces w on w.id = i.workspace_id
  left join users u on u.id = i.invited_by`
const OPEN = statement(`${SELECT} where i.workspace_id = ? and i.accepted_at is null
  and i.revoked_at is null order by i.created_at desc, i.id`)
const GET = statement(`${SELECT} where i.id = ?`)
const FIND = statement(`${SELECT} where i.token_hash = ?`)

const IS_MEMBER = statement(`select 1 as found from members m join users u on u.id = m.user_id
  where m.workspace_id = ? and u.email = ?`)
const OF_ADDRESS = statement(`select id, expires_at from invitations
  where workspace_id = ? and email = ? and accepted_at is null and revoked_at is null`)
const CREATE = statement(`insert into invitations
    (id, workspace_id, email, role, token_hash, invited_by, created_at, expires_at)
  values (?, ?, ?, ?, ?, ?, ?, ?)`)
const IS_OPEN = 'accepted_at is null and revoked_at is null'
const RENEW = statement(
  `update invitations set token_hash = ?, expires_at = ?, sent_at = null where id = ? and ${IS_OPEN}`,
)
const SENT = statement('update invitations set sent_at = ? where id = ?')
const REVOKE = statement(`update invitations set revoked_at = ? where id = ? and ${IS_OPEN}`)
const ACCEPT = statement(
  `update invitations set accepted_at = ? where id = ? and expires_at > ? and ${IS_OPEN}`,
)
const INVITED = statement('select workspace_id, role from invitations where id = ?')
const USER = statement('select id from users where email = ?')
const ADD_USER = statement('insert into users (id, email, created_at) values (?, ?, ?)')
const ADD_SETUP = statement(
  'insert into setup_tokens (token_hash, user_id, expires_at) values (?, ?, ?)',
)
const HAS_ROLE = statement('select 1 as found from members where workspace_id = ? and user_id = ?')
const JOIN = statement(
  'insert into members (workspace_id, user_id, role, joined_at) values (?, ?, ?, ?)',
)

interface InvitationRow {
  readonly id: Uuid
  readonly workspace_id: Uuid
  readonly email: string
  readonly role: Role
  readonly invited_by: Uuid | null
  readonly created_at: number
  readonly expires_at: number
  readonly sent_at: number | null
  readonly accepted_at: number | null
  readonly revoked_at: number | null
  readonly invited_by_email: string | null
  readonly name: string
  readonly slug: string
  readonly plan: Plan
  readonly workspace_created_at: number
}

function invitationFromRow(row: InvitationRow): StoredInvitation {
  const { name, slug, plan, workspace_id: workspaceId } = row
  return {
    id: row.id,
    workspaceId,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    workspace: { id: workspaceId, name, slug, plan, createdAt: row.workspace_created_at },
    invitedByEmail: row.invited_by_email,
    sentAt: row.sent_at,
    acceptedAt: row.accepted_at,
    revokedAt: row.revoked_at,
  }
}

export async function openInvitations(
  connection: Connection,
  { workspaceId }: { readonly workspaceId: Uuid },
): Promise<readonly StoredInvitation[]> {
  const rows = await connection.all<InvitationRow>(OPEN, workspaceId)
  return rows.map((row) => invitationFromRow(row))
}

export async function getInvitation(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<StoredInvitation | undefined> {
  const row = await connection.get<InvitationRow>(GET, id)
  return row && invitationFromRow(row)
}

export async function findInvitation(
  connection: Connection,
  { tokenHash }: { readonly tokenHash: Uint8Array },
): Promise<StoredInvitation | undefined> {
  const row = await connection.get<InvitationRow>(FIND, tokenHash)
  return row && invitationFromRow(row)
}

export async function createInvitation(
  transaction: Transaction,
  { invitation, audit }: { readonly invitation: NewInvitation; readonly audit: Audit },
): ReturnType<InvitationStore['create']> {
  const { workspaceId, email, createdAt } = invitation
  if ((await transaction.get(IS_MEMBER, workspaceId, email)) !== undefined) return 'alreadyMember'
  const earlier = await transaction.all<{ id: Uuid; expires_at: number }>(
    OF_ADDRESS,
    workspaceId,
    email,
  )
  if (earlier.some(({ expires_at }) => expires_at > createdAt)) return 'alreadyInvited'
  for (const { id } of earlier) await transaction.run(REVOKE, createdAt, id)
  await transaction.run(
    CREATE,
    invitation.id,
    workspaceId,
    email,
    invitation.role,
    invitation.tokenHash,
    invitation.invitedBy,
    createdAt,
    invitation.expiresAt,
  )
  transaction.audit(audit)
  return 'created'
}

export async function renewInvitation(
  transaction: Transaction,
  {
    renewed,
    audit,
  }: {
    readonly renewed: Pick<NewInvitation, 'id' | 'tokenHash' | 'expiresAt'>
    readonly audit: Audit
  },
): Promise<'renewed' | 'closed'> {
  const { id, tokenHash, expiresAt } = renewed
  if ((await transaction.run(RENEW, tokenHash, expiresAt, id)) === 0) return 'closed'
  transaction.audit(audit)
  return 'renewed'
}

export async function invitationSent(
  transaction: Transaction,
  { id, at }: { readonly id: Uuid; readonly at: number },
): Promise<void> {
  await transaction.run(SENT, at, id)
}

export async function revokeInvitation(
  transaction: Transaction,
  { id, at, audit }: { readonly id: Uuid; readonly at: number; readonly audit: Audit },
): Promise<'revoked' | 'closed'> {
  if ((await transaction.run(REVOKE, at, id)) === 0) return 'closed'
  transaction.audit(audit)
  return 'revoked'
}

interface Acceptance {
  readonly id: Uuid
  readonly user: User
  readonly at: number
  readonly setup: NewSetup | null
}

export async function acceptInvitation(
  transaction: Transaction,
  { accepted, audit }: { readonly accepted: Acceptance; readonly audit: Audit },
): ReturnType<InvitationStore['accept']> {
  const { id, user, at, setup } = accepted
  const invited = await transaction.get<{ workspace_id: Uuid; role: Role }>(INVITED, id)
  if (invited === undefined) return 'closed'
  const { workspace_id: workspaceId, role } = invited
  if ((await transaction.get(HAS_ROLE, workspaceId, user.id)) !== undefined) return 'alreadyMember'
  if (setup !== null && (await transaction.get(USER, user.email)) !== undefined) return 'emailTaken'
  // The row's lock: of two that hold the link, one is let in.
  if ((await transaction.run(ACCEPT, at, id, at)) === 0) return 'closed'
  if (setup !== null) {
    await transaction.run(ADD_USER, user.id, user.email, user.createdAt)
    await transaction.run(ADD_SETUP, setup.tokenHash, user.id, setup.expiresAt)
  }
  await transaction.run(JOIN, workspaceId, user.id, role, at)
  transaction.audit(audit)
  return 'accepted'
}
