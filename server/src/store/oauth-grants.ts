import type { Uuid } from '../pki/identifier.ts'
import type { Role } from '../pki/member.ts'
import type { Permissions } from '../pki/permission.ts'
import type { Plan } from '../pki/workspace.ts'
import { statement, type Connection } from './connection.ts'
import type { OAuthAccess, OAuthGrant, OAuthResource } from './oauth-store.ts'

// One row per CA of the grant, so that one query brings the token, the grant and all it may do now.
const COLUMNS = `g.id, g.client_id, g.client_name, g.resource, g.may_return_keys, g.created_at, g.expires_at,
  g.last_used_at, g.ended_at, m.role,
  u.id as user_id, u.email, u.created_at as user_created_at,
  w.id as workspace_id, w.name as workspace_name, w.slug, w.plan, w.created_at as workspace_created_at,
  p.authority_id, p.can_read, p.can_issue, p.can_revoke`
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

interface GrantRow {
  readonly id: Uuid
  readonly client_id: string
  readonly client_name: string
  readonly resource: OAuthResource
  readonly may_return_keys: number
  readonly created_at: number
  readonly expires_at: number
  readonly last_used_at: number | null
  readonly ended_at: number | null
  readonly role: Role | null
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

/** Rows of one grant stand together. */
function grantsFromRows(rows: readonly GrantRow[]): OAuthGrant[] {
  const found: OAuthGrant[] = []
  let grants = new Map<Uuid, Permissions>()
  for (const row of rows) {
    if (found.at(-1)?.id !== row.id) {
      grants = new Map()
      found.push(grantFromRow(row, grants))
    }
    if (row.authority_id === null) continue
    grants.set(row.authority_id, {
      canRead: row.can_read === 1,
      canIssue: row.can_issue === 1,
      canRevoke: row.can_revoke === 1,
    })
  }
  return found
}

function grantFromRow(row: GrantRow, grants: ReadonlyMap<Uuid, Permissions>): OAuthGrant {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    user: { id: row.user_id, email: row.email, createdAt: row.user_created_at },
    workspace: {
      id: row.workspace_id,
      name: row.workspace_name,
      slug: row.slug,
      plan: row.plan,
      createdAt: row.workspace_created_at,
    },
    role: row.role,
    resource: row.resource,
    mayReturnKeys: row.may_return_keys === 1,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    endedAt: row.ended_at,
    grants,
  }
}
