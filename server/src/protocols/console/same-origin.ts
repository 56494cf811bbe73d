import { timingSafeEqual } from 'node:crypto'
import { HttpRefusal } from '../../http/http-refusal.ts'
import type { Exchange } from '../../http/exchange.ts'

/**
 * A request that changes something must come from our own pages: the browser says so itself (Fetch metadata, then Origin),
 * and no page of another origin can make it say otherwise.
 * @throws HttpRefusal 403 `crossOrigin`
 */
export function requireSameOrigin({ request }: Exchange): void {
  const site = request.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') throw crossOrigin()
  const origin = request.header('origin')
  // Every browser sends Origin with what is not GET or HEAD (Fetch standard, §3.2.2).
  if (origin === undefined || !URL.canParse(origin)) throw crossOrigin()
  if (new URL(origin).host !== request.header('host')) throw crossOrigin()
}

/**
 * The second lock: a token that only a page which could read our answers knows.
 * @throws HttpRefusal 403 `csrfTokenWrong`
 */
export function requireCsrfToken({ request }: Exchange, expected: string): void {
  const given = Buffer.from(request.header('x-csrf-token') ?? '')
  const wanted = Buffer.from(expected)
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return
  throw new HttpRefusal(
    403,
    'csrfTokenWrong',
    'the header X-CSRF-Token is missing or old; reload the page and try again',
  )
}

function crossOrigin(): HttpRefusal {
  return new HttpRefusal(
    403,
    'crossOrigin',
    'this request did not come from a page of this server; use the dashboard',
  )
}
