import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireRole } from '../pki/authorization.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type { SecretText } from '../pki/secret-text.ts'
import type { WebhookEndpoint } from '../store/notifications/webhook-store.ts'
import type { NotificationContext } from './context.ts'
import { chooseDestination, parseDestination } from './destination.ts'
import { EVENT_TYPES } from './event-types.ts'
import { newSigningSecret } from './signature.ts'
import { sealSecret } from './signing-secrets.ts'

const MOST_ENDPOINTS = 20
const OVERLAP_MILLISECONDS = 24 * 3_600_000

export interface WebhookRequest {
  readonly workspaceId: Uuid
  readonly url: string
  /** At most 200 characters. */
  readonly description: string
  /** None: every type, also those to come. */
  readonly events: readonly string[]
  readonly enabled: boolean
}

export interface WebhookWithSecret {
  readonly endpoint: WebhookEndpoint
  /** Shown once. */
  readonly secret: SecretText
}

/** @throws Problem `forbidden`; `invalidRequest` for a place where webhooks may not go */
export async function createWebhook(
  context: NotificationContext,
  act: AuditedAct,
  request: WebhookRequest,
): Promise<WebhookWithSecret> {
  requireRole(act.principal, request.workspaceId, 'admin')
  const wanted = { ...request, ...(await checked(context, request)) }
  const secret = newSigningSecret(context.random)
  const endpoint: WebhookEndpoint = {
    id: newUuid(context.randomUuid),
    workspaceId: request.workspaceId,
    url: wanted.url,
    description: wanted.description,
    events: wanted.events,
    enabled: wanted.enabled,
    secretVersion: 1,
    formerSecretUntil: null,
    createdAt: context.now(),
    lastSuccessAt: null,
    failingSince: null,
  }
  using _sealing = context.sealing.hold()
  const sealed = sealSecret(context, { id: endpoint.id, version: 1 }, secret)
  const outcome = await context.store.notifications.webhooks.create(
    endpoint,
    sealed,
    MOST_ENDPOINTS,
    [auditOf(context, act, 'webhook.created', endpoint)],
  )
  if (outcome === 'tooMany') {
    throw new Problem(
      'policyRefused',
      `a workspace has at most ${MOST_ENDPOINTS} webhooks; remove one first`,
    )
  }
  return { endpoint, secret }
}

/** @throws Problem `notFound`, the same for another workspace's as for one that is not there */
export async function changeWebhook(
  context: NotificationContext,
  act: AuditedAct,
  {
    workspaceId,
    id,
    changes,
  }: {
    readonly workspaceId: Uuid
    readonly id: Uuid
    readonly changes: Partial<Omit<WebhookRequest, 'workspaceId'>>
  },
): Promise<WebhookEndpoint> {
  const before = await findWebhook(context, act, { workspaceId, id })
  const accepted = { ...changes, ...(await checked(context, changes)) }
  const after = { ...before, ...accepted }
  const audit = auditOf(context, act, 'webhook.changed', after)
  const { webhooks } = context.store.notifications
  if ((await webhooks.change(id, accepted, [audit])) === 'notFound') throw noWebhook()
  return (await webhooks.get(id)) ?? after
}

export async function removeWebhook(
  context: NotificationContext,
  act: AuditedAct,
  which: { readonly workspaceId: Uuid; readonly id: Uuid },
): Promise<void> {
  const endpoint = await findWebhook(context, act, which)
  const audit = auditOf(context, act, 'webhook.removed', endpoint)
  const { webhooks } = context.store.notifications
  if ((await webhooks.remove(endpoint.id, [audit])) === 'notFound') throw noWebhook()
}

/** The former secret goes on signing beside the new one for a day, so that receivers can be told one by one. */
export async function rotateWebhookSecret(
  context: NotificationContext,
  act: AuditedAct,
  which: { readonly workspaceId: Uuid; readonly id: Uuid },
): Promise<WebhookWithSecret> {
  const endpoint = await findWebhook(context, act, which)
  const secret = newSigningSecret(context.random)
  const { id, secretVersion: version } = endpoint
  using _sealing = context.sealing.hold()
  const sealed = sealSecret(context, { id, version: version + 1 }, secret)
  const formerUntil = context.now() + OVERLAP_MILLISECONDS
  const outcome = await context.store.notifications.webhooks.rotateSecret(
    id,
    { version, secret: sealed, formerUntil },
    [auditOf(context, act, 'webhook.secretRotated', endpoint)],
  )
  if (outcome === 'changedMeanwhile') {
    throw new Problem('conflict', 'the secret was rotated a moment ago; load the page again')
  }
  return {
    endpoint: { ...endpoint, secretVersion: version + 1, formerSecretUntil: formerUntil },
    secret,
  }
}

export async function listWebhooks(
  context: NotificationContext,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<readonly WebhookEndpoint[]> {
  requireRole(act.principal, workspaceId, 'admin')
  return context.store.notifications.webhooks.list(workspaceId)
}

/** @throws Problem `forbidden`, `notFound` */
export async function findWebhook(
  context: Pick<NotificationContext, 'store'>,
  act: AuditedAct,
  { workspaceId, id }: { readonly workspaceId: Uuid; readonly id: Uuid },
): Promise<WebhookEndpoint> {
  requireRole(act.principal, workspaceId, 'admin')
  const endpoint = await context.store.notifications.webhooks.get(id)
  if (endpoint?.workspaceId !== workspaceId) throw noWebhook()
  return endpoint
}

function noWebhook(): Problem {
  return new Problem('notFound', 'no such webhook; list them to find the one you mean')
}

type Checked = Partial<Pick<WebhookRequest, 'url' | 'description' | 'events'>>

/** Of what is given. A name that has no address now may have one later; a place that is refused stays refused. */
async function checked(
  context: Pick<NotificationContext, 'reach' | 'network'>,
  { url, description, events }: Checked,
): Promise<Checked> {
  if (description !== undefined && Array.from(description).length > 200) {
    throw invalid('description', 'the description has more than 200 characters; shorten it')
  }
  const unknown = events?.find((event) => !EVENT_TYPES.includes(event))
  if (unknown !== undefined) {
    throw invalid('events', `there is no event ${unknown}; choose from the list`)
  }
  return {
    ...(url !== undefined && { url: await checkedUrl(context, url) }),
    ...(description !== undefined && { description: description.trim() }),
    ...(events !== undefined && { events: EVENT_TYPES.filter((one) => events.includes(one)) }),
  }
}

async function checkedUrl(
  { reach, network }: Pick<NotificationContext, 'reach' | 'network'>,
  text: string,
): Promise<string> {
  const url = parseDestination(text.trim())
  if (typeof url === 'string') throw invalid('url', `the URL ${url}`)
  const destination = await chooseDestination(url.href, reach, network)
  if (!destination.allowed) throw invalid('url', destination.reason)
  return url.href
}

function invalid(field: string, message: string): Problem {
  return new Problem('invalidRequest', message, { field })
}

/** The host alone: what stands in a path is often as good as a password. */
function auditOf(
  { now }: Pick<NotificationContext, 'now'>,
  act: AuditedAct,
  action: 'webhook.created' | 'webhook.changed' | 'webhook.removed' | 'webhook.secretRotated',
  endpoint: WebhookEndpoint,
): ReturnType<typeof auditEvent> {
  const { id, workspaceId, description, enabled, events } = endpoint
  return auditEvent(act, action, {
    at: now(),
    workspaceId,
    subject: id,
    detail: {
      host: new URL(endpoint.url).host,
      description,
      enabled,
      events: events.length === 0 ? 'all' : events.join(' '),
    },
  })
}
