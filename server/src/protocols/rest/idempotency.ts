import { Problem } from '../../pki/problem.ts'
import { IDEMPOTENCY_KEY } from './schemas/request.ts'
import type { IdempotencyRequest } from '../../ca/certification-authority.ts'
import type { Exchange } from '../../http/exchange.ts'

/** What the caller's Idempotency-Key is worth: the request to keep, or that it has no effect in managed mode. */
export function idempotencyOf(
  exchange: Exchange,
  request: {
    readonly mode: 'managed' | 'csr'
    readonly route: string
    readonly body: object
    readonly render: IdempotencyRequest['render']
  },
): IdempotencyRequest | undefined {
  const key = exchange.request.header('idempotency-key')
  if (key === undefined) return undefined
  if (!IDEMPOTENCY_KEY.test(key)) {
    throw new Problem(
      'invalidRequest',
      'Idempotency-Key must be 1 to 255 printable ASCII characters, such as a UUID',
      { field: 'Idempotency-Key' },
    )
  }
  if (request.mode === 'managed') {
    // Each managed request makes a key of its own; the caller is told, so that nobody relies on what is not there.
    exchange.headers['Idempotency-Ignored'] = 'managed-mode'
    return undefined
  }
  const { route, body, render } = request
  return { key, route, body: canonicalBody(body), render }
}

/**
 * The validated body with its members in one order, so that spelling (white space, order, null, unknown members) does not
 * make another request of the same one. The passphrase is left out: it must not be kept, not even as a hash.
 */
function canonicalBody(body: object): string {
  const members = Object.entries(body)
    .filter(([name, value]) => name !== 'caPassphrase' && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(Object.fromEntries(members))
}
