import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { EVENT_TYPES } from '../../notifications/event-types.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { flag, optionalTime, text, time, timeText, uuid } from './fields.ts'
import { DELIVERY_ENDPOINTS } from './webhook-deliveries.ts'
import type { WebhookEndpoint } from '../../notifications/notifications.ts'

const tag = 'Webhooks'
const path = z.object({ webhookId: uuid() })

const webhookSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    description: z.string(),
    // Empty: every one.
    events: z.array(z.string()),
    enabled: z.boolean(),
    created_at: time(),
    last_success_at: time().nullable(),
    failing_since: time().nullable(),
    // Until then the former secret signs too.
    former_secret_until: time().nullable(),
  })
  .openapi('Webhook')

const events = z.array(text(100)).max(200)
const withSecret = z.object({ webhook: webhookSchema, secret: z.string() })

const list = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/webhooks',
  operationId: 'listWebhooks',
  tag,
  summary: 'The webhooks of a workspace, and what types of events there are',
  access: 'workspace',
  response: z.object({ webhooks: z.array(webhookSchema), eventTypes: z.array(z.string()) }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal }) {
    const webhooks = await notifications.listWebhooks(act, principal.workspace.id)
    return replyJson(exchange, { webhooks: webhooks.map(render), eventTypes: EVENT_TYPES })
  },
})

const get = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}',
  operationId: 'getWebhook',
  tag,
  summary: 'One webhook',
  access: 'workspace',
  path,
  response: z.object({ webhook: webhookSchema }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { webhookId } }) {
    const which = { workspaceId: principal.workspace.id, id: webhookId }
    return replyJson(exchange, { webhook: render(await notifications.findWebhook(act, which)) })
  },
})

const create = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/webhooks',
  operationId: 'createWebhook',
  tag,
  summary: 'Make a webhook; its signing secret is shown this once',
  access: 'workspace',
  body: {
    schema: z.object({
      url: text(2048),
      description: text(200).default(''),
      events: events.default([]),
      enabled: flag().default(true),
    }),
  },
  response: withSecret,
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, body }) {
    const request = { ...body, workspaceId: principal.workspace.id }
    const { endpoint, secret } = await notifications.createWebhook(act, request)
    return replyJson(exchange, { webhook: render(endpoint), secret: secret.reveal() })
  },
})

const change = consoleEndpoint({
  method: 'patch',
  route: '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}',
  operationId: 'changeWebhook',
  tag,
  summary: 'Change a webhook; turning one on forgets that it was failing',
  access: 'workspace',
  path,
  body: {
    schema: z.object({
      url: text(2048).optional(),
      description: text(200).optional(),
      events: events.optional(),
      enabled: flag().optional(),
    }),
  },
  response: z.object({ webhook: webhookSchema }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { webhookId }, body }) {
    const { url, description, events: wanted, enabled } = body
    const changes = {
      ...(url !== undefined && { url }),
      ...(description !== undefined && { description }),
      ...(wanted !== undefined && { events: wanted }),
      ...(enabled !== undefined && { enabled }),
    }
    const which = { workspaceId: principal.workspace.id, id: webhookId }
    const webhook = await notifications.changeWebhook(act, { ...which, changes })
    return replyJson(exchange, { webhook: render(webhook) })
  },
})

const remove = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}',
  operationId: 'removeWebhook',
  tag,
  summary: 'Remove a webhook, and what waits to be delivered to it',
  access: 'workspace',
  path,
  response: z.object({}),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { webhookId } }) {
    await notifications.removeWebhook(act, { workspaceId: principal.workspace.id, id: webhookId })
    return replyJson(exchange, {})
  },
})

const rotate = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/rotate-secret',
  operationId: 'rotateWebhookSecret',
  tag,
  summary: 'Make a new signing secret, shown this once; for a day the former one signs beside it',
  access: 'workspace',
  path,
  response: withSecret,
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { webhookId } }) {
    const which = { workspaceId: principal.workspace.id, id: webhookId }
    const { endpoint, secret } = await notifications.rotateWebhookSecret(act, which)
    return replyJson(exchange, { webhook: render(endpoint), secret: secret.reveal() })
  },
})

export const WEBHOOK_ENDPOINTS: readonly ConsoleEndpoint[] = [
  list,
  get,
  create,
  change,
  remove,
  rotate,
  ...DELIVERY_ENDPOINTS,
]

function render(endpoint: WebhookEndpoint): z.input<typeof webhookSchema> {
  return {
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    events: [...endpoint.events],
    enabled: endpoint.enabled,
    created_at: timeText(endpoint.createdAt),
    last_success_at: optionalTime(endpoint.lastSuccessAt),
    failing_since: optionalTime(endpoint.failingSince),
    former_secret_until: optionalTime(endpoint.formerSecretUntil),
  }
}
