import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import {
  CREDENTIAL_COLUMNS,
  credentialsFromRows,
  type CredentialRow,
  type Holding,
} from './credential-rows.ts'
import type { StoredApiKey } from './api-key-store.ts'

const COLUMNS = `k.id, k.name, k.prefix, k.created_at, k.expires_at, k.revoked_at, k.last_used_at,
  k.last_used_address, k.replaced_by, k.ends_at, k.allowed_addresses, k.may_return_private_keys,
  k.created_by,
  ${CREDENTIAL_COLUMNS}`
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

interface ApiKeyRow extends CredentialRow {
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

function apiKeysFromRows(rows: readonly ApiKeyRow[]): StoredApiKey[] {
  return credentialsFromRows(rows, apiKeyFromRow)
}

function apiKeyFromRow(row: ApiKeyRow, holding: Holding): StoredApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
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
    ...holding,
  }
}
