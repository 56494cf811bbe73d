import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireRole } from '../pki/authorization.ts'
import { parseEmailAddress } from '../pki/email-address.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import { DAY_MILLISECONDS } from '../pki/validity.ts'
import type {
  AlertRule,
  Notice,
  Watched,
  Watermark,
} from '../store/notifications/notification-store.ts'
import type { NotificationContext } from './context.ts'
import { testLetter } from './letters.ts'
import { expiryPage } from './pages.ts'
import { raiseAtOnce } from './raise-alerts.ts'

const MOST_RULES = 20
const MOST_RECIPIENTS = 20
const MOST_THRESHOLDS = 10
const MOST_DAYS = 3650
/** Whoever may set recipients shall not be able to flood them. */
const TESTS = { capacity: 5, refillPerSecond: 1 / 60 }

export interface AlertRuleRequest {
  readonly name: string
  readonly watches: readonly Watched[]
  readonly daysBefore: readonly number[]
  readonly recipients: readonly string[]
  readonly digest: boolean
  readonly language: AlertRule['language']
  readonly enabled: boolean
}

interface Which {
  readonly workspaceId: Uuid
  readonly id: Uuid
}

type AlertContext = Pick<NotificationContext, 'store' | 'now' | 'randomUuid'>

export async function createAlertRule(
  context: AlertContext,
  act: AuditedAct,
  workspaceId: Uuid,
  request: AlertRuleRequest,
): Promise<AlertRule> {
  requireRole(act.principal, workspaceId, 'admin')
  const now = context.now()
  const rule: AlertRule = {
    ...checked(request),
    id: newUuid(context.randomUuid),
    workspaceId,
    createdAt: now,
    lastMailedAt: null,
  }
  const audit = auditOf(context, act, 'alertRule.created', rule)
  const { alerts } = context.store.notifications
  const marks = watermarksFor(rule.daysBefore, now)
  if ((await alerts.create(rule, marks, MOST_RULES, [audit])) === 'tooMany') {
    throw new Problem(
      'policyRefused',
      `a workspace has at most ${MOST_RULES} alerts; remove one first`,
    )
  }
  await raiseAtOnce(context, rule)
  return rule
}

export async function changeAlertRule(
  context: AlertContext,
  act: AuditedAct,
  which: Which,
  changes: Partial<AlertRuleRequest>,
): Promise<AlertRule> {
  const before = await findAlertRule(context, act, which)
  const rule: AlertRule = { ...before, ...checked({ ...before, ...changes }) }
  const audit = auditOf(context, act, 'alertRule.changed', rule)
  const marks = watermarksFor(rule.daysBefore, context.now())
  if ((await context.store.notifications.alerts.change(rule, marks, [audit])) === 'notFound')
    throw noRule()
  await raiseAtOnce(context, rule)
  return rule
}

export async function removeAlertRule(
  context: AlertContext,
  act: AuditedAct,
  which: Which,
): Promise<void> {
  const rule = await findAlertRule(context, act, which)
  const audit = auditOf(context, act, 'alertRule.removed', rule)
  if ((await context.store.notifications.alerts.remove(rule.id, [audit])) === 'notFound')
    throw noRule()
}

