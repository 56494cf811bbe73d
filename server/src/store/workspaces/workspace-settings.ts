import type { Uuid } from '../../pki/identifier.ts'
import type { Plan } from '../../pki/workspace.ts'
import { statement, type Connection } from '../connection.ts'
import type { CountedWorkspace, WorkspaceChange, WorkspaceStanding } from './membership-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const COLUMNS = `w.id, w.name, w.slug, w.plan, w.created_at, w.default_authority_id,
  w.default_validity_days, w.requires_second_factor, w.archived_at`
const STANDING = statement(`select ${COLUMNS} from workspaces w where w.id = ?`)
const COUNTED = statement(`select ${COLUMNS},
    (select count(*) from members m where m.workspace_id = w.id) as members,
    (select count(*) from authorities a where a.workspace_id = w.id) as authorities,
    (select count(*) from api_keys k where k.workspace_id = w.id and k.revoked_at is null) as api_keys
  from workspaces w order by w.created_at desc, w.id`)
const SLUG_OF_OTHER = statement('select 1 as found from workspaces where slug = ? and id <> ?')
const OWN_AUTHORITY = statement(
  'select 1 as found from authorities where id = ? and workspace_id = ?',
)
const CHANGE = statement(`update workspaces set name = ?, slug = ?, default_authority_id = ?,
    default_validity_days = ?, requires_second_factor = ?
  where id = ? and archived_at is null`)

interface StandingRow {
  readonly id: Uuid
  readonly name: string
  readonly slug: string
  readonly plan: Plan
  readonly created_at: number
  readonly default_authority_id: Uuid | null
  readonly default_validity_days: number | null
  readonly requires_second_factor: number
  readonly archived_at: number | null
}

function standingFromRow(row: StandingRow): WorkspaceStanding {
  const { id, name, slug, plan } = row
  return {
    workspace: { id, name, slug, plan, createdAt: row.created_at },
    settings: {
      defaultAuthorityId: row.default_authority_id,
      defaultValidityDays: row.default_validity_days,
      requiresSecondFactor: row.requires_second_factor === 1,
    },
    archivedAt: row.archived_at,
  }
}

export async function workspaceStanding(
  connection: Connection,
  { workspaceId }: { readonly workspaceId: Uuid },
): Promise<WorkspaceStanding | undefined> {
  const row = await connection.get<StandingRow>(STANDING, workspaceId)
  return row && standingFromRow(row)
}

export async function countedWorkspaces(
  connection: Connection,
): Promise<readonly CountedWorkspace[]> {
  const rows = await connection.all<
    StandingRow & { members: number; authorities: number; api_keys: number }
  >(COUNTED)
  return rows.map((row) => ({
    ...standingFromRow(row),
    members: row.members,
    authorities: row.authorities,
    apiKeys: row.api_keys,
  }))
}

export async function changeWorkspace(
  transaction: Transaction,
  { change, audit }: { readonly change: WorkspaceChange; readonly audit: Audit },
): Promise<'changed' | 'slugTaken' | 'foreignAuthority' | 'notFound'> {
  const { id, slug, defaultAuthorityId } = change
  if ((await transaction.get(SLUG_OF_OTHER, slug, id)) !== undefined) return 'slugTaken'
  if (
    defaultAuthorityId !== null &&
    (await transaction.get(OWN_AUTHORITY, defaultAuthorityId, id)) === undefined
  ) {
    return 'foreignAuthority'
  }
  const changed = await transaction.run(
    CHANGE,
    change.name,
    slug,
    defaultAuthorityId,
    change.defaultValidityDays,
    change.requiresSecondFactor ? 1 : 0,
    id,
  )
  if (changed === 0) return 'notFound'
  transaction.audit(audit)
  return 'changed'
}
