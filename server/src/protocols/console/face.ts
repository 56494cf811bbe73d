import { framed } from '../../http/frame.ts'
import { answering } from './endpoint.ts'
import { CONSOLE_ENDPOINTS } from './endpoints.ts'
import { problemStatus } from './problems.ts'
import type { Hono } from 'hono'
import type { HttpEnv } from '../../http/exchange.ts'
import type { Face, Framing } from '../../http/frame.ts'
import type { ConsoleServices } from './dependencies.ts'

/** Answers to one person, some with a private key: no cache may keep them; no other origin may read them. */
const CONSOLE_FACE: Face = {
  headers: {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  },
  statusOf: problemStatus,
}

/** What the dashboard calls: under a session's cookie, which /v1 never takes. */
export function mountConsole(
  app: Hono<HttpEnv>,
  framing: Framing,
  services: ConsoleServices,
): void {
  for (const operation of CONSOLE_ENDPOINTS) {
    const pattern = operation.route.replaceAll(/\{(\w+)\}/g, ':$1')
    const answer = answering(services, operation)
    app.on(
      operation.method.toUpperCase(),
      pattern,
      framed(framing, CONSOLE_FACE, operation.route, answer),
    )
  }
}
