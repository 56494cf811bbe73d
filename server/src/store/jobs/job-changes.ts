import type { Uuid } from '../../pki/identifier.ts'
import type { Job } from '../../pki/job.ts'
import { statement } from '../connection.ts'
import type { FinishedItem, JobLease, NewJob, NextItem } from './jobs-store.ts'
import {
  ITEM_COLUMNS,
  itemFromRow,
  JOB_COLUMNS,
  jobFromRow,
  type JobItemRow,
  type JobRow,
} from './jobs.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

const ADD =
  statement(`insert into jobs (id, workspace_id, user_id, session_id, email, address, kind,
    parameters, needs_passphrase, state, total, created_at, lease_holder, lease_until)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?)`)
const ADD_ITEM = statement(`insert into job_items (job_id, position, subject, label, state)
  values (?, ?, ?, ?, 'waiting')`)
const CLAIM = statement(`update jobs set lease_holder = ?, lease_until = ?
  where id = ? and (state = 'queued' or state = 'running')
    and (lease_until <= ? or lease_holder = ?) returning ${JOB_COLUMNS}`)
const HOLD = statement(`update jobs set state = 'running', lease_until = ?,
    started_at = coalesce(started_at, ?)
  where id = ? and lease_holder = ? and (state = 'queued' or state = 'running') returning id`)
const FINISH_ITEM = statement(`update job_items set state = ?, code = ?, message = ?, result_id = ?,
    sealed_key = ? where job_id = ? and position = ? and state = 'running' returning position`)
const COUNT = statement('update jobs set done = done + ?, failed = failed + ? where id = ?')
const NEXT = statement(`select ${ITEM_COLUMNS} from job_items
  where job_id = ? and (state = 'waiting' or state = 'running') order by position limit 1`)
const BEGIN_ITEM = statement(
  `update job_items set state = 'running' where job_id = ? and position = ?`,
)
const END = statement(`update jobs set state = 'done', finished_at = ?, lease_holder = null,
  lease_until = 0 where id = ?`)
const PAUSE = statement(`update jobs set state = 'paused', lease_holder = null, lease_until = 0
  where id = ? and lease_holder = ? and (state = 'queued' or state = 'running')`)
const RESUME = statement(`update jobs set state = 'queued', lease_holder = ?, lease_until = ?
  where id = ? and state = 'paused'`)
const CANCEL = statement(`update jobs set state = 'cancelled', finished_at = ?, lease_holder = null,
  lease_until = 0 where id = ? and (state = 'queued' or state = 'running' or state = 'paused')`)
const RETRY = statement(`update jobs set state = 'queued', finished_at = null, failed = 0,
  lease_holder = ?, lease_until = ? where id = ? and state = 'done' and failed > 0`)
const RETRY_ITEMS = statement(`update job_items set state = 'waiting', code = null, message = null
  where job_id = ? and state = 'failed'`)
const FORGET = statement('update job_items set sealed_key = null where job_id = ?')
const FORGET_OLD = statement(`update job_items set sealed_key = null where sealed_key is not null
  and job_id in (select id from jobs where finished_at < ?)`)
const PRUNE = statement('delete from jobs where finished_at < ?')

export async function createJob(
  transaction: Transaction,
  {
    job,
    items,
    lease,
    audit,
  }: {
    readonly job: NewJob
    readonly items: readonly { readonly subject: Uuid; readonly label: string }[]
    readonly lease: JobLease
    readonly audit: Audit
  },
): Promise<void> {
  await transaction.run(
    ADD,
    job.id,
    job.workspaceId,
    job.userId,
    job.sessionId,
    job.email,
    job.address,
    job.kind,
    JSON.stringify(job.parameters),
    job.needsPassphrase ? 1 : 0,
    items.length,
    job.createdAt,
    lease.holder,
    lease.until,
  )
  for (const [position, { subject, label }] of items.entries()) {
    await transaction.run(ADD_ITEM, job.id, position, subject, label)
  }
  transaction.audit(audit)
}

