import { isIPv6 } from 'node:net'
import { anonymousRefusal } from '../audit/events.ts'
import type { AuditEvent } from '../pki/audit-event.ts'
import type { ApiKeyPrincipal } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { TokenBucketRule } from '../pki/token-bucket.ts'
import type { Store, StoredApiKey } from '../store/store.ts'
import { hashApiKey, looksLikeApiKey } from './api-key.ts'
import { LastUses } from './last-uses.ts'

/** Failed authentications of one address: thirty at once, then one every two seconds. */
const FAILURES_PER_ADDRESS: TokenBucketRule = { capacity: 30, refillPerSecond: 0.5 }

/** One sentence for every reason, so that nobody learns whether a key existed. */
const UNAUTHENTICATED = 'a valid API key is needed; send the header "Authorization: Bearer cm_…"'

export interface AuthenticatorOptions {
  readonly store: Pick<Store, 'apiKeys' | 'rateBuckets'>
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly refusals: { refused(event: AuditEvent): void }
  /** The last use of keys could not be written; it is tried again. */
  readonly onFailure: (error: unknown) => void
  readonly failuresPerAddress?: TokenBucketRule
}

/** Tells who sends a request. Disposing of it writes the last use of the keys. */
export interface Authenticator extends AsyncDisposable {
  /**
   * @param authorization the header as it came
   * @param address where the request came from, after trusted proxies
   * @throws Problem `unauthenticated`, the same for every reason; `rateLimited` after too many failures of one address
   */
  authenticate(
    authorization: string | undefined,
    address: string,
    requestId: string,
  ): Promise<ApiKeyPrincipal>
}

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { store, now } = options
  const lastUses = new LastUses(store.apiKeys, options.onFailure)
  return {
    async authenticate(authorization, address, requestId) {
      const text = bearerToken(authorization)
      const found = await examine(store, text, now())
      if (found.kind === 'refused') throw await refuse(options, found, { address, requestId })
      lastUses.used(found.key.id, now(), address)
      return principalOf(found.key, address)
    },
    [Symbol.asyncDispose]: () => lastUses[Symbol.asyncDispose](),
  }
}

type Examined = { readonly kind: 'accepted'; readonly key: StoredApiKey } | Refused

interface Refused {
  readonly kind: 'refused'
  /** For the audit only. */
  readonly reason: 'missing' | 'malformed' | 'unknown' | 'revoked' | 'expired'
  readonly key?: StoredApiKey
}

/** RFC 6750 §2.1; the scheme's name has no case (RFC 9110 §11.1). */
function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined
  return /^bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? ''
}

async function examine(
  store: Pick<Store, 'apiKeys'>,
  text: string | undefined,
  now: number,
): Promise<Examined> {
  if (text === undefined) return { kind: 'refused', reason: 'missing' }
  if (!looksLikeApiKey(text)) return { kind: 'refused', reason: 'malformed' }
  const key = await store.apiKeys.findByHash(hashApiKey(text))
  if (!key) return { kind: 'refused', reason: 'unknown' }
  if (key.revokedAt !== null) return { kind: 'refused', reason: 'revoked', key }
  if (key.expiresAt !== null && key.expiresAt <= now)
    return { kind: 'refused', reason: 'expired', key }
  return { kind: 'accepted', key }
}

/**
 * Only failures take from an address's bucket, and only they are refused by it: whoever shares an address with a
 * guesser is not locked out.
 */
async function refuse(
  { store, now, refusals, failuresPerAddress = FAILURES_PER_ADDRESS }: AuthenticatorOptions,
  refused: Refused,
  from: { readonly address: string; readonly requestId: string },
): Promise<Problem> {
  refusals.refused(
    anonymousRefusal(from, {
      subject: refused.key?.id ?? null,
      workspaceId: refused.key?.workspace.id ?? null,
      at: now(),
      detail: { reason: refused.reason },
    }),
  )
  const bucket = `authentication ${neighbourhood(from.address)}`
  const { allowed, retryAfterSeconds } = await store.rateBuckets.take(
    bucket,
    failuresPerAddress,
    now(),
  )
  if (allowed) return new Problem('unauthenticated', UNAUTHENTICATED)
  return new Problem(
    'rateLimited',
    `too many requests without a valid API key from this address; try again in ${retryAfterSeconds} seconds`,
    { retryAfterSeconds },
  )
}

/** One site usually has a whole /64 of IPv6 (RFC 6177), so that is what counts as an address there. */
function neighbourhood(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

function principalOf(key: StoredApiKey, address: string): ApiKeyPrincipal {
  return {
    kind: 'apiKey',
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    user: key.user,
    workspace: key.workspace,
    grants: key.grants,
    address,
  }
}
