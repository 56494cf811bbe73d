import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type {
  Attempt,
  ClaimedDelivery,
  Delivery,
  DeliveryState,
  DeliveryTrigger,
  Settlement,
} from './webhook-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'
import { WEBHOOK_COLUMNS, webhookFromRow, type WebhookRow } from './webhooks.ts'

/** So that one slow receiver leaves room for the others. */
const AT_ONCE_PER_ENDPOINT = 4
const PRUNED_AT_ONCE = 500

const IS_DUE = `d.state = 'pending' and d.next_attempt_at <= ? and d.lease_until <= ?`
const READY = `w.enabled = 1 and (w.failing_since is null or w.probe_at <= ?)
  and exists (select 1 from webhook_deliveries d where d.endpoint_id = w.id and ${IS_DUE})`
const ARE_DUE = statement(`select 1 as due from webhook_endpoints w where ${READY} limit 1`)
// In no order, so that none is always the last.
const READY_ENDPOINTS = statement(
  `select w.id, w.failing_since from webhook_endpoints w where ${READY} order by random()`,
)
const UNDER_WAY = statement(`select count(*) as total from webhook_deliveries d
  where d.endpoint_id = ? and d.lease_holder is not null and d.lease_until > ?`)
const DUE = statement(`select d.seq from webhook_deliveries d
  where d.endpoint_id = ? and ${IS_DUE} order by d.next_attempt_at, d.seq limit ?`)
const LEASE = statement(`update webhook_deliveries
  set lease_holder = ?, lease_until = ?, attempts = attempts + 1
  where seq = ? and state = 'pending' and lease_until <= ? returning id`)
const NEXT_PROBE = statement(`update webhook_endpoints set probe_at = ?
  where id = ? and failing_since is not null`)
const CLAIMED =
  statement(`select ${WEBHOOK_COLUMNS}, d.attempts, m.id as message_id, m.type, m.body, m.at
  from webhook_deliveries d
  join webhook_endpoints w on w.id = d.endpoint_id
  join webhook_messages m on m.id = d.message_id
  where d.id = ?`)
const SETTLE = statement(`update webhook_deliveries
  set state = ?, next_attempt_at = ?, lease_holder = null, lease_until = 0,
    attempted_at = ?, status = ?, error = ?, excerpt = ?, milliseconds = ?
  where id = ? and lease_holder = ?`)
const WORKS = statement(`update webhook_endpoints
  set last_success_at = ?, failing_since = null, probe_at = 0
  where id = (select endpoint_id from webhook_deliveries where id = ?)`)
const FAILS = statement(`update webhook_endpoints
  set failing_since = coalesce(failing_since, ?), probe_at = ?
  where id = (select endpoint_id from webhook_deliveries where id = ?)`)
const GONE = statement(`update webhook_endpoints set enabled = 0, failing_since = null
  where id = (select endpoint_id from webhook_deliveries where id = ?)`)

const DELIVERY_COLUMNS = `d.id, d.endpoint_id, d.message_id, d.cause, d.state, d.attempts, d.next_attempt_at,
  d.attempted_at, d.status, d.error, d.excerpt, d.milliseconds, d.created_at, m.type, m.body`
const FROM = 'webhook_deliveries d join webhook_messages m on m.id = d.message_id'
const LIST = statement(`select ${DELIVERY_COLUMNS} from ${FROM}
  where d.endpoint_id = ? and (cast(? as text) is null or d.state = ?)
  order by d.seq desc limit ? offset ?`)
const COUNT = statement(`select count(*) as total from webhook_deliveries d
  where d.endpoint_id = ? and (cast(? as text) is null or d.state = ?)`)
const GET = statement(`select ${DELIVERY_COLUMNS} from ${FROM} where d.id = ?`)

const GIVE_UP = statement(`update webhook_deliveries
  set state = 'failed', next_attempt_at = null, lease_holder = null, error = coalesce(error, 'waited too long')
  where seq in (select seq from webhook_deliveries
    where created_at < ? and state = 'pending' order by created_at limit ${PRUNED_AT_ONCE})`)
const FORGET = statement(`delete from webhook_deliveries where seq in (
  select seq from webhook_deliveries where created_at < ? and state <> 'pending'
  order by created_at limit ${PRUNED_AT_ONCE})`)
const FORGET_MESSAGES = statement(`delete from webhook_messages where id in (
  select m.id from webhook_messages m where m.at < ?
    and not exists (select 1 from webhook_deliveries d where d.message_id = m.id)
  order by m.at limit ${PRUNED_AT_ONCE})`)

const FREE_LEASES = statement(`update webhook_deliveries
  set lease_holder = null, lease_until = 0 where lease_holder is not null`)

interface DeliveryRow {
  readonly id: Uuid
  readonly endpoint_id: Uuid
  readonly message_id: string
  readonly cause: DeliveryTrigger
  readonly state: DeliveryState
  readonly attempts: number
  readonly next_attempt_at: number | null
  readonly attempted_at: number | null
  readonly status: number | null
  readonly error: string | null
  readonly excerpt: string
  readonly milliseconds: number | null
  readonly created_at: number
  readonly type: string
  readonly body: string
}