/** Whoever belongs to the workspace may know who is warned of what. */
export async function listAlertRules(
  context: Pick<NotificationContext, 'store'>,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<readonly AlertRule[]> {
  requireRole(act.principal, workspaceId, 'member')
  return context.store.notifications.alerts.list(workspaceId)
}

/** The latest warnings, newest first. */
export async function listNotices(
  context: Pick<NotificationContext, 'store'>,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<readonly Notice[]> {
  requireRole(act.principal, workspaceId, 'member')
  return context.store.notifications.alerts.notices(workspaceId, 50)
}

/** An e-mail to all recipients, now. @throws Problem `unavailable` when no mail server takes it; `rateLimited` */
export async function testAlertRule(
  context: NotificationContext,
  act: AuditedAct,
  which: Which,
): Promise<void> {
  const rule = await findAlertRule(context, act, which)
  if (rule.recipients.length === 0)
    throw invalid('recipients', 'the alert has no recipients; add one first')
  const bucket = `alert test ${which.workspaceId}`
  const taken = await context.store.rateBuckets.take(bucket, TESTS, context.now())
  if (!taken.allowed) {
    const { retryAfterSeconds } = taken
    throw new Problem(
      'rateLimited',
      `five tests were sent a moment ago; wait ${retryAfterSeconds} seconds`,
      { retryAfterSeconds },
    )
  }
  const workspace = await context.store.workspaces.get(which.workspaceId)
  if (workspace === undefined) throw noRule()
  await context.letterbox.send(testLetter(rule, workspace.name, expiryPage(context, workspace)))
  const audit = auditOf(context, act, 'alertRule.tested', rule)
  await context.store.notifications.deliveries.enqueue([], [], [audit])
}

async function findAlertRule(
  context: Pick<NotificationContext, 'store'>,
  act: AuditedAct,
  { workspaceId, id }: Which,
): Promise<AlertRule> {
  requireRole(act.principal, workspaceId, 'admin')
  const rule = await context.store.notifications.alerts.get(id)
  if (rule?.workspaceId !== workspaceId) throw noRule()
  return rule
}

/**
 * A rule that begins warns at once of what is within its thresholds already, of each certificate by the one that it is
 * within: so each threshold looks from the next smaller one on.
 */
function watermarksFor(daysBefore: readonly number[], now: number): readonly Watermark[] {
  return daysBefore.map((days, index) => ({
    days,
    notAfter: now + (daysBefore[index + 1] ?? 0) * DAY_MILLISECONDS,
    seq: 0,
  }))
}

function checked(request: AlertRuleRequest): AlertRuleRequest {
  const name = request.name.trim()
  if (name === '' || Array.from(name).length > 100)
    throw invalid('name', 'give the alert a name of 1 to 100 characters')
  if (request.watches.length === 0)
    throw invalid(
      'watches',
      'choose what the alert watches: certificates, CAs, lists or responders',
    )
  const days = [...new Set(request.daysBefore)].toSorted((a, b) => b - a)
  if (days.length === 0 || days.length > MOST_THRESHOLDS)
    throw invalid('daysBefore', `give 1 to ${MOST_THRESHOLDS} numbers of days`)
  if (days.some((one) => !Number.isInteger(one) || one < 1 || one > MOST_DAYS))
    throw invalid('daysBefore', `days are whole numbers from 1 to ${MOST_DAYS}`)
  return {
    name,
    watches: [...new Set(request.watches)],
    daysBefore: days,
    recipients: recipientsOf(request.recipients),
    digest: request.digest,
    language: request.language,
    enabled: request.enabled,
  }
}

function recipientsOf(given: readonly string[]): readonly string[] {
  const recipients = given.map((text) => {
    const address = parseEmailAddress(text)
    if (address === undefined)
      throw invalid('recipients', `"${text.slice(0, 100)}" is no e-mail address; correct it`)
    return address
  })
  if (recipients.length > MOST_RECIPIENTS)
    throw invalid('recipients', `an alert has at most ${MOST_RECIPIENTS} recipients`)
  return [...new Set(recipients)]
}

function invalid(field: string, message: string): Problem {
  return new Problem('invalidRequest', message, { field })
}

function noRule(): Problem {
  return new Problem('notFound', 'no such alert; list them to find the one you mean')
}

function auditOf(
  { now }: Pick<NotificationContext, 'now'>,
  act: AuditedAct,
  action: 'alertRule.created' | 'alertRule.changed' | 'alertRule.removed' | 'alertRule.tested',
  rule: AlertRule,
): ReturnType<typeof auditEvent> {
  return auditEvent(act, action, {
    at: now(),
    workspaceId: rule.workspaceId,
    subject: rule.id,
    detail: {
      name: rule.name,
      watches: rule.watches.join(' '),
      daysBefore: rule.daysBefore.join(' '),
      recipients: rule.recipients.length,
      digest: rule.digest,
      enabled: rule.enabled,
    },
  })
}
