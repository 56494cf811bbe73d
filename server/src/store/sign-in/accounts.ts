import type { Uuid } from '../../pki/identifier.ts'
import type { Role } from '../../pki/member.ts'
import { statement, type Connection } from '../connection.ts'
import { ADD_SESSION, sessionParameters } from './sessions.ts'
import type { Account, Redemption } from './sign-in-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const SELECT = `select u.id, u.email, u.created_at, u.name, u.locale, u.is_operator, u.password_hash,
    u.password_changed_at, c.sealed, c.confirmed_at,
    (select count(*) from passkeys p where p.user_id = u.id) as passkeys,
    (select count(*) from recovery_codes r where r.user_id = u.id) as recovery_codes
  from users u left join one_time_codes c on c.user_id = u.id`
const BY_ID = statement(`${SELECT} where u.id = ? and u.deactivated_at is null`)
const BY_EMAIL = statement(`${SELECT} where u.email = ? and u.deactivated_at is null`)
const PROFILE = statement('update users set name = ?, locale = ? where id = ?')
const OPERATOR = statement('update users set is_operator = ? where id = ? and is_operator <> ?')
const INVITED = statement(`select i.id, i.workspace_id, i.role
  from invitations i join workspaces w on w.id = i.workspace_id
  where i.email = ? and i.expires_at > ? and i.accepted_at is null and i.revoked_at is null
    and w.archived_at is null order by i.created_at, i.id`)
const SETUP = statement(
  'select user_id, expires_at from setup_tokens where token_hash = ? and expires_at > ?',
)
const UNPROVED = statement(
  'select email from users where id = ? and address_proved_at is null',
  'for update',
)
const PROVED = statement(
  'update users set address_proved_at = ?, password_hash = null, password_changed_at = null where id = ?',
)
const LOCK_USER = statement('select id from users where id = ?', 'for update')
const FORGET_LINKS = statement('delete from setup_tokens where user_id = ?')
const SET_PASSWORD = statement(
  'update users set password_hash = ?, password_changed_at = ? where id = ?',
)
const REHASH = statement('update users set password_hash = ? where id = ? and password_hash = ?')
const FORGET_PASSKEYS = statement('delete from passkeys where user_id = ?')
const FORGET_CODE = statement('delete from one_time_codes where user_id = ?')
const FORGET_RECOVERY = statement('delete from recovery_codes where user_id = ?')
const FORGET_CEREMONIES = statement('delete from ceremonies where user_id = ?')
const END_SESSIONS = statement('delete from sessions where user_id = ?')
const END_OTHERS = statement('delete from sessions where user_id = ? and id <> ?')

interface AccountRow {
  readonly id: Uuid
  readonly email: string
  readonly created_at: number
  readonly name: string
  readonly locale: string | null
  readonly is_operator: number
  readonly password_hash: string | null
  readonly password_changed_at: number | null
  readonly sealed: Uint8Array | null
  readonly confirmed_at: number | null
  readonly passkeys: number
  readonly recovery_codes: number
}

export async function getAccount(
  connection: Connection,
  { userId }: { readonly userId: Uuid },
): Promise<Account | undefined> {
  return accountFromRow(await connection.get<AccountRow>(BY_ID, userId))
}

export async function findAccount(
  connection: Connection,
  { email }: { readonly email: string },
): Promise<Account | undefined> {
  return accountFromRow(await connection.get<AccountRow>(BY_EMAIL, email))
}

function accountFromRow(row: AccountRow | undefined): Account | undefined {
  return (
    row && {
      id: row.id,
      email: row.email,
      createdAt: row.created_at,
      name: row.name,
      locale: row.locale,
      isOperator: row.is_operator === 1,
      passwordHash: row.password_hash,
      passwordChangedAt: row.password_changed_at,
      oneTimeCode: row.sealed && { sealed: row.sealed, confirmedAt: row.confirmed_at },
      passkeys: row.passkeys,
      recoveryCodes: row.recovery_codes,
    }
  )
}

export async function changeProfile(
  transaction: Transaction,
  {
    userId,
    profile,
    audit,
  }: {
    readonly userId: Uuid
    readonly profile: { readonly name: string; readonly locale: string | null }
    readonly audit: Audit
  },
): Promise<void> {
  await transaction.run(PROFILE, profile.name, profile.locale, userId)
  transaction.audit(audit)
}

export async function setOperator(
  transaction: Transaction,
  {
    userId,
    isOperator,
    audit,
  }: { readonly userId: Uuid; readonly isOperator: boolean; readonly audit: Audit },
): Promise<'changed' | 'unchanged'> {
  const flag = isOperator ? 1 : 0
  if ((await transaction.run(OPERATOR, flag, userId, flag)) === 0) return 'unchanged'
  transaction.audit(audit)
  return 'changed'
}

export async function invitedTo(
  connection: Connection,
  { email, now }: { readonly email: string; readonly now: number },
): Promise<readonly { readonly id: Uuid; readonly workspaceId: Uuid; readonly role: Role }[]> {
  const rows = await connection.all<{ id: Uuid; workspace_id: Uuid; role: Role }>(
    INVITED,
    email,
    now,
  )
  return rows.map(({ id, workspace_id, role }) => ({ id, workspaceId: workspace_id, role }))
}

export async function findSetup(
  connection: Connection,
  { tokenHash, now }: { readonly tokenHash: Uint8Array; readonly now: number },
): Promise<{ readonly account: Account; readonly expiresAt: number } | undefined> {
  const row = await connection.get<{ user_id: Uuid; expires_at: number }>(SETUP, tokenHash, now)
  const account = row && (await getAccount(connection, { userId: row.user_id }))
  return account && { account, expiresAt: row.expires_at }
}

export async function redeemSetup(
  transaction: Transaction,
  { redemption, audit }: { readonly redemption: Redemption; readonly audit: Audit },
): Promise<'redeemed' | 'closed'> {
  const { tokenHash, userId, passwordHash, session } = redemption
  const at = session.createdAt
  // The row's lock: of two that hold the link, one is let in.
  await transaction.get(LOCK_USER, userId)
  const row = await transaction.get<{ user_id: Uuid }>(SETUP, tokenHash, at)
  if (row?.user_id !== userId) return 'closed'
  await forgetCredentials(transaction, userId)
  await transaction.run(SET_PASSWORD, passwordHash, at, userId)
  const account = await getAccount(transaction, { userId })
  await transaction.run(PROFILE, redemption.name, account?.locale ?? null, userId)
  await transaction.run(ADD_SESSION, ...sessionParameters(session))
  transaction.audit(audit)
  return 'redeemed'
}

/** Whatever the user signed in with, but a password, and every session that began with it. */
async function forgetCredentials(transaction: Transaction, userId: Uuid): Promise<void> {
  for (const forget of [
    FORGET_LINKS,
    FORGET_PASSKEYS,
    FORGET_CODE,
    FORGET_RECOVERY,
    FORGET_CEREMONIES,
    END_SESSIONS,
  ]) {
    await transaction.run(forget, userId)
  }
}

/**
 * A provider vouches for the address of an account that nobody had vouched for: it may have been made by somebody who had
 * the link of an invitation to an address that is not theirs. From now on only whoever the provider knows gets in.
 * @returns whether there was something to end
 */
export async function proveAddress(
  transaction: Transaction,
  { userId, email, at }: { readonly userId: Uuid; readonly email: string; readonly at: number },
): Promise<boolean> {
  const unproved = await transaction.get<{ email: string }>(UNPROVED, userId)
  if (unproved?.email !== email) return false
  await transaction.run(PROVED, at, userId)
  await forgetCredentials(transaction, userId)
  return true
}

export async function setPassword(
  transaction: Transaction,
  {
    change: { userId, passwordHash, at, keeps },
    audit,
  }: {
    readonly change: {
      readonly userId: Uuid
      readonly passwordHash: string
      readonly at: number
      readonly keeps: Uuid
    }
    readonly audit: Audit
  },
): Promise<void> {
  await transaction.run(SET_PASSWORD, passwordHash, at, userId)
  await transaction.run(END_OTHERS, userId, keeps)
  // Links that were not used, and sign-ins that are half done, were made under the former password.
  await transaction.run(FORGET_LINKS, userId)
  await transaction.run(FORGET_CEREMONIES, userId)
  transaction.audit(audit)
}

export async function rehashPassword(
  transaction: Transaction,
  { userId, from, to }: { readonly userId: Uuid; readonly from: string; readonly to: string },
): Promise<void> {
  await transaction.run(REHASH, to, userId, from)
}
