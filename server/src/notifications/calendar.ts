import { createHash } from 'node:crypto'
import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireRole } from '../pki/authorization.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import { SecretText } from '../pki/secret-text.ts'
import { DAY_MILLISECONDS } from '../pki/validity.ts'
import type { CalendarFeed } from '../store/notifications/notification-store.ts'
import type { NotificationContext } from './context.ts'
import { renderCalendar, type CalendarEvent } from './ical.ts'
import { expiryPage } from './pages.ts'

const TOKEN_OCTETS = 32
const TOKEN = /^[\w-]{43}$/
const PAST_MILLISECONDS = 30 * DAY_MILLISECONDS
const AHEAD_MILLISECONDS = 400 * DAY_MILLISECONDS
/** Calendars choke on more; the soonest are those that matter. */
const MOST_EVENTS = 1000

export async function getCalendarFeed(
  { store }: Pick<NotificationContext, 'store'>,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<CalendarFeed | undefined> {
  return store.notifications.calendars.of(workspaceId, userOf(act, workspaceId))
}

/** An address of one's own; whoever makes another one ends the former. @returns the address, shown once */
export async function createCalendarFeed(
  context: Pick<NotificationContext, 'store' | 'now' | 'random' | 'randomUuid' | 'baseUrl'>,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<{ readonly feed: CalendarFeed; readonly url: SecretText }> {
  const userId = userOf(act, workspaceId)
  const token = Buffer.from(context.random(TOKEN_OCTETS)).toString('base64url')
  const createdAt = context.now()
  const id = newUuid(context.randomUuid)
  const feed: CalendarFeed = { id, workspaceId, userId, createdAt, lastReadAt: null }
  const audit = auditEvent(act, 'calendarFeed.created', { at: createdAt, workspaceId, subject: id })
  await context.store.notifications.calendars.put({ ...feed, tokenHash: hashOf(token) }, [audit])
  return { feed, url: new SecretText(`${context.baseUrl()}/calendar/${token}.ics`) }
}

export async function revokeCalendarFeed(
  { store, now }: Pick<NotificationContext, 'store' | 'now'>,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<void> {
  const userId = userOf(act, workspaceId)
  const { calendars } = store.notifications
  const feed = await calendars.of(workspaceId, userId)
  const audit = auditEvent(act, 'calendarFeed.revoked', {
    at: now(),
    workspaceId,
    subject: feed?.id ?? null,
  })
  if (feed === undefined || (await calendars.remove(workspaceId, userId, [audit])) === 'notFound')
    throw new Problem('notFound', 'there is no calendar address; nothing to do')
}

/**
 * What ends, as a calendar. The token is all the authority there is: it opens the names and days of one workspace, to read,
 * for as long as its owner is a member.
 * @returns undefined for a token that is none
 */
export async function readCalendar(
  context: Pick<NotificationContext, 'store' | 'now' | 'baseUrl'>,
  token: string,
): Promise<string | undefined> {
  if (!TOKEN.test(token)) return undefined
  const { calendars, expiry } = context.store.notifications
  const feed = await calendars.findByHash(hashOf(token))
  const workspace = feed && (await context.store.workspaces.get(feed.workspaceId))
  if (feed === undefined || workspace === undefined) return undefined
  const now = context.now()
  const [from, until] = [now - PAST_MILLISECONDS, now + AHEAD_MILLISECONDS]
  const { workspaceId } = feed
  const authorities = await context.store.authorities.list({ workspaceId })
  const authorityIds = authorities.map(({ id }) => id)
  const filter = { authorityIds, from, until, includeReplaced: false }
  const { certificates } = await expiry.list(filter, { offset: 0, limit: MOST_EVENTS })
  await calendars.touch(feed.id, now)
  const url = expiryPage(context, workspace)
  const events: CalendarEvent[] = [
    ...authorities
      .filter(({ validity }) => validity.notAfter >= from && validity.notAfter < until)
      .map(({ id, name, validity, createdAt }) => ({
        uid: `${id}@certman`,
        day: validity.notAfter,
        stamp: createdAt,
        summary: `CA expires: ${name}`,
        description: new Date(validity.notAfter).toISOString(),
        url,
      })),
    ...certificates.map((one) => ({
      uid: `${one.id}@certman`,
      day: one.notAfter,
      stamp: one.createdAt,
      summary: `Expires: ${one.commonName}`,
      description: `${one.authorityName}\n${one.serialNumber}\n${new Date(one.notAfter).toISOString()}`,
      url,
    })),
  ]
  return renderCalendar(`Certman: ${workspace.name}`, events)
}

function userOf({ principal }: AuditedAct, workspaceId: Uuid): Uuid {
  requireRole(principal, workspaceId, 'member')
  if (principal.kind !== 'user')
    throw new Problem('forbidden', 'a calendar address belongs to somebody who is signed in')
  return principal.id
}

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}
