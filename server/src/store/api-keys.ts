import type { Uuid } from '../pki/identifier.ts'
import type { Permissions } from '../pki/permission.ts'
import type { Plan } from '../pki/workspace.ts'
import { statement, type Connection } from './connection.ts'
import type { StoredApiKey } from './store.ts'

// One row per CA of the key, so that one query brings the key and all it may do.
const COLUMNS = `k.id, k.name, k.prefix, k.created_at, k.expires_at, k.revoked_at, k.last_used_at,
  k.last_used_address, k.replaced_by, k.ends_at, k.allowed_addresses, k.may_return_private_keys,
  k.created_by,
  u.id as user_id, u.email, u.created_at as user_created_at,
  w.id as workspace_id, w.name as workspace_name, w.slug, w.plan, w.created_at as workspace_created_at,
  p.authority_id, p.can_read, p.can_issue, p.can_revoke`
const TABLES = `api_keys k
  join users u on u.id = k.user_id
  join workspaces w on w.id = k.workspace_id
  left join api_key_permissions p on p.api_key_id = k.id`

const FIND_BY_HASH = statement(`select ${COLUMNS} from ${TABLES} where k.key_hash = ?`)
const GET = statement(`select ${COLUMNS} from ${TABLES} where k.id = ?`)
const LIST = statement(`select ${COLUMNS} from ${TABLES} order by k.created_at, k.id`)
const LIST_OF_WORKSPACE = statement(
  `select ${COLUMNS} from ${TABLES} where k.workspace_id = ? order by k.created_at, k.id`,
)

interface ApiKeyRow {
  readonly id: Uuid
  readonly name: string
  readonly prefix: string
  readonly created_at: number
  readonly expires_at: number | null
  readonly revoked_at: number | null
  readonly last_used_at: number | null
  readonly last_used_address: string | null
  readonly replaced_by: Uuid | null
  readonly ends_at: number | null
  readonly allowed_addresses: string
  readonly may_return_private_keys: number
  readonly created_by: Uuid | null
  readonly user_id: Uuid
  readonly email: string
  readonly user_created_at: number
  readonly workspace_id: Uuid
  readonly workspace_name: string
  readonly slug: string
  readonly plan: Plan
  readonly workspace_created_at: number
  readonly authority_id: Uuid | null
  readonly can_read: number
  readonly can_issue: number
  readonly can_revoke: number
}

export async function findApiKeyByHash(
  connection: Connection,
  { keyHash }: { readonly keyHash: Uint8Array },
): Promise<StoredApiKey | undefined> {
  return apiKeysFromRows(await connection.all<ApiKeyRow>(FIND_BY_HASH, keyHash))[0]
}

export async function getApiKey(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<StoredApiKey | undefined> {
  return apiKeysFromRows(await connection.all<ApiKeyRow>(GET, id))[0]
}

export async function listApiKeys(
  connection: Connection,
  { workspaceId }: { readonly workspaceId: Uuid | undefined },
): Promise<readonly StoredApiKey[]> {
  const rows = workspaceId
    ? await connection.all<ApiKeyRow>(LIST_OF_WORKSPACE, workspaceId)
    : await connection.all<ApiKeyRow>(LIST)
  return apiKeysFromRows(rows)
}

/** Rows of one key stand together. */
function apiKeysFromRows(rows: readonly ApiKeyRow[]): StoredApiKey[] {
  const keys: StoredApiKey[] = []
  let grants = new Map<Uuid, Permissions>()
  for (const row of rows) {
    if (keys.at(-1)?.id !== row.id) {
      grants = new Map()
      keys.push(apiKeyFromRow(row, grants))
    }
    if (row.authority_id === null) continue
    grants.set(row.authority_id, {
      canRead: row.can_read === 1,
      canIssue: row.can_issue === 1,
      canRevoke: row.can_revoke === 1,
    })
  }
  return keys
}

function apiKeyFromRow(row: ApiKeyRow, grants: ReadonlyMap<Uuid, Permissions>): StoredApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    user: { id: row.user_id, email: row.email, createdAt: row.user_created_at },
    workspace: {
      id: row.workspace_id,
      name: row.workspace_name,
      slug: row.slug,
      plan: row.plan,
      createdAt: row.workspace_created_at,
    },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
    lastUsedAddress: row.last_used_address,
    replacedBy: row.replaced_by,
    endsAt: row.ends_at,
    // Text that we wrote ourselves.
    allowedAddresses: JSON.parse(row.allowed_addresses) as readonly string[],
    mayReturnPrivateKeys: row.may_return_private_keys === 1,
    createdBy: row.created_by,
    grants,
  }
}
