import { hash } from 'node:crypto'
import type { RandomBytes } from '../../pki/clock.ts'
import { SecretText } from '../../pki/secret-text.ts'

const TOKEN_OCTETS = 32
const FORM = /^[\w-]{43}$/

/** 256 bits from the CSPRNG as base64url: for sessions, and for what stands between two steps of a sign-in. */
export function newToken(random: RandomBytes): SecretText {
  return new SecretText(Buffer.from(random(TOKEN_OCTETS)).toString('base64url'))
}

/** Looked up before anything is hashed or read: what is no token is not worth it. */
export function looksLikeToken(text: string | undefined): text is string {
  return text !== undefined && FORM.test(text)
}

export function hashToken(text: string): Uint8Array {
  return hash('sha256', text, 'buffer')
}

/** Bound to the session without a place of its own; whoever knows it does not know the session's token. */
export function csrfTokenOf(sessionToken: string): string {
  return hash('sha256', `csrf\n${sessionToken}`, 'base64url')
}
