import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { flag, oneOf, optionalTime, text, time, timeText, uuid, whole } from './fields.ts'
import type { AlertRule, Notice } from '../../notifications/notifications.ts'

const tag = 'Alerts'
const WATCHED = ['certificate', 'authority', 'revocationList', 'responder'] as const
const LANGUAGES = ['en', 'cs', 'de'] as const
const path = z.object({ alertId: uuid() })

const ruleSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    watches: z.array(z.enum(WATCHED)),
    // Descending.
    days_before: z.array(z.int()),
    // None: webhooks alone.
    recipients: z.array(z.string()),
    digest: z.boolean(),
    language: z.enum(LANGUAGES),
    enabled: z.boolean(),
    created_at: time(),
    last_mailed_at: time().nullable(),
  })
  .openapi('AlertRule')

const noticeSchema = z
  .object({
    kind: z.enum(WATCHED),
    subject_id: z.string(),
    name: z.string(),
    ca_id: z.string(),
    ca_name: z.string(),
    days_before: z.int(),
    ends_at: time(),
    raised_at: time(),
  })
  .openapi('AlertNotice')

const bodySchema = z.object({
  name: text(100),
  watches: z.array(oneOf(WATCHED)).max(4),
  daysBefore: z.array(whole(1, 3650)).max(10),
  recipients: z.array(text(254)).max(20),
  digest: flag(),
  language: oneOf(LANGUAGES),
  enabled: flag(),
})

const list = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/alerts',
  operationId: 'listAlerts',
  tag,
  summary: 'Who is warned of what, the latest warnings, and whether e-mail can be sent',
  access: 'workspace',
  response: z.object({
    alerts: z.array(ruleSchema),
    notices: z.array(noticeSchema),
    mailIsConfigured: z.boolean(),
  }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal }) {
    const { id } = principal.workspace
    const [alerts, notices] = await Promise.all([
      notifications.listAlertRules(act, id),
      notifications.listNotices(act, id),
    ])
    const { mailIsConfigured } = notifications
    return replyJson(exchange, {
      alerts: alerts.map(render),
      notices: notices.map(renderNotice),
      mailIsConfigured,
    })
  },
})

const create = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/alerts',
  operationId: 'createAlert',
  tag,
  summary: 'Have somebody warned of what ends',
  access: 'workspace',
  body: { schema: bodySchema },
  response: z.object({ alert: ruleSchema }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, body }) {
    const rule = await notifications.createAlertRule(act, principal.workspace.id, body)
    return replyJson(exchange, { alert: render(rule) })
  },
})

const change = consoleEndpoint({
  method: 'put',
  route: '/console/v1/workspaces/{workspaceId}/alerts/{alertId}',
  operationId: 'changeAlert',
  tag,
  summary: 'Change an alert',
  access: 'workspace',
  path,
  body: { schema: bodySchema },
  response: z.object({ alert: ruleSchema }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { alertId }, body }) {
    const which = { workspaceId: principal.workspace.id, id: alertId }
    const rule = await notifications.changeAlertRule(act, which, body)
    return replyJson(exchange, { alert: render(rule) })
  },
})

const remove = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/workspaces/{workspaceId}/alerts/{alertId}',
  operationId: 'removeAlert',
  tag,
  summary: 'Remove an alert',
  access: 'workspace',
  path,
  response: z.object({}),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { alertId } }) {
    await notifications.removeAlertRule(act, { workspaceId: principal.workspace.id, id: alertId })
    return replyJson(exchange, {})
  },
})

const test = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/alerts/{alertId}/test',
  operationId: 'testAlert',
  tag,
  summary: 'Write to the recipients of an alert now',
  access: 'workspace',
  path,
  response: z.object({}),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { alertId } }) {
    await notifications.testAlertRule(act, { workspaceId: principal.workspace.id, id: alertId })
    return replyJson(exchange, {})
  },
})

export const ALERT_ENDPOINTS: readonly ConsoleEndpoint[] = [list, create, change, remove, test]

function render(rule: AlertRule): z.input<typeof ruleSchema> {
  return {
    id: rule.id,
    name: rule.name,
    watches: [...rule.watches],
    days_before: [...rule.daysBefore],
    recipients: [...rule.recipients],
    digest: rule.digest,
    language: rule.language,
    enabled: rule.enabled,
    created_at: timeText(rule.createdAt),
    last_mailed_at: optionalTime(rule.lastMailedAt),
  }
}

function renderNotice(notice: Notice): z.input<typeof noticeSchema> {
  return {
    kind: notice.kind,
    subject_id: notice.subjectId,
    name: notice.name,
    ca_id: notice.authorityId,
    ca_name: notice.authorityName,
    days_before: notice.days,
    ends_at: timeText(notice.deadline),
    raised_at: timeText(notice.raisedAt),
  }
}
