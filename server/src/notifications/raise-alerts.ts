import { newUuid, type Uuid } from '../pki/identifier.ts'
import { DAY_MILLISECONDS } from '../pki/validity.ts'
import type {
  AlertRule,
  Approaching,
  Notice,
  Watermark,
} from '../store/notifications/notification-store.ts'
import type { WebhookEndpoint, WebhookMessage } from '../store/notifications/webhook-store.ts'
import type { NotificationContext } from './context.ts'
import { WARNINGS } from './event-types.ts'
import { messageOf } from './message.ts'

type AlertContext = Pick<NotificationContext, 'store' | 'now' | 'randomUuid'>

const AT_ONCE = 500

/**
 * Looks at what has come within a threshold since the last look, and notices it: once for each rule and threshold, however
 * many servers look. What was renewed, replaced or revoked is left in peace.
 */
export async function raiseAlerts(context: AlertContext): Promise<void> {
  const rules = await context.store.notifications.alerts.list(undefined)
  if (rules.length === 0) return
  const endpoints = await context.store.notifications.webhooks.enabled()
  for (const rule of rules) {
    const own = endpoints.filter(({ workspaceId }) => workspaceId === rule.workspaceId)
    await look({ context, rule, endpoints: own, now: context.now() })
  }
}

/** Of one rule that is new or was changed, at once; where there is very much, the rest comes with the next round. */
export async function raiseAtOnce(context: AlertContext, rule: AlertRule): Promise<void> {
  if (!rule.enabled) return
  const endpoints = await context.store.notifications.webhooks.list(rule.workspaceId)
  const own = endpoints.filter(({ enabled }) => enabled)
  await look({ context, rule, endpoints: own, now: context.now() }, 1)
}

async function look(raising: Raising, batches = Infinity): Promise<void> {
  const { rule } = raising
  if (rule.watches.includes('certificate')) await lookAtCertificates(raising, batches)
  const notices = [
    ...(rule.watches.includes('authority') ? await authorityNotices(raising) : []),
    ...(await standingNotices(raising)),
  ]
  if (notices.length > 0) await raise(raising, notices, null)
}

interface Raising {
  readonly context: AlertContext
  readonly rule: AlertRule
  readonly endpoints: readonly WebhookEndpoint[]
  readonly now: number
}

async function lookAtCertificates(raising: Raising, batches: number): Promise<void> {
  const { context, rule } = raising
  const { alerts } = context.store.notifications
  for (const watermark of await alerts.watermarks(rule.id)) {
    const until = raising.now + watermark.days * DAY_MILLISECONDS
    let after = watermark
    for (let batch = 0; batch < batches; batch += 1) {
      const found = await alerts.approaching(rule.workspaceId, after, until, AT_ONCE)
      const last = found.at(-1)
      if (last === undefined) break
      after = { days: watermark.days, notAfter: last.notAfter, seq: last.seq }
      const notices = found
        .filter((one) => !one.isReplaced && lastsLonger(one, watermark.days))
        .map((one) => certificateNotice(one, watermark.days, raising.now))
      await raise(raising, notices, after)
    }
  }
}

/** A certificate of five days is not about to end when it is issued. */
function lastsLonger({ createdAt, notAfter }: Approaching, days: number): boolean {
  return createdAt < notAfter - days * DAY_MILLISECONDS
}

function certificateNotice(certificate: Approaching, days: number, now: number): Notice {
  return {
    kind: 'certificate',
    subjectId: certificate.id,
    name: certificate.commonName,
    authorityId: certificate.authorityId,
    authorityName: certificate.authorityName,
    days,
    deadline: certificate.notAfter,
    raisedAt: now,
  }
}

/** There are few: each is looked at every time, and the store knows what was noticed. */
async function authorityNotices({ context, rule, now }: Raising): Promise<readonly Notice[]> {
  const authorities = await context.store.authorities.list({ workspaceId: rule.workspaceId })
  return authorities.flatMap((authority): Notice[] => {
    const { id, name, validity, createdAt } = authority
    const left = validity.notAfter - now
    const within = rule.daysBefore.filter((days) => left <= days * DAY_MILLISECONDS)
    const days = within.at(-1)
    if (days === undefined || left <= 0) return []
    if (createdAt >= validity.notAfter - days * DAY_MILLISECONDS) return []
    const deadline = validity.notAfter
    return [
      {
        kind: 'authority',
        subjectId: id,
        name,
        authorityId: id,
        authorityName: name,
        days,
        deadline,
        raisedAt: now,
      },
    ]
  })
}

/** Lists and responders are replaced at half of their life: what has less than a quarter left was forgotten. */
async function standingNotices({ context, rule, now }: Raising): Promise<readonly Notice[]> {
  const { watches, workspaceId } = rule
  if (!watches.includes('revocationList') && !watches.includes('responder')) return []
  const standings = await context.store.notifications.alerts.standings(workspaceId, now)
  return standings
    .filter(({ kind }) => watches.includes(kind))
    .filter(({ from, until }) => until - now < (until - from) / 4)
    .map(({ kind, authorityId, authorityName, shard, until }) => ({
      kind,
      subjectId: shard === 0 ? authorityId : `${authorityId}/${shard}`,
      name: authorityName,
      authorityId,
      authorityName,
      days: 0,
      deadline: until,
      raisedAt: now,
    }))
}

async function raise(
  { context, rule, endpoints }: Raising,
  notices: readonly Notice[],
  watermark: Watermark | null,
): Promise<void> {
  await context.store.notifications.alerts.raise(
    {
      rule,
      mail: rule.recipients.length > 0,
      watermark,
      notices: notices.map((notice) => ({
        notice,
        message: warningOf(notice, rule.workspaceId),
        deliveryIds: endpoints.map(() => newUuid(context.randomUuid)),
      })),
    },
    endpoints,
  )
}

function warningOf(notice: Notice, workspaceId: Uuid): WebhookMessage {
  const { kind, subjectId, days, deadline, raisedAt } = notice
  return messageOf({
    // The same of every rule: a receiver hears of it once.
    id: `msg_${kind}_${subjectId}_${days}_${deadline}`,
    workspaceId,
    type: WARNINGS[kind],
    subject: subjectId,
    at: raisedAt,
    data: {
      name: notice.name,
      ca_id: notice.authorityId,
      ca_name: notice.authorityName,
      ends_at: new Date(deadline).toISOString(),
      ...(days > 0 && { days_before: days }),
    },
  })
}
