import { HttpRefusal } from './http-refusal.ts'
import type { Hono } from 'hono'
import type { HttpEnv } from './exchange.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The methods that a path has, with those that follow from them (RFC 9110 §9.3.2: HEAD wherever there is GET). */
export function allowedMethods(app: Hono<HttpEnv>, path: string): readonly string[] {
  const handled = METHODS.filter((method) => app.router.match(method, path)[0].length > 0)
  if (handled.length === 0) return []
  const head = handled.includes('GET') ? ['HEAD'] : []
  return [...handled, ...head, 'OPTIONS']
}

/** What became of a request that no route took: its path is unknown, or known under other methods. */
export function unmatched(method: string, path: string, allowed: readonly string[]): HttpRefusal {
  if (allowed.length === 0) {
    const message = `there is nothing at ${method} ${shown(path)}; see /docs for what there is`
    return new HttpRefusal(404, 'notFound', message)
  }
  const allow = allowed.join(', ')
  const message = `${method} is not allowed here; use one of ${allow}`
  return new HttpRefusal(405, 'methodNotAllowed', message, { Allow: allow })
}

const shown = (path: string): string => (path.length > 120 ? `${path.slice(0, 120)}…` : path)
