import { reply } from '../../http/exchange.ts'
import { framed } from '../../http/frame.ts'
import { publicStatus } from '../../http/public-face.ts'
import type { Hono } from 'hono'
import type { Exchange, HttpEnv } from '../../http/exchange.ts'
import type { Face, Framing } from '../../http/frame.ts'
import type { Notifications } from '../../notifications/notifications.ts'

export interface CalendarServices {
  readonly notifications: Pick<Notifications, 'readCalendar'>
}

/** The address is the secret: it goes into no cache, no referrer and, by its pattern alone, into the log. */
const CALENDAR_FACE: Face = {
  headers: {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex',
  },
  statusOf: publicStatus,
}

/** What calendars fetch, who know no way to sign in. */
export function mountCalendar(
  app: Hono<HttpEnv>,
  framing: Framing,
  services: CalendarServices,
): void {
  const answer = (exchange: Exchange): Promise<Response> => calendar(services, exchange)
  app.get('/calendar/:file', framed(framing, CALENDAR_FACE, '/calendar/{token}.ics', answer))
}

async function calendar(
  { notifications }: CalendarServices,
  exchange: Exchange,
): Promise<Response> {
  const [, token] = /^([\w-]{1,100})\.ics$/.exec(exchange.request.param('file') ?? '') ?? []
  const text = token === undefined ? undefined : await notifications.readCalendar(token)
  if (text === undefined) {
    // The same for what never was, what was revoked, and whose owner has left.
    return reply(exchange, 404, 'text/plain; charset=utf-8', 'no such calendar\n')
  }
  return reply(exchange, 200, 'text/calendar; charset=utf-8', text)
}
