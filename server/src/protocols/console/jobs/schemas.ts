import { z } from '@hono/zod-openapi'
import { must } from '../../../http/validate.ts'
import { MOST_ITEMS } from '../../../jobs/create-jobs.ts'
import { MAX_VALIDITY_DAYS } from '../../../pki/validity.ts'
import { REASONS } from '../certificates/schemas.ts'
import { oneOf, optionalTime, text, time, timeText, uuid, whole, wholeText } from '../fields.ts'
import type { Job, JobItem } from '../../../pki/job.ts'
import type { Uuid } from '../../../pki/identifier.ts'

const MAX_PASSPHRASE = 1024
const MOST_PASSPHRASES = 50
/** SubjectPublicKeyInfo of a P-256 key in base64. */
const MAX_DELIVERY_KEY = 200

const passphrases = z
  .array(
    z.object({
      caId: uuid(),
      passphrase: text(MAX_PASSPHRASE).min(1, { error: 'must not be empty' }),
    }),
    must('a list of passphrases'),
  )
  .max(MOST_PASSPHRASES, { error: `must have at most ${MOST_PASSPHRASES} entries` })
  .default([])

export const createBody = z.object({
  kind: oneOf(['renew', 'revoke']),
  certificateIds: z
    .array(uuid(), must('a list of ids'))
    .min(1, { error: 'must not be empty' })
    .max(MOST_ITEMS, { error: `must have at most ${MOST_ITEMS} entries` }),
  reason: oneOf(REASONS).optional(),
  validityDays: whole(1, MAX_VALIDITY_DAYS).optional(),
  deliveryKey: text(MAX_DELIVERY_KEY).optional(),
  passphrases,
})

export const againBody = z.object({ passphrases })
export const jobPath = z.object({ id: uuid() })
export const itemsQuery = z.object({
  page: wholeText(1, 1_000_000).default(1),
  pageSize: wholeText(1, 500).default(100),
  failedOnly: oneOf(['true', 'false']).default('false'),
})

const jobObject = z
  .object({
    id: z.string(),
    kind: z.enum(['renew', 'revoke']),
    status: z.enum(['queued', 'running', 'paused', 'cancelled', 'done']),
    total: z.int(),
    done: z.int(),
    failed: z.int(),
    reason: z.string().nullable(),
    validity_days: z.int().nullable(),
    needs_passphrase: z.boolean(),
    // The public half: a browser finds by it which of its keys opens what was sealed.
    delivery_key: z.string().nullable(),
    asked_by: z.string(),
    is_own: z.boolean(),
    created_at: time(),
    started_at: time().nullable(),
    finished_at: time().nullable(),
  })
  .openapi('Job')

export const jobSchema = z.object({ job: jobObject })
export const jobsSchema = z.object({ jobs: z.array(jobObject) })

const itemObject = z
  .object({
    position: z.int(),
    certificate_id: z.string(),
    label: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    code: z.string().nullable(),
    message: z.string().nullable(),
    result_id: z.string().nullable(),
    // Base64: only who holds the private half of `deliveryKey` can open it.
    sealed_key: z.string().nullable(),
  })
  .openapi('JobItem')

export const itemsSchema = z.object({ items: z.array(itemObject) })

export function renderJob(job: Job, userId: Uuid): z.input<typeof jobObject> {
  return {
    id: job.id,
    kind: job.kind,
    status: job.state,
    total: job.total,
    done: job.done,
    failed: job.failed,
    reason: job.parameters.reason ?? null,
    validity_days: job.parameters.validityDays ?? null,
    needs_passphrase: job.needsPassphrase,
    delivery_key: job.parameters.deliveryKey ?? null,
    asked_by: job.email,
    is_own: job.userId === userId,
    created_at: timeText(job.createdAt),
    started_at: optionalTime(job.startedAt),
    finished_at: optionalTime(job.finishedAt),
  }
}

export function renderItem(item: JobItem): z.input<typeof itemObject> {
  return {
    position: item.position,
    certificate_id: item.subject,
    label: item.label,
    state: item.state,
    code: item.code,
    message: item.message,
    result_id: item.resultId,
    sealed_key: item.sealedKey && Buffer.from(item.sealedKey).toString('base64'),
  }
}
