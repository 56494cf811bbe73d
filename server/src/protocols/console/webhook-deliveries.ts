import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { oneOf, optionalTime, time, timeText, uuid, wholeText } from './fields.ts'
import type { Delivery } from '../../notifications/notifications.ts'

const tag = 'Webhooks'
const PAGE_SIZE = 25
const STATES = ['pending', 'delivered', 'failed'] as const

const deliverySchema = z
  .object({
    id: z.string(),
    // The header webhook-id.
    message_id: z.string(),
    type: z.string(),
    trigger: z.enum(['event', 'test', 'replay']),
    state: z.enum(STATES),
    attempts: z.int(),
    created_at: time(),
    next_attempt_at: time().nullable(),
    attempted_at: time().nullable(),
    response_status: z.int().nullable(),
    error: z.string().nullable(),
    response_excerpt: z.string(),
    duration_ms: z.int().nullable(),
  })
  .openapi('WebhookDelivery')

const begun = z.object({ deliveryId: z.string() })

const list = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/deliveries',
  operationId: 'listWebhookDeliveries',
  tag,
  summary: 'What was sent to a webhook and what is to be sent, newest first',
  access: 'workspace',
  path: z.object({ webhookId: uuid() }),
  query: z.object({
    state: oneOf(STATES).optional(),
    page: wholeText(1, 100_000).optional(),
  }),
  response: z.object({
    deliveries: z.array(deliverySchema),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    totalPages: z.int(),
  }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { webhookId }, query }) {
    const { state, page = 1 } = query
    const which = { workspaceId: principal.workspace.id, id: webhookId }
    const slice = { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }
    const { deliveries, total } = await notifications.listDeliveries(act, which, state, slice)
    return replyJson(exchange, {
      deliveries: deliveries.map(render),
      total,
      page,
      pageSize: PAGE_SIZE,
      totalPages: Math.ceil(total / PAGE_SIZE),
    })
  },
})

const path = z.object({ webhookId: uuid(), deliveryId: uuid() })

const get = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/deliveries/{deliveryId}',
  operationId: 'getWebhookDelivery',
  tag,
  summary: 'One delivery, with the body that was sent',
  access: 'workspace',
  path,
  response: z.object({ delivery: deliverySchema, body: z.string() }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { webhookId, deliveryId } }) {
    const which = { workspaceId: principal.workspace.id, id: webhookId }
    const { body, ...delivery } = await notifications.getDelivery(act, which, deliveryId)
    return replyJson(exchange, { delivery: render(delivery), body })
  },
})

const replay = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay',
  operationId: 'replayWebhookDelivery',
  tag,
  summary: 'Send the same message once more, under the same webhook-id',
  access: 'workspace',
  path,
  response: begun,
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { webhookId, deliveryId } }) {
    const which = { workspaceId: principal.workspace.id, id: webhookId }
    const { id } = await notifications.replayDelivery(act, which, deliveryId)
    return replyJson(exchange, { deliveryId: id })
  },
})

const test = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/test',
  operationId: 'testWebhook',
  tag,
  summary: 'Send a message of the type webhook.test',
  access: 'workspace',
  path: z.object({ webhookId: uuid() }),
  response: begun,
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal, path: { webhookId } }) {
    const which = { workspaceId: principal.workspace.id, id: webhookId }
    const { id } = await notifications.testWebhook(act, which)
    return replyJson(exchange, { deliveryId: id })
  },
})

export const DELIVERY_ENDPOINTS: readonly ConsoleEndpoint[] = [list, get, replay, test]

function render(delivery: Delivery): z.input<typeof deliverySchema> {
  const { attempt } = delivery
  return {
    id: delivery.id,
    message_id: delivery.messageId,
    type: delivery.type,
    trigger: delivery.trigger,
    state: delivery.state,
    attempts: delivery.attempts,
    created_at: timeText(delivery.createdAt),
    next_attempt_at: optionalTime(delivery.nextAttemptAt),
    attempted_at: optionalTime(attempt?.at ?? null),
    response_status: attempt?.status ?? null,
    error: attempt?.error ?? null,
    response_excerpt: attempt?.excerpt ?? '',
    duration_ms: attempt?.milliseconds ?? null,
  }
}
