import { z } from '@hono/zod-openapi'
import { reply, replyJson, type Exchange } from '../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { csvOf, jsonLinesOf, renderAuditEvent } from './audit-lines.ts'
import { instant, oneOf, text, time, timeText, wholeText } from './fields.ts'
import { Problem } from '../../pki/problem.ts'
import type { AuditQuery, NamedAuditEvent } from '../../audit/read.ts'
import type { DatedVerification } from '../../audit/verify-on-request.ts'

const tag = 'Audit log'

const filter = {
  /** An action, or what all of a kind begin with: `apiKey`. */
  action: text(60).optional(),
  actorId: text(200).optional(),
  subject: text(200).optional(),
  from: instant('start').optional(),
  to: instant('end').optional(),
}
const pageQuery = z.object({
  ...filter,
  /** The `next` of the page before. */
  before: text(60).optional(),
  pageSize: wholeText(1, 200).optional(),
})
const exportQuery = z.object({ ...filter, format: oneOf(['csv', 'jsonl']) })

const event = z
  .object({
    at: time(),
    action: z.string(),
    outcome: z.enum(['done', 'refused']),
    actor: z.object({
      kind: z.enum(['apiKey', 'user', 'oauth', 'operator', 'system', 'anonymous']),
      id: z.string(),
      name: z.string().nullable(),
      prefix: z.string().nullable(),
      address: z.string().nullable(),
    }),
    workspace_id: z.uuid().nullable(),
    subject: z.string().nullable(),
    request_id: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .openapi('AuditEvent')

const page = z.object({ events: z.array(event), next: z.string().nullable() })
const verification = z.object({
  isWhole: z.boolean(),
  finishedAt: time(),
  broken: z.array(z.object({ chain: z.string(), position: z.number().int(), reason: z.string() })),
})
const wholeVerification = verification.extend({
  chains: z.number().int(),
  events: z.number().int(),
})

const list = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/audit-log',
  operationId: 'listAuditEvents',
  tag,
  summary: 'What was done in the workspace, newest first',
  access: 'workspace',
  query: pageQuery,
  response: page,
  costs: 'request',
  async answer({ administration }, { exchange, act, principal, query }) {
    const { before, pageSize, ...wanted } = query
    const asked = { ...wanted, workspaceId: principal.workspace.id }
    const found = await administration.readAudit(act, asked, pageOf(before, pageSize))
    return replyJson(exchange, renderPage(found))
  },
})

const leave = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/audit-log/export',
  operationId: 'exportAuditEvents',
  tag,
  summary: 'All that the filter finds, as a file: CSV, or JSON by line',
  access: 'workspace',
  query: exportQuery,
  costs: 'request',
  answer({ administration }, { exchange, act, principal, query: { format, ...wanted } }) {
    const { id, slug } = principal.workspace
    const pages = administration.exportAudit(act, { ...wanted, workspaceId: id })
    return replyFile(exchange, pages, format, `audit-${slug}`)
  },
})

const verify = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/audit-log/verify',
  operationId: 'verifyAuditLog',
  tag,
  summary:
    'Whether nothing was changed, removed or inserted: every link of every chain is computed anew',
  access: 'workspace',
  response: verification,
  costs: 'request',
  async answer({ administration }, { exchange, act, principal }) {
    const found = await administration.verifyOnRequest(act, principal.workspace.id)
    return replyJson(exchange, renderVerification(found))
  },
})

const listInstance = consoleEndpoint({
  method: 'get',
  route: '/console/v1/instance/audit-log',
  operationId: 'listInstanceAuditEvents',
  tag,
  summary: 'What was done in the whole instance, newest first',
  access: 'instance',
  query: pageQuery,
  response: page,
  costs: 'request',
  async answer({ administration }, { exchange, act, query }) {
    const { before, pageSize, ...wanted } = query
    const asked: AuditQuery = { ...wanted, workspaceId: undefined }
    const found = await administration.readAudit(act, asked, pageOf(before, pageSize))
    return replyJson(exchange, renderPage(found))
  },
})

const exportInstance = consoleEndpoint({
  method: 'get',
  route: '/console/v1/instance/audit-log/export',
  operationId: 'exportInstanceAuditEvents',
  tag,
  summary: 'All that the filter finds in the whole instance, as a file',
  access: 'instance',
  query: exportQuery,
  costs: 'request',
  answer({ administration }, { exchange, act, query: { format, ...wanted } }) {
    const pages = administration.exportAudit(act, { ...wanted, workspaceId: undefined })
    return replyFile(exchange, pages, format, 'audit-instance')
  },
})

const verifyInstance = consoleEndpoint({
  method: 'post',
  route: '/console/v1/instance/audit-log/verify',
  operationId: 'verifyInstanceAuditLog',
  tag,
  summary: 'Whether nothing was changed, removed or inserted, and how much was looked at',
  access: 'instance',
  response: wholeVerification,
  costs: 'request',
  async answer({ administration }, { exchange, act }) {
    const found = await administration.verifyOnRequest(act, undefined)
    const { chains, events } = found
    return replyJson(exchange, { ...renderVerification(found), chains, events })
  },
})

export const AUDIT_ENDPOINTS: readonly ConsoleEndpoint[] = [
  list,
  leave,
  verify,
  listInstance,
  exportInstance,
  verifyInstance,
]

const PLACE = /^(\d{1,15})-(\d{1,15})$/
const PAGE_SIZE = 50

function pageOf(
  before: string | undefined,
  pageSize = PAGE_SIZE,
): { readonly before: { at: number; seq: number } | undefined; readonly limit: number } {
  if (before === undefined) return { before, limit: pageSize }
  const [, at, seq] = PLACE.exec(before) ?? []
  if (at === undefined || seq === undefined) {
    throw new Problem('invalidRequest', 'before must be the next of an earlier page', {
      field: 'before',
    })
  }
  return { before: { at: Number(at), seq: Number(seq) }, limit: pageSize }
}

function renderPage(found: {
  readonly events: readonly NamedAuditEvent[]
  readonly next: { readonly at: number; readonly seq: number } | undefined
}): object {
  const { events, next } = found
  return {
    events: events.map(renderAuditEvent),
    next: next ? `${next.at}-${next.seq}` : null,
  }
}

function renderVerification(found: DatedVerification): z.input<typeof verification> {
  return {
    isWhole: found.broken.length === 0,
    finishedAt: timeText(found.finishedAt),
    broken: [...found.broken],
  }
}

function replyFile(
  exchange: Exchange,
  pages: AsyncIterable<readonly NamedAuditEvent[]>,
  format: 'csv' | 'jsonl',
  name: string,
): Response {
  exchange.headers['Content-Disposition'] = `attachment; filename="${name}.${format}"`
  const lines = format === 'csv' ? csvOf(pages) : jsonLinesOf(pages)
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8'
  return reply(exchange, 200, type, encoded(lines))
}

function encoded(lines: AsyncIterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  const iterator = lines[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
