import { z } from '@hono/zod-openapi'
import { reply, replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint } from '../endpoint.ts'
import { eventStream } from './event-stream.ts'
import { lendingAll } from './passphrases.ts'
import {
  againBody,
  createBody,
  itemsQuery,
  itemsSchema,
  jobPath,
  jobSchema,
  jobsSchema,
  renderItem,
  renderJob,
} from './schemas.ts'
import type { ConsoleEndpoint } from '../endpoint.ts'

const tag = 'Jobs'
const ROOT = '/console/v1/workspaces/{workspaceId}/jobs'

const create = consoleEndpoint({
  method: 'post',
  route: ROOT,
  operationId: 'createJob',
  tag,
  summary: 'Renew or revoke many certificates; new private keys are sealed to the browser',
  access: 'workspace',
  body: { schema: createBody },
  response: jobSchema,
  costs: 'issue',
  async answer(services, { exchange, act, principal, body }) {
    const { kind, certificateIds, passphrases, ...parameters } = body
    const workspaceId = principal.workspace.id
    const job = await lendingAll(services, passphrases, (lent) =>
      services.jobs.create(act, {
        workspaceId,
        kind,
        certificateIds,
        parameters,
        passphrases: lent,
      }),
    )
    return replyJson(exchange, { job: renderJob(job, principal.id) })
  },
})

const list = consoleEndpoint({
  method: 'get',
  route: ROOT,
  operationId: 'listJobs',
  tag,
  summary: 'The last jobs: one’s own, or as owner or admin those of the workspace',
  access: 'workspace',
  response: jobsSchema,
  costs: 'request',
  async answer({ jobs }, { exchange, act, principal }) {
    const found = await jobs.list(act, principal.workspace.id)
    return replyJson(exchange, { jobs: found.map((job) => renderJob(job, principal.id)) })
  },
})

const get = consoleEndpoint({
  method: 'get',
  route: `${ROOT}/{id}`,
  operationId: 'getJob',
  tag,
  summary: 'How far a job has come',
  access: 'workspace',
  path: jobPath,
  response: jobSchema,
  costs: 'request',
  async answer({ jobs }, { exchange, act, principal, path }) {
    const job = await jobs.get(act, { workspaceId: principal.workspace.id, id: path.id })
    return replyJson(exchange, { job: renderJob(job, principal.id) })
  },
})

const items = consoleEndpoint({
  method: 'get',
  route: `${ROOT}/{id}/items`,
  operationId: 'listJobItems',
  tag,
  summary: 'The items of a job, and what became of each',
  access: 'workspace',
  path: jobPath,
  query: itemsQuery,
  response: itemsSchema,
  costs: 'request',
  async answer({ jobs }, { exchange, act, principal, path, query }) {
    const which = { workspaceId: principal.workspace.id, id: path.id }
    const { page, pageSize: limit } = query
    const failedOnly = query.failedOnly === 'true'
    const found = await jobs.items(act, which, { offset: (page - 1) * limit, limit, failedOnly })
    return replyJson(exchange, { items: found.map(renderItem) })
  },
})

const events = consoleEndpoint({
  method: 'get',
  route: `${ROOT}/{id}/events`,
  operationId: 'followJob',
  tag,
  summary: 'The job whenever it has come further, as server-sent events; `end` closes the stream',
  access: 'workspace',
  path: jobPath,
  costs: 'request',
  async answer({ jobs }, { exchange, act, principal, path }) {
    const which = { workspaceId: principal.workspace.id, id: path.id }
    // Refused as any other answer is, before the stream begins.
    await jobs.get(act, which)
    exchange.headers['X-Accel-Buffering'] = 'no'
    const stream = eventStream(
      exchange.request.raw.signal,
      (signal) => jobs.follow(act, which, signal),
      (job) => ({ job: renderJob(job, principal.id) }),
    )
    return reply(exchange, 200, 'text/event-stream', stream)
  },
})

const cancel = consoleEndpoint({
  method: 'post',
  route: `${ROOT}/{id}/cancel`,
  operationId: 'cancelJob',
  tag,
  summary: 'Stop a job after the item that is under way; what was done stays done',
  access: 'workspace',
  path: jobPath,
  response: jobSchema,
  costs: 'request',
  async answer({ jobs }, { exchange, act, principal, path }) {
    const job = await jobs.cancel(act, { workspaceId: principal.workspace.id, id: path.id })
    return replyJson(exchange, { job: renderJob(job, principal.id) })
  },
})

const again = (verb: 'retry' | 'resume', summary: string): ConsoleEndpoint =>
  consoleEndpoint({
    method: 'post',
    route: `${ROOT}/{id}/${verb}`,
    operationId: `${verb}Job`,
    tag,
    summary,
    access: 'workspace',
    path: jobPath,
    body: { schema: againBody },
    response: jobSchema,
    costs: 'issue',
    async answer(services, { exchange, act, principal, path, body }) {
      const which = { workspaceId: principal.workspace.id, id: path.id }
      const job = await lendingAll(services, body.passphrases, (lent) =>
        services.jobs[verb](act, which, lent),
      )
      return replyJson(exchange, { job: renderJob(job, principal.id) })
    },
  })

const forgetKeys = consoleEndpoint({
  method: 'post',
  route: `${ROOT}/{id}/forget-keys`,
  operationId: 'forgetJobKeys',
  tag,
  summary: 'The sealed private keys of a job were saved: forget them',
  access: 'workspace',
  path: jobPath,
  response: z.object({ forgotten: z.literal(true) }),
  costs: 'request',
  async answer({ jobs }, { exchange, act, principal, path }) {
    await jobs.forgetKeys(act, { workspaceId: principal.workspace.id, id: path.id })
    return replyJson(exchange, { forgotten: true })
  },
})

export const JOB_ENDPOINTS: readonly ConsoleEndpoint[] = [
  list,
  create,
  get,
  items,
  events,
  cancel,
  again('retry', 'Try the failed items of a job once more'),
  again('resume', 'Go on with a job that a restart paused; it takes the passphrases again'),
  forgetKeys,
]
