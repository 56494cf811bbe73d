import { decodeAuditEvent } from '../audit/audit-log.ts'
import { statement, type Connection } from '../connection.ts'
import type {
  CursorMove,
  NewDelivery,
  UntoldEvent,
  WebhookEndpoint,
  WebhookMessage,
} from './webhook-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Transaction } from '../transaction.ts'

// Within a chain positions are committed in order and without gaps, whatever other writers do: numbers of the whole log are
// given before their transactions commit, so a cursor over those would pass by what commits late.
const BEHIND = statement(`select c.chain, coalesce(t.position, 0) as position from audit_chains c
  left join webhook_cursors t on t.chain = c.chain
  where c.length > coalesce(t.position, 0) order by c.chain`)
const EVENTS = statement(`select position, encoded from audit_events
  where chain = ? and position > ? order by position limit ?`)
const POSITION = statement('select position from webhook_cursors where chain = ?', 'for update')
const MOVE = statement('update webhook_cursors set position = ? where chain = ? and position = ?')
const BEGIN = statement(
  'insert into webhook_cursors (chain, position) values (?, ?) on conflict do nothing',
)
// One statement, so one snapshot: an endpoint that it does not see is younger than the events that it passes by.
const SKIP = statement(`insert into webhook_cursors (chain, position)
  select c.chain, c.length from audit_chains c
  where c.length > coalesce((select t.position from webhook_cursors t where t.chain = c.chain), 0)
    and not exists (select 1 from webhook_endpoints where enabled = 1)
  on conflict (chain) do update set position = excluded.position`)
const ADD_MESSAGE = statement(`insert into webhook_messages (id, workspace_id, type, body, at)
  values (?, ?, ?, ?, ?) on conflict (id) do nothing`)
// An endpoint may have been removed a moment ago.
const ADD_DELIVERY = statement(`insert into webhook_deliveries
    (id, endpoint_id, message_id, cause, state, next_attempt_at, created_at)
  select ?, w.id, ?, ?, 'pending', cast(? as bigint), cast(? as bigint) from webhook_endpoints w where w.id = ?`)

export async function untoldEvents(
  connection: Connection,
  { limit }: { readonly limit: number },
): Promise<readonly UntoldEvent[]> {
  const untold: UntoldEvent[] = []
  const behind = await connection.all<{ chain: string; position: number }>(BEHIND)
  for (const { chain, position: told } of behind) {
    const room = limit - untold.length
    if (room === 0) break
    const rows = await connection.all<{ position: number; encoded: string }>(
      EVENTS,
      chain,
      told,
      room,
    )
    for (const { position, encoded } of rows) {
      untold.push({ chain, position, event: decodeAuditEvent(encoded) })
    }
  }
  return untold
}

export async function fanOut(
  transaction: Transaction,
  {
    moves,
    messages,
    deliveries,
  }: {
    readonly moves: readonly CursorMove[]
    readonly messages: readonly WebhookMessage[]
    readonly deliveries: readonly NewDelivery[]
  },
): Promise<'told' | 'toldMeanwhile'> {
  for (const { chain, from } of moves) {
    const row = await transaction.get<{ position: number }>(POSITION, chain)
    if ((row?.position ?? 0) !== from) return 'toldMeanwhile'
  }
  for (const { chain, from, to } of moves) {
    const moved =
      (await transaction.run(MOVE, to, chain, from)) + (await transaction.run(BEGIN, chain, to))
    if (moved !== 1) throw new Error(`the chain ${chain} was told by another server meanwhile`)
  }
  await addDeliveries(transaction, messages, deliveries)
  return 'told'
}

export async function skipToEnd(transaction: Transaction): Promise<void> {
  await transaction.run(SKIP)
}

export async function enqueueDeliveries(
  transaction: Transaction,
  {
    messages,
    deliveries,
    audit,
  }: {
    readonly messages: readonly WebhookMessage[]
    readonly deliveries: readonly NewDelivery[]
    readonly audit: Audit
  },
): Promise<void> {
  await addDeliveries(transaction, messages, deliveries)
  transaction.audit(audit)
}

export async function addDeliveries(
  transaction: Transaction,
  messages: readonly WebhookMessage[],
  deliveries: readonly NewDelivery[],
): Promise<void> {
  for (const { id, workspaceId, type, body, at } of messages) {
    await transaction.run(ADD_MESSAGE, id, workspaceId, type, body, at)
  }
  for (const { id, messageId, trigger, createdAt, endpointId } of deliveries) {
    await transaction.run(ADD_DELIVERY, id, messageId, trigger, createdAt, createdAt, endpointId)
  }
}

/** Whom a message is for: those that chose its type, or every type. */
export function subscribers<Endpoint extends Pick<WebhookEndpoint, 'id' | 'events'>>(
  endpoints: readonly Endpoint[],
  type: string,
): readonly Endpoint[] {
  return endpoints.filter(({ events }) => events.length === 0 || events.includes(type))
}
