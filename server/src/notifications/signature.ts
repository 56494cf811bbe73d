import { createHmac } from 'node:crypto'
import type { RandomBytes } from '../pki/clock.ts'
import { SecretText } from '../pki/secret-text.ts'

/** Standard Webhooks, "Symmetric": 24 to 64 octets, written after this prefix in base64. */
const PREFIX = 'whsec_'
const SECRET_OCTETS = 32

export function newSigningSecret(random: RandomBytes): SecretText {
  return new SecretText(PREFIX + Buffer.from(random(SECRET_OCTETS)).toString('base64'))
}

/**
 * The headers of Standard Webhooks 1.0.0. Of several secrets (one that is being replaced, and the new one) each signs.
 * @param at milliseconds; a receiver takes it within five minutes
 */
export function signatureHeaders(
  { id, body }: { readonly id: string; readonly body: string },
  secrets: readonly string[],
  at: number,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8')
    return `v1,${mac.digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
