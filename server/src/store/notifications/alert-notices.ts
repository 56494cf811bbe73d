import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type {
  AlertRule,
  Notice,
  PendingNotice,
  Standing,
  Watched,
  Watermark,
} from './notification-store.ts'
import type { WebhookEndpoint, WebhookMessage } from './webhook-store.ts'
import type { Transaction } from '../transaction.ts'
import { addDeliveries, subscribers } from './webhook-outbox.ts'

const ADD = statement(`insert into alert_notices
  (rule_id, kind, subject_id, days, deadline, name, authority_id, authority_name, raised_at, mailed_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`)
const MESSAGE_KNOWN = statement('select 1 as known from webhook_messages where id = ?')
const MOVE_WATERMARK = statement(`update alert_watermarks set not_after = ?, seq = ?
  where rule_id = ? and days = ? and (not_after < ? or (not_after = ? and seq < ?))`)
const COLUMNS = `seq, kind, subject_id, days, deadline, name, authority_id, authority_name, raised_at`
const LEASE = statement(`update alert_rules set mail_lease_until = ?
  where id = ? and mail_lease_until <= ? and (last_mailed_at is null or last_mailed_at < ?)`)
const TO_MAIL = statement(`select ${COLUMNS} from alert_notices
  where rule_id = ? and mailed_at = 0 order by seq limit 1000`)
const MAILED = statement(
  'update alert_notices set mailed_at = ? where rule_id = ? and mailed_at = 0 and seq <= ?',
)
const RELEASE = statement(
  'update alert_rules set mail_lease_until = 0, last_mailed_at = ? where id = ?',
)
const OF_WORKSPACE =
  statement(`select n.kind, n.subject_id, n.days, n.deadline, n.name, n.authority_id,
    n.authority_name, n.raised_at
  from alert_notices n join alert_rules r on r.id = n.rule_id
  where r.workspace_id = ? order by n.seq desc limit ?`)
const FORGET = statement(`delete from alert_notices where seq in (
  select seq from alert_notices where deadline < ? and raised_at < ? order by seq limit 500)`)
const LIVE = `a.workspace_id = ? and a.revoked_at is null and own.not_after > ?`
const STANDINGS = statement(`select 'revocationList' as kind, a.id, a.name, l.shard,
    l.this_update as since, l.next_update as until
  from authorities a join certificates own on own.id = a.certificate_id
  join revocation_lists l on l.authority_id = a.id
  where ${LIVE} and l.next_update is not null
  union all
  select 'responder', a.id, a.name, 0, max(c.not_before), max(c.not_after)
  from authorities a join certificates own on own.id = a.certificate_id
  join responders r on r.authority_id = a.id
  join certificates c on c.id = r.certificate_id
  where ${LIVE} group by a.id, a.name`)

interface NoticeRow {
  readonly seq: number
  readonly kind: Watched
  readonly subject_id: string
  readonly days: number
  readonly deadline: number
  readonly name: string
  readonly authority_id: Uuid
  readonly authority_name: string
  readonly raised_at: number
}

function noticeFromRow(row: Omit<NoticeRow, 'seq'>): Notice {
  return {
    kind: row.kind,
    subjectId: row.subject_id,
    days: row.days,
    deadline: row.deadline,
    name: row.name,
    authorityId: row.authority_id,
    authorityName: row.authority_name,
    raisedAt: row.raised_at,
  }
}

export interface Raised {
  readonly rule: Pick<AlertRule, 'id' | 'workspaceId'>
  readonly mail: boolean
  readonly watermark: Watermark | null
  readonly notices: readonly {
    readonly notice: Notice
    readonly message: WebhookMessage
    /** One for each endpoint, in their order. */
    readonly deliveryIds: readonly Uuid[]
  }[]
}

/** @returns how many notices are new */
export async function raiseAlerts(
  transaction: Transaction,
  {
    raised: { rule, mail, watermark, notices },
    endpoints,
  }: {
    readonly raised: Raised
    readonly endpoints: readonly Pick<WebhookEndpoint, 'id' | 'events'>[]
  },
): Promise<number> {
  let added = 0
  for (const { notice, message, deliveryIds } of notices) {
    const isNew = await transaction.run(
      ADD,
      rule.id,
      notice.kind,
      notice.subjectId,
      notice.days,
      notice.deadline,
      notice.name,
      notice.authorityId,
      notice.authorityName,
      notice.raisedAt,
      mail ? 0 : notice.raisedAt,
    )
    added += isNew
    // Another rule may have told of the same.
    if (isNew === 0 || (await transaction.get(MESSAGE_KNOWN, message.id)) !== undefined) continue
    const wanted = new Set(subscribers(endpoints, message.type))
    const deliveries = endpoints.flatMap((endpoint, index) => {
      const id = deliveryIds[index]
      if (id === undefined || !wanted.has(endpoint)) return []
      const { id: messageId, at: createdAt } = message
      return [{ id, endpointId: endpoint.id, messageId, trigger: 'event' as const, createdAt }]
    })
    await addDeliveries(transaction, [message], deliveries)
  }
  if (watermark !== null) {
    const { days, notAfter, seq } = watermark
    await transaction.run(MOVE_WATERMARK, notAfter, seq, rule.id, days, notAfter, notAfter, seq)
  }
  return added
}

export async function beginAlertMail(
  transaction: Transaction,
  {
    ruleId,
    lease: { now, until, mailedBefore },
  }: {
    readonly ruleId: Uuid
    readonly lease: { readonly now: number; readonly until: number; readonly mailedBefore: number }
  },
): Promise<readonly PendingNotice[] | undefined> {
  if ((await transaction.run(LEASE, until, ruleId, now, mailedBefore)) === 0) return undefined
  const rows = await transaction.all<NoticeRow>(TO_MAIL, ruleId)
  return rows.map((row) => ({ ...noticeFromRow(row), seq: row.seq }))
}

export async function alertMailed(
  transaction: Transaction,
  { ruleId, upTo, at }: { readonly ruleId: Uuid; readonly upTo: number; readonly at: number },
): Promise<void> {
  await transaction.run(MAILED, at, ruleId, upTo)
  await transaction.run(RELEASE, at, ruleId)
}

/** Of what has ended long ago nobody need know that it was told. @returns how many went (bounded) */
export async function pruneNotices(
  transaction: Transaction,
  { before }: { readonly before: number },
): Promise<number> {
  return transaction.run(FORGET, before, before)
}

export async function alertsWaitForMail(
  connection: Connection,
  { ruleId }: { readonly ruleId: Uuid },
): Promise<boolean> {
  return (await connection.get(TO_MAIL, ruleId)) !== undefined
}

export async function recentNotices(
  connection: Connection,
  { workspaceId, limit }: { readonly workspaceId: Uuid; readonly limit: number },
): Promise<readonly Notice[]> {
  const rows = await connection.all<NoticeRow>(OF_WORKSPACE, workspaceId, limit)
  return rows.map(noticeFromRow)
}

export async function standings(
  connection: Connection,
  { workspaceId, now }: { readonly workspaceId: Uuid; readonly now: number },
): Promise<readonly Standing[]> {
  const rows = await connection.all<{
    kind: Standing['kind']
    id: Uuid
    name: string
    shard: number
    since: number
    until: number
  }>(STANDINGS, workspaceId, now, workspaceId, now)
  return rows.map((row) => ({
    kind: row.kind,
    authorityId: row.id,
    authorityName: row.name,
    shard: row.shard,
    from: row.since,
    until: row.until,
  }))
}
