import { DAY_MILLISECONDS } from '../pki/validity.ts'
import type { AlertRule } from '../store/notifications/notification-store.ts'
import type { NotificationContext } from './context.ts'
import { alertLetter } from './letters.ts'
import { expiryPage } from './pages.ts'

type MailContext = Pick<NotificationContext, 'store' | 'now' | 'letterbox' | 'baseUrl'>

const LEASE_MILLISECONDS = 120_000
/** A digest comes in the morning, by UTC, of whoever reads it in Europe. */
const DIGEST_HOUR = 6

/**
 * Writes of what was noticed: at once, or once a day. A server that dies between sending and remembering has it sent again
 * by the next one, under the same Message-ID.
 */
export async function mailAlerts(context: MailContext): Promise<void> {
  if (!context.letterbox.isConfigured) return
  const rules = await context.store.notifications.alerts.list(undefined)
  const written = await Promise.allSettled(
    rules
      .filter(({ recipients }) => recipients.length > 0)
      .map(async (rule) => mailRule(context, rule)),
  )
  // One that cannot be sent keeps no other from being sent.
  const failed = written.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

async function mailRule(context: MailContext, rule: AlertRule): Promise<void> {
  const { alerts } = context.store.notifications
  const now = context.now()
  const mailedBefore = rule.digest ? latestDigest(now) : now
  const isDue = rule.lastMailedAt === null || rule.lastMailedAt < mailedBefore
  if (!isDue || !(await alerts.waitForMail(rule.id))) return
  const lease = { now, until: now + LEASE_MILLISECONDS, mailedBefore }
  const notices = await alerts.beginMail(rule.id, lease)
  const last = notices?.at(-1)
  const workspace = await context.store.workspaces.get(rule.workspaceId)
  if (notices === undefined || last === undefined || workspace === undefined) return
  const url = expiryPage(context, workspace)
  const letter = alertLetter(rule, workspace.name, notices, { now, url })
  await context.letterbox.send({ ...letter, id: `alert.${rule.id}.${last.seq}` })
  await alerts.mailed(rule.id, last.seq, now)
}

/** The last time that digests were due. */
function latestDigest(now: number): number {
  const today = Math.floor(now / DAY_MILLISECONDS) * DAY_MILLISECONDS
  const due = today + DIGEST_HOUR * 3_600_000
  return due <= now ? due : due - DAY_MILLISECONDS
}
