import { setTimeout as delay } from 'node:timers/promises'
import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { noWorkspace, requireRole, requireStepUp } from '../pki/authorization.ts'
import type { AuditEvent } from '../pki/audit-event.ts'
import type { Uuid } from '../pki/identifier.ts'
import { isEnded, type Job } from '../pki/job.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { NewJob } from '../store/jobs/jobs-store.ts'
import type { JobRunner } from './job-runner.ts'
import type { JobContext, JobRequest, Jobs, Passphrases, WhichJob } from './jobs.ts'

export const MOST_ITEMS = 2000
const MOST_LISTED = 100
const LOOK_EVERY_MILLISECONDS = 300

/** Binds the verbs of jobs to what they need. */
export function createJobs(context: JobContext, runner: JobRunner): Jobs {
  const { jobs } = context.store
  const visible = (act: AuditedAct, which: WhichJob): Promise<Job> =>
    visibleJob(context, act, which)
  const own = async (act: AuditedAct, which: WhichJob): Promise<Job> => {
    const job = await visible(act, which)
    if (job.userId === userOf(act).id) return job
    throw new Problem(
      'forbidden',
      'only who began this job may go on with it; begin one of your own',
    )
  }
  const again = async (
    act: AuditedAct,
    job: Job,
    passphrases: Passphrases,
    write: (audit: readonly AuditEvent[]) => Promise<boolean>,
    action: 'job.retried' | 'job.resumed',
  ): Promise<Job> => {
    if (job.kind === 'revoke') requireDecision(context, act, job.parameters.reason)
    if (job.needsPassphrase && passphrases.size === 0) throw passphraseNeeded()
    runner.hold(job.id, passphrases)
    if (!(await write([jobEvent(context, act, action, job)]))) {
      runner.giveBack(job.id)
      throw new Problem('conflict', `there is nothing to go on with; this job is ${job.state}`)
    }
    runner.start(job.id)
    return visible(act, job)
  }
  return {
    create: (act, request) => createJob(context, runner, act, request),
    list: async (act, workspaceId) => {
      requireRole(act.principal, workspaceId, 'member')
      const { id, role } = userOf(act)
      return jobs.list(workspaceId, role === 'member' ? id : undefined, MOST_LISTED)
    },
    get: visible,
    items: async (act, which, page) => {
      const job = await visible(act, which)
      const items = await jobs.items(job.id, page)
      // Sealed as they are: to somebody else they are of no use at all.
      if (job.userId === userOf(act).id) return items
      return items.map((item) => ({ ...item, sealedKey: null }))
    },
    follow: (act, which, signal) => followJob(context, act, which, signal),
    cancel: async (act, which) => {
      const job = await visible(act, which)
      const audit = [jobEvent(context, act, 'job.cancelled', job)]
      if ((await jobs.cancel(job.id, context.now(), audit)) === 'ended') {
        throw new Problem('conflict', 'this job has ended already; there is nothing left to cancel')
      }
      return visible(act, which)
    },
    retry: async (act, which, passphrases) =>
      again(
        act,
        await own(act, which),
        passphrases,
        async (audit) => (await jobs.retry(which.id, runner.lease(), audit)) === 'queued',
        'job.retried',
      ),
    resume: async (act, which, passphrases) =>
      again(
        act,
        await own(act, which),
        passphrases,
        async (audit) => (await jobs.resume(which.id, runner.lease(), audit)) === 'resumed',
        'job.resumed',
      ),
    forgetKeys: async (act, which) => {
      const job = await own(act, which)
      await jobs.forgetKeys({ id: job.id })
    },
  }
}

