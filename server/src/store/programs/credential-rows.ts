import type { User } from '../../pki/member.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Permissions } from '../../pki/permission.ts'
import type { Plan, Workspace } from '../../pki/workspace.ts'

/**
 * What every credential is read with, so that one query brings whose it is and all it may do: its user (u), its workspace
 * (w) and what it may do on one CA (p). There is a row per CA, and one without where there is none.
 */
export const CREDENTIAL_COLUMNS = `u.id as user_id, u.email, u.created_at as user_created_at,
  w.id as workspace_id, w.name as workspace_name, w.slug, w.plan, w.created_at as workspace_created_at,
  p.authority_id, p.can_read, p.can_issue, p.can_revoke`

export interface CredentialRow {
  readonly id: Uuid
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

/** Whose a credential is, and what it may do. */
export interface Holding {
  readonly user: User
  readonly workspace: Workspace
  readonly grants: ReadonlyMap<Uuid, Permissions>
}

/** The rows of one credential must stand together. */
export function credentialsFromRows<Row extends CredentialRow, Credential extends { id: Uuid }>(
  rows: readonly Row[],
  credentialFrom: (row: Row, holding: Holding) => Credential,
): Credential[] {
  const found: Credential[] = []
  let grants = new Map<Uuid, Permissions>()
  for (const row of rows) {
    if (found.at(-1)?.id !== row.id) {
      grants = new Map()
      found.push(credentialFrom(row, { user: userOf(row), workspace: workspaceOf(row), grants }))
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

function userOf(row: CredentialRow): User {
  return { id: row.user_id, email: row.email, createdAt: row.user_created_at }
}

function workspaceOf(row: CredentialRow): Workspace {
  return {
    id: row.workspace_id,
    name: row.workspace_name,
    slug: row.slug,
    plan: row.plan,
    createdAt: row.workspace_created_at,
  }
}
