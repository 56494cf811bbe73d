import { newUuid, type Uuid } from '../pki/identifier.ts'
import type {
  CursorMove,
  NewDelivery,
  UntoldEvent,
  WebhookEndpoint,
  WebhookMessage,
} from '../store/notifications/webhook-store.ts'
import type { NotificationContext } from './context.ts'
import { isNews } from './event-types.ts'
import { newsOf } from './message.ts'

const AT_ONCE = 200
/** What nobody listens to is passed by from time to time, so that the first listener need not wait for it. */
const SKIP_MILLISECONDS = 60_000

type TellingContext = Pick<NotificationContext, 'store' | 'now' | 'randomUuid'>

/**
 * The audit log is the outbox: what an act wrote there, in its own transaction, is turned into deliveries here, later and
 * beside it. However a server ends, the next one goes on where the cursor stands.
 */
export class WebhookTeller {
  readonly #context: TellingContext
  #skippedAt = 0

  constructor(context: TellingContext) {
    this.#context = context
  }

  /** Until everything is told, or the server ends. */
  async round(ending?: AbortSignal): Promise<void> {
    const { store, now } = this.#context
    const { webhooks, deliveries } = store.notifications
    const endpoints = await webhooks.enabled()
    if (endpoints.length === 0) {
      if (now() - this.#skippedAt < SKIP_MILLISECONDS) return
      this.#skippedAt = now()
      if ((await deliveries.untold(1)).length > 0) await deliveries.skipToEnd()
      return
    }
    while (ending?.aborted !== true) {
      const untold = await deliveries.untold(AT_ONCE)
      if (untold.length === 0) return
      await tell(this.#context, endpoints, untold)
    }
  }
}

async function tell(
  context: TellingContext,
  endpoints: readonly WebhookEndpoint[],
  untold: readonly UntoldEvent[],
): Promise<void> {
  const messages: WebhookMessage[] = []
  const deliveries: NewDelivery[] = []
  const createdAt = context.now()
  for (const one of untold) {
    const { workspaceId } = one.event
    const wanting = endpoints.filter((endpoint) => wants(endpoint, one))
    if (workspaceId === null || wanting.length === 0) continue
    const message = newsOf(one, workspaceId, await certificateOf(context, one))
    messages.push(message)
    for (const { id: endpointId } of wanting) {
      const id = newUuid(context.randomUuid)
      deliveries.push({ id, endpointId, messageId: message.id, trigger: 'event', createdAt })
    }
  }
  // `toldMeanwhile`: another server was quicker, and the next page begins behind what it told.
  await context.store.notifications.deliveries.fanOut(movesOf(untold), messages, deliveries)
}

/** Nobody is told of what was before they asked, and no endpoint of its own trouble. */
function wants(endpoint: WebhookEndpoint, { event }: UntoldEvent): boolean {
  if (endpoint.workspaceId !== event.workspaceId || event.outcome !== 'done') return false
  if (!isNews(event.action) || event.at < endpoint.createdAt) return false
  if (event.subject === endpoint.id) return false
  return endpoint.events.length === 0 || endpoint.events.includes(event.action)
}

async function certificateOf(
  { store }: Pick<TellingContext, 'store'>,
  { event }: UntoldEvent,
): Promise<Awaited<ReturnType<TellingContext['store']['certificates']['get']>>> {
  if (event.subject === null || !event.action.startsWith('certificate.')) return undefined
  return store.certificates.get(event.subject as Uuid)
}

function movesOf(untold: readonly UntoldEvent[]): readonly CursorMove[] {
  const moves = new Map<string, CursorMove>()
  for (const { chain, position } of untold) {
    const from = moves.get(chain)?.from ?? position - 1
    moves.set(chain, { chain, from, to: position })
  }
  return [...moves.values()]
}
