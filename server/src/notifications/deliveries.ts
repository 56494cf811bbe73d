import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type { Delivery, DeliveryState, NewDelivery } from '../store/notifications/webhook-store.ts'
import type { NotificationContext } from './context.ts'
import { TEST_TYPE } from './event-types.ts'
import { messageOf } from './message.ts'
import { findWebhook } from './webhooks.ts'

interface Which {
  readonly workspaceId: Uuid
  readonly id: Uuid
}

/** Newest first. */
export async function listDeliveries(
  context: Pick<NotificationContext, 'store'>,
  act: AuditedAct,
  which: Which,
  state: DeliveryState | undefined,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly deliveries: readonly Delivery[]; readonly total: number }> {
  const { id } = await findWebhook(context, act, which)
  return context.store.notifications.deliveries.list(id, state, page)
}

/** With the body that was sent. */
export async function getDelivery(
  context: Pick<NotificationContext, 'store'>,
  act: AuditedAct,
  which: Which,
  deliveryId: Uuid,
): Promise<Delivery & { readonly body: string }> {
  const { id } = await findWebhook(context, act, which)
  const delivery = await context.store.notifications.deliveries.get(deliveryId)
  if (delivery?.endpointId !== id) throw noDelivery()
  return delivery
}

/** The same message once more, under the same webhook-id: a receiver that has it already may know it again. */
export async function replayDelivery(
  context: Pick<NotificationContext, 'store' | 'now' | 'randomUuid'>,
  act: AuditedAct,
  which: Which,
  deliveryId: Uuid,
): Promise<NewDelivery> {
  const endpoint = await findWebhook(context, act, which)
  requireEnabled(endpoint)
  const { messageId, type } = await getDelivery(context, act, which, deliveryId)
  const delivery = newDelivery(context, endpoint.id, messageId, 'replay')
  const audit = auditEvent(act, 'webhook.replayed', {
    at: delivery.createdAt,
    workspaceId: endpoint.workspaceId,
    subject: endpoint.id,
    detail: { type, message: messageId },
  })
  await context.store.notifications.deliveries.enqueue([], [delivery], [audit])
  return delivery
}

/** A message of the type `webhook.test`, whatever types were chosen. */
export async function testWebhook(
  context: Pick<NotificationContext, 'store' | 'now' | 'randomUuid'>,
  act: AuditedAct,
  which: Which,
): Promise<NewDelivery> {
  const endpoint = await findWebhook(context, act, which)
  requireEnabled(endpoint)
  const { id: subject, workspaceId } = endpoint
  const message = messageOf({
    id: `msg_${newUuid(context.randomUuid)}`,
    workspaceId,
    type: TEST_TYPE,
    subject,
    at: context.now(),
    data: { message: 'This is a test. Somebody has asked for it in the dashboard.' },
  })
  const delivery = newDelivery(context, endpoint.id, message.id, 'test')
  const audit = auditEvent(act, 'webhook.tested', { at: message.at, workspaceId, subject })
  await context.store.notifications.deliveries.enqueue([message], [delivery], [audit])
  return delivery
}

function newDelivery(
  { now, randomUuid }: Pick<NotificationContext, 'now' | 'randomUuid'>,
  endpointId: Uuid,
  messageId: string,
  trigger: NewDelivery['trigger'],
): NewDelivery {
  return { id: newUuid(randomUuid), endpointId, messageId, trigger, createdAt: now() }
}

function requireEnabled({ enabled }: { readonly enabled: boolean }): void {
  if (enabled) return
  throw new Problem('conflict', 'the webhook is turned off; turn it on first')
}

function noDelivery(): Problem {
  return new Problem('notFound', 'no such delivery; after a month they are forgotten')
}
