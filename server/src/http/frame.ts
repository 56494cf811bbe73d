import type { Context } from 'hono'
import { openExchange } from './exchange.ts'
import { requestCompleted, requestFailed, requestRefused } from '../telemetry/events.ts'
import { refusalFrom, renderRefusal } from './refusal.ts'
import type { ProblemCode } from '../pki/problem.ts'
import type { Telemetry } from '../telemetry/events.ts'
import type { TrustedProxies } from './client-address.ts'
import type { Exchange, HttpEnv } from './exchange.ts'

/** What every face's requests have in common. */
export interface Framing {
  readonly proxies: TrustedProxies
  readonly telemetry: Telemetry
}

/** How one face answers. */
export interface Face {
  /** Headers on each of its answers. */
  readonly headers: Readonly<Record<string, string>>
  readonly statusOf: (code: ProblemCode) => number
}

export type Answer = (exchange: Exchange) => Response | Promise<Response>

/**
 * Wraps an answer into what surrounds each request: its id, the rendering of whatever is thrown, one log line and one
 * observation at the end. It is the only handler of its route, which spares the framework's middleware chain.
 */
export function framed(
  framing: Framing,
  face: Face,
  route: string,
  answer: Answer,
): (context: Context<HttpEnv>) => Promise<Response> {
  return async (context) => {
    const started = performance.now()
    const exchange = openExchange(context, framing.proxies, face.headers)
    const response = await attempt(framing, face, exchange, answer)
    requestCompleted(framing.telemetry, {
      method: exchange.request.method,
      // The pattern, never the path or the query: few series, and no search in a log.
      route,
      status: response.status,
      seconds: (performance.now() - started) / 1000,
      requestId: exchange.requestId,
      address: exchange.address,
    })
    return response
  }
}

async function attempt(
  { telemetry }: Framing,
  face: Face,
  exchange: Exchange,
  answer: Answer,
): Promise<Response> {
  try {
    return await answer(exchange)
  } catch (thrown) {
    const { requestId } = exchange
    const refusal = refusalFrom(thrown, face.statusOf, requestId)
    const { code, message } = refusal
    if (refusal.status >= 500) requestFailed(telemetry, { error: thrown, code, requestId })
    else requestRefused(telemetry, { code, message, requestId })
    return renderRefusal(exchange, refusal)
  }
}
