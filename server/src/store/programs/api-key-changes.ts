import type { Uuid } from '../../pki/identifier.ts'
import { statement } from '../connection.ts'
import type { Audit } from '../audit/audit.ts'
import type { ApiKeyRotation, NewApiKey } from './api-key-store.ts'
import type { Transaction } from '../transaction.ts'

const REVOKE = statement('update api_keys set revoked_at = ? where id = ? and revoked_at is null')
const EXISTS = statement('select 1 as found from api_keys where id = ?')
const IN_FORCE = statement(
  `select 1 as found from api_keys where id = ? and revoked_at is null and replaced_by is null
    and (expires_at is null or expires_at > ?) and (ends_at is null or ends_at > ?)`,
  'for update',
)
const REPLACE = statement(
  'update api_keys set replaced_by = ?, ends_at = ?, revoked_at = ? where id = ?',
)
const TOUCH = statement(`update api_keys set last_used_at = ?, last_used_address = ?
  where id = ? and (last_used_at is null or last_used_at < ?)`)

export async function createApiKey(
  transaction: Transaction,
  { key, audit }: { readonly key: NewApiKey; readonly audit: Audit },
): Promise<'created' | 'foreignAuthority' | 'notMember'> {
  const outcome = await placeApiKey(transaction, key)
  if (outcome === 'created') transaction.audit(audit)
  return outcome
}

/** The new key is there before the old one ends: whoever renews a program's key chooses how long both are good. */
export async function rotateApiKey(
  transaction: Transaction,
  {
    rotation: { id, key, endsAt, at },
    audit,
  }: { readonly rotation: ApiKeyRotation; readonly audit: Audit },
): Promise<'rotated' | 'ended' | 'foreignAuthority' | 'notMember'> {
  const former = await transaction.get<{ found: number }>(IN_FORCE, id, at, at)
  if (former === undefined) return 'ended'
  const outcome = await placeApiKey(transaction, key)
  if (outcome !== 'created') return outcome
  await transaction.run(REPLACE, key.id, endsAt, endsAt <= at ? at : null, id)
  transaction.audit(audit)
  return 'rotated'
}

async function placeApiKey(
  transaction: Transaction,
  key: NewApiKey,
): Promise<'created' | 'foreignAuthority' | 'notMember'> {
  const db = await transaction.kysely()
  const member = await db
    .selectFrom('members')
    .select('role')
    .where('workspace_id', '=', key.workspaceId)
    .where('user_id', '=', key.userId)
    .executeTakeFirst()
  if (member === undefined) return 'notMember'
  const own = await db
    .selectFrom('authorities')
    .select('id')
    .where('workspace_id', '=', key.workspaceId)
    .execute()
  const ownIds = new Set(own.map((authority) => authority.id))
  const permissions = [...key.grants].map(([authorityId, granted]) => ({
    api_key_id: key.id,
    authority_id: authorityId,
    can_read: granted.canRead ? 1 : 0,
    can_issue: granted.canIssue ? 1 : 0,
    can_revoke: granted.canRevoke ? 1 : 0,
  }))
  if (permissions.some((permission) => !ownIds.has(permission.authority_id))) {
    return 'foreignAuthority'
  }
  await db
    .insertInto('api_keys')
    .values({
      id: key.id,
      workspace_id: key.workspaceId,
      user_id: key.userId,
      name: key.name,
      prefix: key.prefix,
      key_hash: key.keyHash,
      created_at: key.createdAt,
      expires_at: key.expiresAt,
      revoked_at: null,
      last_used_at: null,
      last_used_address: null,
      replaced_by: null,
      ends_at: null,
      allowed_addresses: JSON.stringify(key.allowedAddresses),
      may_return_private_keys: key.mayReturnPrivateKeys ? 1 : 0,
      created_by: key.createdBy,
    })
    .execute()
  for (const permission of permissions) {
    await db.insertInto('api_key_permissions').values(permission).execute()
  }
  return 'created'
}

export async function revokeApiKey(
  transaction: Transaction,
  { id, at, audit }: { readonly id: Uuid; readonly at: number; readonly audit: Audit },
): Promise<'revoked' | 'alreadyRevoked' | 'notFound'> {
  if ((await transaction.get(EXISTS, id)) === undefined) return 'notFound'
  if ((await transaction.run(REVOKE, at, id)) === 0) return 'alreadyRevoked'
  transaction.audit(audit)
  return 'revoked'
}

/** Several instances may report late: the latest use stays. */
export async function touchApiKeys(
  transaction: Transaction,
  { uses }: { readonly uses: readonly { id: Uuid; at: number; address: string }[] },
): Promise<void> {
  // One order for all, so that two instances never wait for each other.
  const ordered = uses.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id, at, address } of ordered) await transaction.run(TOUCH, at, address, id, at)
}
