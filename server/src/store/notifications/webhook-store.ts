import type { AuditEvent } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'

type Audit = readonly AuditEvent[]

export interface WebhookEndpoint {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly url: string
  readonly description: string
  /** Types of events; empty: every one. */
  readonly events: readonly string[]
  readonly enabled: boolean
  /** The secret of now is `webhook/{id}/{secretVersion}` among the sealed secrets. */
  readonly secretVersion: number
  /** Until then the secret before it signs too; null: there is none. */
  readonly formerSecretUntil: number | null
  readonly createdAt: number
  readonly lastSuccessAt: number | null
  /** Since a delivery was given up; then one is tried each hour, until one arrives. */
  readonly failingSince: number | null
}

export interface SealedSecret {
  readonly name: string
  readonly sealed: Uint8Array
}

export type WebhookChanges = Partial<
  Pick<WebhookEndpoint, 'url' | 'description' | 'events' | 'enabled'>
>

export interface WebhookStore {
  get(id: Uuid): Promise<WebhookEndpoint | undefined>
  /** Oldest first. */
  list(workspaceId: Uuid): Promise<readonly WebhookEndpoint[]>
  /** Of all workspaces. */
  enabled(): Promise<readonly WebhookEndpoint[]>
  create(
    endpoint: WebhookEndpoint,
    secret: SealedSecret,
    limit: number,
    audit: Audit,
  ): Promise<'created' | 'tooMany'>
  /** Enabling one that is failing forgets that it was. */
  change(id: Uuid, changes: WebhookChanges, audit: Audit): Promise<'changed' | 'notFound'>
  /** With its secrets and its deliveries. */
  remove(id: Uuid, audit: Audit): Promise<'removed' | 'notFound'>
  /** @param version the one that is replaced; the new secret's is the next */
  rotateSecret(
    id: Uuid,
    rotation: {
      readonly version: number
      readonly secret: SealedSecret
      readonly formerUntil: number
    },
    audit: Audit,
  ): Promise<'rotated' | 'changedMeanwhile'>
}

/** A row of the audit log that no webhook has been told of yet. */
export interface UntoldEvent {
  readonly chain: string
  readonly position: number
  readonly event: AuditEvent
}

/** How far a chain of the audit log was told. */
export interface CursorMove {
  readonly chain: string
  readonly from: number
  readonly to: number
}

export interface WebhookMessage {
  /** The header webhook-id, and the event's id in its body. */
  readonly id: string
  readonly workspaceId: Uuid
  readonly type: string
  readonly body: string
  readonly at: number
}

export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]
export type DeliveryTrigger = 'event' | 'test' | 'replay'

export interface NewDelivery {
  readonly id: Uuid
  readonly endpointId: Uuid
  readonly messageId: string
  readonly trigger: DeliveryTrigger
  readonly createdAt: number
}

export interface Attempt {
  readonly at: number
  /** null: no answer came. */
  readonly status: number | null
  /** null: it was taken. */
  readonly error: string | null
  readonly excerpt: string
  readonly milliseconds: number
}

export interface Delivery extends NewDelivery {
  readonly type: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly nextAttemptAt: number | null
  /** The last one. */
  readonly attempt: Attempt | null
}

export interface ClaimedDelivery {
  readonly id: Uuid
  /** How many there were, this one included. */
  readonly attempts: number
  readonly endpoint: WebhookEndpoint
  readonly message: WebhookMessage
}

export interface Settlement {
  readonly state: DeliveryState
  readonly nextAttemptAt: number | null
  readonly attempt: Attempt
  /** What becomes of the endpoint: `gone` turns it off. */
  readonly endpoint: 'works' | 'fails' | 'gone' | 'same'
  /** When one that fails is tried again. */
  readonly probeAt: number
}

export interface DeliveryStore {
  /** What the audit log holds beyond the cursors; each chain's rows stand together, in order. */
  untold(limit: number): Promise<readonly UntoldEvent[]>
  /** Cursors move and deliveries appear in one transaction: so nothing is lost and nothing is told twice. */
  fanOut(
    moves: readonly CursorMove[],
    messages: readonly WebhookMessage[],
    deliveries: readonly NewDelivery[],
  ): Promise<'told' | 'toldMeanwhile'>
  /** While there is no webhook, nobody will want to hear of what has been. */
  skipToEnd(): Promise<void>
  /** For tests and replays. A message that is there already stays as it is. */
  enqueue(
    messages: readonly WebhookMessage[],
    deliveries: readonly NewDelivery[],
    audit: Audit,
  ): Promise<void>
  /** Whether a claim would find something. */
  areDue(now: number): Promise<boolean>
  /** Leases what is due to one server; several per endpoint, and one an hour of an endpoint that fails. */
  claim(claim: {
    readonly holder: string
    readonly now: number
    readonly until: number
    readonly probeAt: number
    readonly limit: number
  }): Promise<readonly ClaimedDelivery[]>
  /** `leaseLost`: another server has it now, and will settle it. */
  settle(
    id: Uuid,
    holder: string,
    settlement: Settlement,
    audit: Audit,
  ): Promise<'settled' | 'leaseLost'>
  /** Newest first. */
  list(
    endpointId: Uuid,
    state: DeliveryState | undefined,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly deliveries: readonly Delivery[]; readonly total: number }>
  get(id: Uuid): Promise<(Delivery & { readonly body: string }) | undefined>
  /** Gives up what waited since before `waiting`, forgets what ended before `ended`. @returns how many went (bounded) */
  prune(before: { readonly waiting: number; readonly ended: number }): Promise<number>
}