export async function areDeliveriesDue(
  connection: Connection,
  { now }: { readonly now: number },
): Promise<boolean> {
  return (await connection.get(ARE_DUE, now, now, now)) !== undefined
}

export async function claimDeliveries(
  transaction: Transaction,
  {
    holder,
    now,
    until,
    probeAt,
    limit,
  }: {
    readonly holder: string
    readonly now: number
    readonly until: number
    readonly probeAt: number
    readonly limit: number
  },
): Promise<readonly ClaimedDelivery[]> {
  const claimed: ClaimedDelivery[] = []
  const endpoints = await transaction.all<{ id: Uuid; failing_since: number | null }>(
    READY_ENDPOINTS,
    now,
    now,
    now,
  )
  for (const { id: endpointId, failing_since } of endpoints) {
    const atOnce = failing_since === null ? AT_ONCE_PER_ENDPOINT : 1
    const busy = (await transaction.get<{ total: number }>(UNDER_WAY, endpointId, now))?.total ?? 0
    const room = Math.min(limit - claimed.length, atOnce - busy)
    if (room <= 0) continue
    if (failing_since !== null) await transaction.run(NEXT_PROBE, probeAt, endpointId)
    for (const { seq } of await transaction.all<{ seq: number }>(DUE, endpointId, now, now, room)) {
      // Another server may have been quicker.
      const leased = await transaction.get<{ id: Uuid }>(LEASE, holder, until, seq, now)
      const row = leased && (await transaction.get<ClaimedRow>(CLAIMED, leased.id))
      if (leased && row) claimed.push(claimedFromRow(leased.id, row))
    }
  }
  return claimed
}

type ClaimedRow = WebhookRow & {
  readonly attempts: number
  readonly message_id: string
  readonly type: string
  readonly body: string
  readonly at: number
}

function claimedFromRow(id: Uuid, row: ClaimedRow): ClaimedDelivery {
  const { message_id, workspace_id, type, body, at, attempts } = row
  const message = { id: message_id, workspaceId: workspace_id, type, body, at }
  return { id, attempts, endpoint: webhookFromRow(row), message }
}

export async function settleDelivery(
  transaction: Transaction,
  {
    id,
    holder,
    settlement: { state, nextAttemptAt, attempt, endpoint, probeAt },
    audit,
  }: {
    readonly id: Uuid
    readonly holder: string
    readonly settlement: Settlement
    readonly audit: Audit
  },
): Promise<'settled' | 'leaseLost'> {
  const { at, status, error, excerpt, milliseconds } = attempt
  const settled = await transaction.run(
    SETTLE,
    state,
    nextAttemptAt,
    at,
    status,
    error,
    excerpt,
    milliseconds,
    id,
    holder,
  )
  if (settled === 0) return 'leaseLost'
  if (endpoint === 'works') await transaction.run(WORKS, at, id)
  if (endpoint === 'fails') await transaction.run(FAILS, at, probeAt, id)
  if (endpoint === 'gone') await transaction.run(GONE, id)
  transaction.audit(audit)
  return 'settled'
}

export async function listDeliveries(
  connection: Connection,
  {
    endpointId,
    state = null,
    page,
  }: {
    readonly endpointId: Uuid
    readonly state: DeliveryState | null | undefined
    readonly page: { readonly offset: number; readonly limit: number }
  },
): Promise<{ readonly deliveries: readonly Delivery[]; readonly total: number }> {
  const { offset, limit } = page
  const rows = await connection.all<DeliveryRow>(LIST, endpointId, state, state, limit, offset)
  const counted = await connection.get<{ total: number }>(COUNT, endpointId, state, state)
  return { deliveries: rows.map(deliveryFromRow), total: counted?.total ?? 0 }
}

export async function getDelivery(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<(Delivery & { readonly body: string }) | undefined> {
  const row = await connection.get<DeliveryRow>(GET, id)
  return row && { ...deliveryFromRow(row), body: row.body }
}

function deliveryFromRow(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    messageId: row.message_id,
    trigger: row.cause,
    createdAt: row.created_at,
    type: row.type,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    attempt: attemptFromRow(row),
  }
}

function attemptFromRow(row: DeliveryRow): Attempt | null {
  if (row.attempted_at === null) return null
  const { attempted_at: at, status, error, excerpt, milliseconds } = row
  return { at, status, error, excerpt, milliseconds: milliseconds ?? 0 }
}

export async function pruneDeliveries(
  transaction: Transaction,
  {
    before: { waiting, ended },
  }: { readonly before: { readonly waiting: number; readonly ended: number } },
): Promise<number> {
  const went = (await transaction.run(GIVE_UP, waiting)) + (await transaction.run(FORGET, ended))
  return went === 0 ? transaction.run(FORGET_MESSAGES, ended) : went
}

/** A server that opens a directory knows that whoever was delivering from it is dead. */
export async function freeDeliveryLeases(connection: Connection): Promise<void> {
  await connection.run(FREE_LEASES)
}
