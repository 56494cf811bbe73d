import type { StoredApiKey } from '../store/programs/api-key-store.ts'

export const API_KEY_STATES = ['active', 'expired', 'replaced', 'revoked'] as const
export type ApiKeyState = (typeof API_KEY_STATES)[number]

type Ends = Pick<StoredApiKey, 'revokedAt' | 'expiresAt' | 'endsAt'>

/** A key that was replaced is active until its overlap ends. */
export function apiKeyState({ revokedAt, expiresAt, endsAt }: Ends, now: number): ApiKeyState {
  if (revokedAt !== null) return 'revoked'
  if (endsAt !== null && endsAt <= now) return 'replaced'
  if (expiresAt !== null && expiresAt <= now) return 'expired'
  return 'active'
}

/** When a key that is not active ended. */
export function apiKeyEnd({ revokedAt, expiresAt, endsAt }: Ends): number {
  return revokedAt ?? Math.min(endsAt ?? Infinity, expiresAt ?? Infinity)
}
