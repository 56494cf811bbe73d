import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { optionalTime, time, timeText } from './fields.ts'
import type { CalendarFeed } from '../../notifications/notifications.ts'

const tag = 'Expiry'
const route = '/console/v1/workspaces/{workspaceId}/calendar-feed'

const feedSchema = z
  .object({ created_at: time(), last_read_at: time().nullable() })
  .openapi('CalendarFeed')

const get = consoleEndpoint({
  method: 'get',
  route,
  operationId: 'getCalendarFeed',
  tag,
  summary: 'Whether the one who asks has a calendar address for this workspace',
  access: 'workspace',
  response: z.object({ feed: feedSchema.nullable() }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal }) {
    const feed = await notifications.calendarFeed(act, principal.workspace.id)
    return replyJson(exchange, { feed: feed ? render(feed) : null })
  },
})

const create = consoleEndpoint({
  method: 'post',
  route,
  operationId: 'createCalendarFeed',
  tag,
  summary: 'Make a secret calendar address, shown this once; the former one ends',
  access: 'workspace',
  response: z.object({ feed: feedSchema, url: z.string() }),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal }) {
    const { feed, url } = await notifications.createCalendarFeed(act, principal.workspace.id)
    return replyJson(exchange, { feed: render(feed), url: url.reveal() })
  },
})

const revoke = consoleEndpoint({
  method: 'delete',
  route,
  operationId: 'revokeCalendarFeed',
  tag,
  summary: 'End the calendar address',
  access: 'workspace',
  response: z.object({}),
  costs: 'request',
  async answer({ notifications }, { exchange, act, principal }) {
    await notifications.revokeCalendarFeed(act, principal.workspace.id)
    return replyJson(exchange, {})
  },
})

export const CALENDAR_ENDPOINTS: readonly ConsoleEndpoint[] = [get, create, revoke]

function render(feed: CalendarFeed): z.input<typeof feedSchema> {
  return { created_at: timeText(feed.createdAt), last_read_at: optionalTime(feed.lastReadAt) }
}
