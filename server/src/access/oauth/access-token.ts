import { hash } from 'node:crypto'
import type { OAuthPrincipal } from '../../pki/principal.ts'
import type { OAuthAccess, OAuthResource } from '../../store/programs/oauth-store.ts'

/** What every access token begins with, so that one is told from an API key, and found where it leaked. */
export const ACCESS_TOKEN_MARK = 'cm_oauth_'
/** 258 random bits in base64url. */
const SHAPE = /^cm_oauth_[\w-]{43}$/

export function isAccessToken(text: string): boolean {
  return text.startsWith(ACCESS_TOKEN_MARK)
}

/** Whether this can be one of our tokens at all; asked before anything that costs. */
export function looksLikeAccessToken(text: string): boolean {
  return SHAPE.test(text)
}

/** SHA-256, all that is stored of codes and tokens: they are random, so a slow hash would add nothing. */
export function hashToken(text: string): Uint8Array {
  return hash('sha256', text, 'buffer')
}

export type AccessRefusal = 'expired' | 'ended' | 'notMember' | 'wrongResource'

/** @returns why the token is worth nothing here and now; undefined when it is good */
export function whyRefused(
  { expiresAt, grant }: OAuthAccess,
  resource: OAuthResource,
  now: number,
): AccessRefusal | undefined {
  if (expiresAt <= now) return 'expired'
  if (grant.endedAt !== null) return 'ended'
  if (grant.role === null) return 'notMember'
  return grant.resource === resource ? undefined : 'wrongResource'
}

export function oauthPrincipal({ grant }: OAuthAccess, address: string): OAuthPrincipal {
  const { id, clientId, clientName, user, workspace, grants, mayReturnKeys } = grant
  return {
    kind: 'oauth',
    id,
    clientId,
    clientName,
    user,
    workspace,
    grants,
    mayReturnPrivateKeys: mayReturnKeys,
    address,
  }
}
