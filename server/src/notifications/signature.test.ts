import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { newSigningSecret, signatureHeaders } from './signature.ts'

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

test('Standard Webhooks: whatever is signed, the reference library verifies', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.json(), (name, body) => {
      const id = `msg_${Buffer.from(name).toString('hex')}`
      const secret = newSigningSecret(random).reveal()
      const headers = signatureHeaders({ id, body }, [secret], Date.now())
      expect(new Webhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(body))
    }),
  )
})

test('of two secrets each alone verifies, and a third does not', () => {
  const [former, current, foreign] = [1, 2, 3].map(() => newSigningSecret(random).reveal())
  const message = { id: 'msg_1', body: '{"a":"ů"}' }
  const headers = signatureHeaders(message, [current ?? '', former ?? ''], Date.now())
  for (const secret of [former, current]) {
    expect(new Webhook(secret ?? '').verify(message.body, { ...headers })).toEqual({ a: 'ů' })
  }
  const verify = (body: string, secret = foreign): unknown =>
    new Webhook(secret ?? '').verify(body, { ...headers })
  expect(() => verify(message.body)).toThrow(WebhookVerificationError)
  expect(() => verify('{"a":"u"}', current)).toThrow(WebhookVerificationError)
})

test('a secret is whsec_ and 32 octets, and shows itself to nobody', () => {
  const secret = newSigningSecret(random)
  expect(secret.reveal()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(String(secret)).not.toContain('whsec')
})
