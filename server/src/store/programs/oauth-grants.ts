import type { Uuid } from '../../pki/identifier.ts'
import type { Role } from '../../pki/member.ts'
import { statement, type Connection } from '../connection.ts'
import {
  CREDENTIAL_COLUMNS,
  credentialsFromRows,
  type CredentialRow,
  type Holding,
} from './credential-rows.ts'
import type { OAuthAccess, OAuthGrant, OAuthResource } from './oauth-store.ts'

const COLUMNS = `g.id, g.client_id, g.client_name, g.resource, g.may_return_keys, g.created_at, g.expires_at,
  g.last_used_at, g.ended_at, m.role,
  ${CREDENTIAL_COLUMNS}`
const TABLES = `oauth_grants g
  join users u on u.id = g.user_id
  join workspaces w on w.id = g.workspace_id
  left join members m on m.workspace_id = g.workspace_id and m.user_id = g.user_id
  left join oauth_grant_permissions p on p.grant_id = g.id`

const ACCESS = statement(`select ${COLUMNS}, a.expires_at as token_expires_at
  from oauth_artifacts a join ${TABLES.replace('oauth_grants g', 'oauth_grants g on g.id = a.grant_id')}
  where a.kind = 'AccessToken' and a.id_hash = ?`)
const GET = statement(`select ${COLUMNS} from ${TABLES} where g.id = ?`)
const IN_FORCE = 'g.ended_at is null and g.expires_at > ? and m.role is not null'
const LIST = statement(`select ${COLUMNS} from ${TABLES}
  where g.workspace_id = ? and ${IN_FORCE} order by g.created_at desc, g.id`)
const LIST_OF_USER = statement(`select ${COLUMNS} from ${TABLES}
  where g.workspace_id = ? and ${IN_FORCE} and g.user_id = ? order by g.created_at desc, g.id`)

interface GrantRow extends CredentialRow {
  readonly client_id: string
  readonly client_name: string
  readonly resource: OAuthResource
  readonly may_return_keys: number
  readonly created_at: number
  readonly expires_at: number
  readonly last_used_at: number | null
  readonly ended_at: number | null
  readonly role: Role | null
}

export async function findOAuthAccess(
  connection: Connection,
  { tokenHash }: { readonly tokenHash: Uint8Array },
): Promise<OAuthAccess | undefined> {
  type AccessRow = GrantRow & { readonly token_expires_at: number }
  const rows = await connection.all<AccessRow>(ACCESS, tokenHash)
  const [grant] = grantsFromRows(rows)
  const [row] = rows
  return grant && row && { expiresAt: row.token_expires_at, grant }
}

export async function getOAuthGrant(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<OAuthGrant | undefined> {
  return grantsFromRows(await connection.all<GrantRow>(GET, id))[0]
}

export async function listOAuthGrants(
  connection: Connection,
  {
    workspaceId,
    userId,
    now,
  }: { readonly workspaceId: Uuid; readonly userId: Uuid | undefined; readonly now: number },
): Promise<readonly OAuthGrant[]> {
  const rows =
    userId === undefined
      ? await connection.all<GrantRow>(LIST, workspaceId, now)
      : await connection.all<GrantRow>(LIST_OF_USER, workspaceId, now, userId)
  return grantsFromRows(rows)
}

function grantsFromRows(rows: readonly GrantRow[]): OAuthGrant[] {
  return credentialsFromRows(rows, grantFromRow)
}

function grantFromRow(row: GrantRow, holding: Holding): OAuthGrant {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    role: row.role,
    resource: row.resource,
    mayReturnKeys: row.may_return_keys === 1,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    endedAt: row.ended_at,
    ...holding,
  }
}