async function createJob(
  context: JobContext,
  runner: JobRunner,
  act: AuditedAct,
  request: JobRequest,
): Promise<Job> {
  requireRole(act.principal, request.workspaceId, 'member')
  const principal = userOf(act)
  if (request.kind === 'revoke') requireDecision(context, act, request.parameters.reason)
  else requireDeliveryKey(context, request)
  const ids = [...new Set(request.certificateIds)]
  if (ids.length === 0 || ids.length > MOST_ITEMS) {
    throw new Problem(
      'invalidRequest',
      `a job is about 1 to ${MOST_ITEMS} certificates; this one has ${ids.length}`,
      { field: 'certificateIds' },
    )
  }
  const items = await itemsOf(context, principal, ids)
  const needsPassphrase = items.some(({ isSealed }) => isSealed)
  if (needsPassphrase && request.passphrases.size === 0) throw passphraseNeeded()
  const job: NewJob = {
    id: context.newId(),
    workspaceId: request.workspaceId,
    userId: principal.id,
    sessionId: principal.sessionId,
    email: principal.user.email,
    address: principal.address,
    kind: request.kind,
    parameters: request.parameters,
    needsPassphrase,
    createdAt: context.now(),
  }
  runner.hold(job.id, request.passphrases)
  const audit = [jobEvent(context, act, 'job.created', job, items.length)]
  await context.store.jobs.create(job, items, runner.lease(), audit)
  runner.start(job.id)
  return visibleJob(context, act, job)
}

interface NewItem {
  readonly subject: Uuid
  readonly label: string
  readonly isSealed: boolean
}

/** What is not there, or out of reach, becomes an item too: it fails when its turn comes, with the sentence of the verb. */
async function itemsOf(
  { store }: JobContext,
  principal: UserPrincipal,
  ids: readonly Uuid[],
): Promise<readonly NewItem[]> {
  const sealed = new Map<Uuid, boolean>()
  const items: NewItem[] = []
  for (const subject of ids) {
    const certificate = await store.certificates.get(subject)
    const authorityId = certificate?.authorityId
    if (
      certificate === undefined ||
      authorityId === undefined ||
      !principal.grants.has(authorityId)
    ) {
      items.push({ subject, label: subject, isSealed: false })
      continue
    }
    if (!sealed.has(authorityId)) {
      const authority = await store.authorities.get(authorityId)
      sealed.set(authorityId, authority?.hasPassphrase ?? false)
    }
    const isSealed = sealed.get(authorityId) ?? false
    items.push({ subject, label: certificate.commonName, isSealed })
  }
  return items
}

async function visibleJob(context: JobContext, act: AuditedAct, which: WhichJob): Promise<Job> {
  requireRole(act.principal, which.workspaceId, 'member')
  const { id, role } = userOf(act)
  const job = await context.store.jobs.get(which.id)
  const isVisible =
    job?.workspaceId === which.workspaceId && (job.userId === id || role !== 'member')
  if (!isVisible) throw new Problem('notFound', 'no such job; list the jobs to find its id')
  return job
}

async function* followJob(
  context: JobContext,
  act: AuditedAct,
  which: WhichJob,
  signal: AbortSignal,
): AsyncGenerator<Job, void, undefined> {
  let before = ''
  while (!signal.aborted && !context.ending.aborted) {
    const job = await visibleJob(context, act, which)
    const progress = `${job.state} ${job.done} ${job.failed}`
    if (progress !== before) yield job
    before = progress
    if (isEnded(job.state) || job.state === 'paused') return
    await delay(LOOK_EVERY_MILLISECONDS)
  }
}

function userOf({ principal }: AuditedAct): UserPrincipal {
  if (principal.kind === 'user') return principal
  throw noWorkspace()
}

/** What cannot be undone is decided when the job is asked for. */
function requireDecision(
  context: JobContext,
  { principal }: AuditedAct,
  reason: JobRequest['parameters']['reason'],
): void {
  if (reason !== 'certificateHold') requireStepUp(principal, context.now())
}

function requireDeliveryKey(context: JobContext, { parameters }: JobRequest): void {
  if (parameters.deliveryKey !== undefined) return context.checkDeliveryKey(parameters.deliveryKey)
  throw new Problem(
    'invalidRequest',
    'deliveryKey is required to renew: new private keys are sealed to it',
    { field: 'deliveryKey' },
  )
}

function passphraseNeeded(): Problem {
  return new Problem(
    'passphraseMissing',
    'one of the certificates is of a CA that only its passphrase opens; give it in passphrases',
    { field: 'passphrases' },
  )
}

function jobEvent(
  context: JobContext,
  act: AuditedAct,
  action: 'job.created' | 'job.cancelled' | 'job.retried' | 'job.resumed',
  job: Pick<Job, 'id' | 'workspaceId' | 'kind'>,
  items?: number,
): AuditEvent {
  return auditEvent(act, action, {
    at: context.now(),
    workspaceId: job.workspaceId,
    subject: job.id,
    detail: { kind: job.kind, ...(items === undefined ? {} : { items }) },
  })
}
