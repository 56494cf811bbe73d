import { anonymousRefusal } from '../audit/events.ts'
import type { AuditEvent } from '../pki/audit-event.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { ApiKeyPrincipal, BearerPrincipal, OAuthPrincipal } from '../pki/principal.ts'
import { Problem, tryAgainIn } from '../pki/problem.ts'
import type { TokenBucketRule } from '../pki/token-bucket.ts'
import type { OAuthResource } from '../store/programs/oauth-store.ts'
import type { StoredApiKey } from '../store/programs/api-key-store.ts'
import type { Store } from '../store/store.ts'
import { hashApiKey, looksLikeApiKey } from './api-key.ts'
import { isAllowedFrom } from '../pki/address-range.ts'
import { LastUses } from './last-uses.ts'
import { neighbourhood } from './neighbourhood.ts'
import {
  hashToken,
  isAccessToken,
  looksLikeAccessToken,
  oauthPrincipal,
  whyRefused,
  type AccessRefusal,
} from './oauth/access-token.ts'

/** Failed authentications of one address: thirty at once, then one every two seconds. */
const FAILURES_PER_ADDRESS: TokenBucketRule = { capacity: 30, refillPerSecond: 0.5 }

/** One sentence for every reason, so that nobody learns whether a key existed. */
const UNAUTHENTICATED = {
  api: 'a valid API key is needed; send the header "Authorization: Bearer cm_…"',
  mcp: 'a sign-in or a valid API key is needed; connect by OAuth, or send the header "Authorization: Bearer cm_…"',
} as const satisfies Record<OAuthResource, string>
/** The same for every token that is none, or none here. */
const TOKEN_REFUSED =
  'this access token has expired, was ended or is for another resource; get a new one with the refresh token, or ask for consent again'

export interface AuthenticatorOptions {
  readonly store: Pick<Store, 'apiKeys' | 'oauth' | 'rateBuckets'>
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
   * @param resource which of the protected resources is asked: an access token is for one of them; `api` unless given
   * @throws Problem `unauthenticated`, the same for every reason; `rateLimited` after too many failures of one address
   */
  authenticate(
    authorization: string | undefined,
    address: string,
    requestId: string,
    resource?: OAuthResource,
  ): Promise<BearerPrincipal>
}

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { store, now } = options
  const lastUses = {
    apiKey: new LastUses(store.apiKeys, options.onFailure),
    oauth: new LastUses(store.oauth, options.onFailure),
  }
  return {
    async authenticate(authorization, address, requestId, resource = 'api') {
      const text = bearerToken(authorization)
      const asked = { address, now: now(), resource }
      const found =
        text !== undefined && isAccessToken(text)
          ? await examineToken(store, text, asked)
          : await examineKey(store, text, asked)
      if (found.kind === 'refused')
        throw await refuse(options, found, { address, requestId, resource })
      const { principal } = found
      lastUses[principal.kind].used(principal.id, now(), address)
      return principal
    },
    async [Symbol.asyncDispose]() {
      await lastUses.apiKey[Symbol.asyncDispose]()
      await lastUses.oauth[Symbol.asyncDispose]()
    },
  }
}

interface Asked {
  readonly address: string
  readonly now: number
  readonly resource: OAuthResource
}

type Examined =
  | { readonly kind: 'accepted'; readonly principal: ApiKeyPrincipal | OAuthPrincipal }
  | Refused

interface Refused {
  readonly kind: 'refused'
  /** For the audit only. */
  readonly reason:
    | 'missing'
    | 'malformed'
    | 'unknown'
    | 'revoked'
    | 'replaced'
    | 'address'
    | AccessRefusal
  /** What was recognized all the same: a key, or the grant of a token. */
  readonly credential?: { readonly id: Uuid; readonly workspace: { readonly id: Uuid } }
  readonly sentence?: string
}

/** RFC 6750 §2.1; the scheme's name has no case (RFC 9110 §11.1). */
function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined
  return /^bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? ''
}

async function examineKey(
  store: Pick<Store, 'apiKeys'>,
  text: string | undefined,
  { now, address }: Asked,
): Promise<Examined> {
  if (text === undefined) return { kind: 'refused', reason: 'missing' }
  if (!looksLikeApiKey(text)) return { kind: 'refused', reason: 'malformed' }
  const key = await store.apiKeys.findByHash(hashApiKey(text))
  if (!key) return { kind: 'refused', reason: 'unknown' }
  if (key.revokedAt !== null) return { kind: 'refused', reason: 'revoked', credential: key }
  if (key.expiresAt !== null && key.expiresAt <= now)
    return { kind: 'refused', reason: 'expired', credential: key }
  if (key.endsAt !== null && key.endsAt <= now)
    return { kind: 'refused', reason: 'replaced', credential: key }
  if (!isAllowedFrom(address, key.allowedAddresses))
    return { kind: 'refused', reason: 'address', credential: key }
  return { kind: 'accepted', principal: principalOf(key, address) }
}

/** What the user may do there is asked anew each time: whoever left the workspace left with their grants. */
async function examineToken(
  store: Pick<Store, 'oauth'>,
  text: string,
  { address, now, resource }: Asked,
): Promise<Examined> {
  const refused = { kind: 'refused', sentence: TOKEN_REFUSED } as const
  if (!looksLikeAccessToken(text)) return { ...refused, reason: 'malformed' }
  const found = await store.oauth.access(hashToken(text))
  if (!found) return { ...refused, reason: 'unknown' }
  const reason = whyRefused(found, resource, now)
  if (reason !== undefined) return { ...refused, reason, credential: found.grant }
  return { kind: 'accepted', principal: oauthPrincipal(found, address) }
}

/**
 * Only failures take from an address's bucket, and only they are refused by it: whoever shares an address with a
 * guesser is not locked out.
 */
async function refuse(
  { store, now, refusals, failuresPerAddress = FAILURES_PER_ADDRESS }: AuthenticatorOptions,
  refused: Refused,
  from: { readonly address: string; readonly requestId: string; readonly resource: OAuthResource },
): Promise<Problem> {
  refusals.refused(
    anonymousRefusal(from, {
      subject: refused.credential?.id ?? null,
      workspaceId: refused.credential?.workspace.id ?? null,
      at: now(),
      // Which client, nobody has said yet: the message is read only of those who are let in.
      detail: { reason: refused.reason, ...(from.resource === 'mcp' && { via: 'mcp' }) },
    }),
  )
  const bucket = `authentication ${neighbourhood(from.address)}`
  const { allowed, retryAfterSeconds } = await store.rateBuckets.take(
    bucket,
    failuresPerAddress,
    now(),
  )
  if (allowed)
    return new Problem('unauthenticated', refused.sentence ?? UNAUTHENTICATED[from.resource])
  return new Problem(
    'rateLimited',
    `too many requests without a valid key or token from this address; ${tryAgainIn(retryAfterSeconds)}`,
    { retryAfterSeconds },
  )
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
    mayReturnPrivateKeys: key.mayReturnPrivateKeys,
    address,
  }
}
