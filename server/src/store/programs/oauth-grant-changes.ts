import type { Uuid } from '../../pki/identifier.ts'
import { statement } from '../connection.ts'
import type { NewOAuthGrant } from './oauth-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const IS_MEMBER = statement('select 1 as found from members where workspace_id = ? and user_id = ?')
const IS_OWN_AUTHORITY = statement(
  'select 1 as found from authorities where workspace_id = ? and id = ?',
)
const CREATE = statement(`insert into oauth_grants
    (id, client_id, client_name, user_id, workspace_id, resource, may_return_keys, created_at, expires_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
const PERMIT = statement(`insert into oauth_grant_permissions
    (grant_id, authority_id, can_read, can_issue, can_revoke) values (?, ?, ?, ?, ?)`)
const EXTEND = statement(
  'update oauth_grants set expires_at = ? where id = ? and ended_at is null and expires_at < ?',
)
const CLIENT_USED = statement('update oauth_clients set last_used_at = ? where id = ?')
const KEEP_CLIENT = statement(`update oauth_clients set expires_at = ?
  where id = ? and expires_at < ?`)
const END = statement('update oauth_grants set ended_at = ? where id = ? and ended_at is null')
const DROP_ARTIFACTS = statement('delete from oauth_artifacts where grant_id = ?')
const OF_MEMBER = statement(`select id from oauth_grants
  where workspace_id = ? and user_id = ? and ended_at is null`)
const TOUCH = statement(`update oauth_grants set last_used_at = ?, last_used_address = ?
  where id = ? and (last_used_at is null or last_used_at < ?)`)

export async function createOAuthGrant(
  transaction: Transaction,
  { grant, audit }: { readonly grant: NewOAuthGrant; readonly audit: Audit },
): Promise<'created' | 'foreignAuthority' | 'notMember'> {
  const { id, workspaceId, userId } = grant
  if ((await transaction.get(IS_MEMBER, workspaceId, userId)) === undefined) return 'notMember'
  for (const authorityId of grant.grants.keys()) {
    const own = await transaction.get(IS_OWN_AUTHORITY, workspaceId, authorityId)
    if (own === undefined) return 'foreignAuthority'
  }
  await transaction.run(
    CREATE,
    id,
    grant.clientId,
    grant.clientName,
    userId,
    workspaceId,
    grant.resource,
    grant.mayReturnKeys ? 1 : 0,
    grant.createdAt,
    grant.expiresAt,
  )
  for (const [authorityId, { canRead, canIssue, canRevoke }] of grant.grants) {
    const [read, issue, revoke] = [canRead ? 1 : 0, canIssue ? 1 : 0, canRevoke ? 1 : 0]
    await transaction.run(PERMIT, id, authorityId, read, issue, revoke)
  }
  transaction.audit(audit)
  return 'created'
}

/** A client that is used is kept: one that registered itself goes when nobody has used it for as long as a grant lives. */
export async function extendOAuthGrant(
  transaction: Transaction,
  {
    id,
    expiresAt,
    client,
  }: {
    readonly id: Uuid
    readonly expiresAt: number
    readonly client: { readonly id: string; readonly usedAt: number }
  },
): Promise<void> {
  await transaction.run(EXTEND, expiresAt, id, expiresAt)
  await transaction.run(CLIENT_USED, client.usedAt, client.id)
  await transaction.run(KEEP_CLIENT, expiresAt, client.id, expiresAt)
}

export async function endOAuthGrant(
  transaction: Transaction,
  { id, at, audit }: { readonly id: Uuid; readonly at: number; readonly audit: Audit },
): Promise<'ended' | 'notFound'> {
  if ((await transaction.run(END, at, id)) === 0) return 'notFound'
  await transaction.run(DROP_ARTIFACTS, id)
  transaction.audit(audit)
  return 'ended'
}

/** For a write that takes a member out of a workspace: who comes back later starts anew. */
export async function endOAuthGrantsOfMember(
  transaction: Transaction,
  {
    workspaceId,
    userId,
    at,
  }: { readonly workspaceId: Uuid; readonly userId: Uuid; readonly at: number },
): Promise<number> {
  const grants = await transaction.all<{ readonly id: Uuid }>(OF_MEMBER, workspaceId, userId)
  for (const { id } of grants) {
    await transaction.run(END, at, id)
    await transaction.run(DROP_ARTIFACTS, id)
  }
  return grants.length
}

/** Several instances may report late: the latest use stays. */
export async function touchOAuthGrants(
  transaction: Transaction,
  { uses }: { readonly uses: readonly { id: Uuid; at: number; address: string }[] },
): Promise<void> {
  // One order for all, so that two instances never wait for each other.
  const ordered = uses.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id, at, address } of ordered) await transaction.run(TOUCH, at, address, id, at)
}
