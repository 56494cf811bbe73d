import { reply, replyJson } from '../../http/exchange.ts'
import { framed } from '../../http/frame.ts'
import { requireMetricsAccess } from './metrics-access.ts'
import type { Hono } from 'hono'
import type { HttpEnv } from '../../http/exchange.ts'
import type { Answer, Face, Framing } from '../../http/frame.ts'

/** What those who run the server ask of it. */
export interface OperationsServices {
  readonly version: string
  /** Whether it can do its work. @throws Problem `unavailable` | `storageFull` */
  ready(): Promise<void>
  /** Opens /metrics beyond loopback; undefined: nothing does. */
  readonly metricsToken: string | undefined
}

const OPERATIONS_FACE: Face = {
  headers: {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  },
  statusOf: (code) => (code === 'unavailable' || code === 'storageFull' ? 503 : 500),
}

export function mountOperations(
  app: Hono<HttpEnv>,
  framing: Framing,
  services: OperationsServices,
): void {
  const serve = (path: string, answer: Answer): void => {
    app.get(path, framed(framing, OPERATIONS_FACE, path, answer))
  }
  // Alive says only that this process answers: a database that is away is no reason to restart it.
  serve('/healthz', (exchange) => replyJson(exchange, { status: 'ok' }))
  serve('/readyz', async (exchange) => {
    await services.ready()
    return replyJson(exchange, { status: 'ok' })
  })
  serve('/version', (exchange) => replyJson(exchange, { version: services.version }))
  serve('/metrics', async (exchange) => {
    requireMetricsAccess(exchange, services.metricsToken)
    const { metrics } = framing.telemetry
    return reply(exchange, 200, metrics.contentType, await metrics.text())
  })
}
