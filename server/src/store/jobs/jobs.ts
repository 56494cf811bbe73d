import type { Uuid } from '../../pki/identifier.ts'
import type { Job, JobItem, JobItemState, JobKind, JobParameters, JobState } from '../../pki/job.ts'
import { statement, type Connection } from '../connection.ts'

export const JOB_COLUMNS = `id, workspace_id, user_id, session_id, email, address, kind, parameters,
  needs_passphrase, state, total, done, failed, created_at, started_at, finished_at`
export const ITEM_COLUMNS = 'position, subject, label, state, code, message, result_id, sealed_key'

const GET = statement(`select ${JOB_COLUMNS} from jobs where id = ?`)
const LIST = statement(`select ${JOB_COLUMNS} from jobs where workspace_id = ?
  order by created_at desc, id limit ?`)
const LIST_OF_USER =
  statement(`select ${JOB_COLUMNS} from jobs where workspace_id = ? and user_id = ?
  order by created_at desc, id limit ?`)
const ITEMS = statement(`select ${ITEM_COLUMNS} from job_items where job_id = ?
  order by position limit ? offset ?`)
const FAILED_ITEMS = statement(`select ${ITEM_COLUMNS} from job_items
  where job_id = ? and state = 'failed' order by position limit ? offset ?`)
const CLAIMABLE = statement(`select id from jobs
  where (state = 'queued' or state = 'running') and lease_until <= ? order by created_at limit 20`)

export interface JobRow {
  readonly id: Uuid
  readonly workspace_id: Uuid
  readonly user_id: Uuid
  readonly session_id: Uuid
  readonly email: string
  readonly address: string
  readonly kind: JobKind
  readonly parameters: string
  readonly needs_passphrase: number
  readonly state: JobState
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly created_at: number
  readonly started_at: number | null
  readonly finished_at: number | null
}

export interface JobItemRow {
  readonly position: number
  readonly subject: Uuid
  readonly label: string
  readonly state: JobItemState
  readonly code: string | null
  readonly message: string | null
  readonly result_id: Uuid | null
  readonly sealed_key: Uint8Array | null
}

export async function getJob(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<Job | undefined> {
  const row = await connection.get<JobRow>(GET, id)
  return row && jobFromRow(row)
}

export async function listJobs(
  connection: Connection,
  {
    workspaceId,
    userId,
    limit,
  }: { readonly workspaceId: Uuid; readonly userId: Uuid | undefined; readonly limit: number },
): Promise<readonly Job[]> {
  const rows =
    userId === undefined
      ? await connection.all<JobRow>(LIST, workspaceId, limit)
      : await connection.all<JobRow>(LIST_OF_USER, workspaceId, userId, limit)
  return rows.map(jobFromRow)
}

export async function listJobItems(
  connection: Connection,
  {
    id,
    page,
  }: {
    readonly id: Uuid
    readonly page: { readonly offset: number; readonly limit: number; readonly failedOnly: boolean }
  },
): Promise<readonly JobItem[]> {
  const rows = await connection.all<JobItemRow>(
    page.failedOnly ? FAILED_ITEMS : ITEMS,
    id,
    page.limit,
    page.offset,
  )
  return rows.map(itemFromRow)
}

export async function claimableJobs(
  connection: Connection,
  { now }: { readonly now: number },
): Promise<readonly Uuid[]> {
  return (await connection.all<{ id: Uuid }>(CLAIMABLE, now)).map(({ id }) => id)
}

export function jobFromRow(row: JobRow): Job {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    sessionId: row.session_id,
    email: row.email,
    address: row.address,
    kind: row.kind,
    // JSON that we wrote ourselves.
    parameters: JSON.parse(row.parameters) as JobParameters,
    needsPassphrase: row.needs_passphrase === 1,
    state: row.state,
    total: row.total,
    done: row.done,
    failed: row.failed,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}

export function itemFromRow(row: JobItemRow): JobItem {
  return {
    position: row.position,
    subject: row.subject,
    label: row.label,
    state: row.state,
    code: row.code,
    message: row.message,
    resultId: row.result_id,
    sealedKey: row.sealed_key,
  }
}