export async function claimJob(
  transaction: Transaction,
  { id, lease }: { readonly id: Uuid; readonly lease: JobLease },
): Promise<Job | undefined> {
  const { holder, until, now } = lease
  const row = await transaction.get<JobRow>(CLAIM, holder, until, id, now, holder)
  return row && jobFromRow(row)
}

export async function advanceJob(
  transaction: Transaction,
  {
    id,
    lease,
    finished,
  }: {
    readonly id: Uuid
    readonly lease: JobLease
    readonly finished: FinishedItem | null
  },
): Promise<NextItem> {
  // What was done was done, whoever holds the job by now.
  if (finished) await finishItem(transaction, id, finished)
  const held = await transaction.get(HOLD, lease.until, lease.now, id, lease.holder)
  if (held === undefined) return { kind: 'notOurs' }
  const row = await transaction.get<JobItemRow>(NEXT, id)
  if (row === undefined) {
    await transaction.run(END, lease.now, id)
    return { kind: 'ended' }
  }
  await transaction.run(BEGIN_ITEM, id, row.position)
  return { kind: 'item', item: itemFromRow(row), interrupted: row.state === 'running' }
}

export async function finishJobItem(
  transaction: Transaction,
  { id, finished }: { readonly id: Uuid; readonly finished: FinishedItem },
): Promise<void> {
  await finishItem(transaction, id, finished)
}

async function finishItem(
  transaction: Transaction,
  id: Uuid,
  { position, outcome }: FinishedItem,
): Promise<void> {
  const isDone = outcome.state === 'done'
  const ended = await transaction.get(
    FINISH_ITEM,
    outcome.state,
    isDone ? null : outcome.code,
    outcome.message,
    isDone ? outcome.resultId : null,
    isDone ? outcome.sealedKey : null,
    id,
    position,
  )
  if (ended !== undefined) await transaction.run(COUNT, isDone ? 1 : 0, isDone ? 0 : 1, id)
}

export async function pauseJob(
  transaction: Transaction,
  { id, holder }: { readonly id: Uuid; readonly holder: string },
): Promise<void> {
  await transaction.run(PAUSE, id, holder)
}

export async function resumeJob(
  transaction: Transaction,
  { id, lease, audit }: { readonly id: Uuid; readonly lease: JobLease; readonly audit: Audit },
): Promise<'resumed' | 'notPaused'> {
  if ((await transaction.run(RESUME, lease.holder, lease.until, id)) === 0) return 'notPaused'
  transaction.audit(audit)
  return 'resumed'
}

export async function cancelJob(
  transaction: Transaction,
  { id, at, audit }: { readonly id: Uuid; readonly at: number; readonly audit: Audit },
): Promise<'cancelled' | 'ended'> {
  if ((await transaction.run(CANCEL, at, id)) === 0) return 'ended'
  transaction.audit(audit)
  return 'cancelled'
}

export async function retryJob(
  transaction: Transaction,
  { id, lease, audit }: { readonly id: Uuid; readonly lease: JobLease; readonly audit: Audit },
): Promise<'queued' | 'nothingFailed'> {
  if ((await transaction.run(RETRY, lease.holder, lease.until, id)) === 0) return 'nothingFailed'
  await transaction.run(RETRY_ITEMS, id)
  transaction.audit(audit)
  return 'queued'
}

export async function forgetJobKeys(
  transaction: Transaction,
  { which }: { readonly which: { readonly id: Uuid } | { readonly endedBefore: number } },
): Promise<void> {
  if ('id' in which) await transaction.run(FORGET, which.id)
  else await transaction.run(FORGET_OLD, which.endedBefore)
}

export async function pruneJobs(
  transaction: Transaction,
  { endedBefore }: { readonly endedBefore: number },
): Promise<void> {
  await transaction.run(PRUNE, endedBefore)
}
