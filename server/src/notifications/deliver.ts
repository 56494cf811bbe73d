import { setImmediate as nextTurn } from 'node:timers/promises'
import { encodePem } from '@certman/x509'
import { auditEvent } from '../audit/events.ts'
import type { AuditEvent } from '../pki/audit-event.ts'
import type { Uuid } from '../pki/identifier.ts'
import type {
  Attempt,
  ClaimedDelivery,
  Settlement,
  WebhookEndpoint,
} from '../store/notifications/webhook-store.ts'
import { waitBeforeNext } from './backoff.ts'
import type { NotificationContext } from './context.ts'
import type { Posted } from './post.ts'
import { openSecrets } from './signing-secrets.ts'
import { signatureHeaders } from './signature.ts'

const AT_ONCE = 32
/** Longer than an attempt may take: a server that dies is stood in for after this. */
const LEASE_MILLISECONDS = 30_000
const PROBE_MILLISECONDS = 3_600_000

const TASK = {
  principal: { kind: 'system', task: 'deliver webhooks' },
  requestId: null,
} as const

type DeliveryContext = Pick<NotificationContext, 'store' | 'now' | 'sealing' | 'post'>

export interface DelivererOptions {
  /** Names this server among those that share the database. */
  readonly holder: string
  /** From 0 to 1. */
  readonly chance: () => number
  readonly failed: (error: unknown) => void
}

/** Sends what is due, several at once. Disposing of it ends what is under way: it stays due, and is sent again. */
export class WebhookDeliverer implements AsyncDisposable {
  readonly #context: DeliveryContext
  readonly #options: DelivererOptions
  readonly #ending = new AbortController()
  readonly #running = new Set<Promise<void>>()
  #goesOn = false

  constructor(context: DeliveryContext, options: DelivererOptions) {
    this.#context = context
    this.#options = options
  }

  /** Begins what is due, as far as there is room. @returns how many were begun */
  async round(): Promise<number> {
    const { store, now } = this.#context
    const { deliveries } = store.notifications
    const room = AT_ONCE - this.#running.size
    if (room <= 0 || this.#ending.signal.aborted || !(await deliveries.areDue(now()))) return 0
    const at = now()
    const claimed = await deliveries.claim({
      holder: this.#options.holder,
      now: at,
      until: at + LEASE_MILLISECONDS,
      probeAt: at + PROBE_MILLISECONDS,
      limit: room,
    })
    const roots = new Map<Uuid, Promise<readonly string[]>>()
    for (const delivery of claimed) {
      const { workspaceId } = delivery.endpoint
      const trusted = roots.get(workspaceId) ?? rootsOf(this.#context, workspaceId)
      roots.set(workspaceId, trusted)
      this.#begin(this.#deliver(delivery, trusted).then(() => this.#goOn()))
    }
    return claimed.length
  }

  #begin(work: Promise<void>): void {
    const run = work.catch(this.#options.failed)
    this.#running.add(run)
    void run.finally(() => this.#running.delete(run))
  }

  /** There is room again: whoever waits need not wait for the clock. Ends that come together share one round. */
  #goOn(): void {
    if (this.#goesOn || this.#ending.signal.aborted) return
    this.#goesOn = true
    this.#begin(
      nextTurn().then(async () => {
        this.#goesOn = false
        await this.round()
      }),
    )
  }

  /** Until nothing is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  async #deliver(
    delivery: ClaimedDelivery,
    trustedRoots: Promise<readonly string[]>,
  ): Promise<void> {
    const { store, now } = this.#context
    const started = performance.now()
    const at = now()
    let posted: Posted
    try {
      posted = await this.#send(delivery, await trustedRoots, at)
    } catch (error) {
      if (this.#ending.signal.aborted) return
      this.#options.failed(error)
      posted = { status: null, error: 'a fault of this server; its log tells more', excerpt: '' }
    }
    const milliseconds = Math.round(performance.now() - started)
    const attempt = { at, ...posted, milliseconds }
    const settlement = settle(delivery, attempt, now(), this.#options.chance())
    const audit = failing(delivery.endpoint, settlement)
    await store.notifications.deliveries.settle(
      delivery.id,
      this.#options.holder,
      settlement,
      audit,
    )
  }

  async #send(
    { endpoint, message }: ClaimedDelivery,
    trustedRoots: readonly string[],
    at: number,
  ): Promise<Posted> {
    const secrets = await openSecrets(this.#context, endpoint, at)
    return this.#context.post({
      url: endpoint.url,
      headers: {
        // CloudEvents HTTP binding, §3.2: the whole event in the body.
        'Content-Type': 'application/cloudevents+json; charset=utf-8',
        'User-Agent': 'Certman-Webhooks/1',
        ...signatureHeaders(message, secrets, at),
      },
      body: message.body,
      trustedRoots,
      ending: this.#ending.signal,
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort()
    await this.settled()
  }
}

function settle(
  { attempts, endpoint }: ClaimedDelivery,
  attempt: Attempt,
  now: number,
  chance: number,
): Settlement {
  const probeAt = now + PROBE_MILLISECONDS
  if (attempt.error === null) {
    return { state: 'delivered', nextAttemptAt: null, attempt, endpoint: 'works', probeAt }
  }
  // Standard Webhooks: whoever answers 410 wants to hear no more.
  if (attempt.status === 410) {
    return { state: 'failed', nextAttemptAt: null, attempt, endpoint: 'gone', probeAt }
  }
  const wait = waitBeforeNext(attempts, chance)
  if (wait === undefined) {
    return { state: 'failed', nextAttemptAt: null, attempt, endpoint: 'fails', probeAt }
  }
  // What a failing endpoint is asked each hour is asked again in its turn.
  const nextAttemptAt = endpoint.failingSince === null ? now + wait : now
  return { state: 'pending', nextAttemptAt, attempt, endpoint: 'same', probeAt }
}

function failing(endpoint: WebhookEndpoint, settlement: Settlement): readonly AuditEvent[] {
  const isNew = settlement.endpoint === 'gone' || settlement.endpoint === 'fails'
  if (!isNew || endpoint.failingSince !== null) return []
  return [
    auditEvent(TASK, 'webhook.failing', {
      at: settlement.attempt.at,
      workspaceId: endpoint.workspaceId,
      subject: endpoint.id,
      detail: { description: endpoint.description, status: settlement.attempt.status },
    }),
  ]
}

/** A receiver inside may have its certificate from the very CA that reports to it. */
async function rootsOf(
  { store }: Pick<DeliveryContext, 'store'>,
  workspaceId: Uuid,
): Promise<readonly string[]> {
  const roots = await store.authorities.list({ workspaceId, type: 'root' })
  return roots.map((root) => encodePem('CERTIFICATE', root.certificate))
}
