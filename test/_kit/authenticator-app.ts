import { createHmac } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const PERIOD_MS = 30_000

/** RFC 4648 §6. */
export function octetsOf(secret: string): Buffer {
  const bits = Array.from(secret, (letter) =>
    ALPHABET.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)))
}

/** What an authenticator app shows for a secret in base32, written from RFC 6238 alone. */
export function codeOf(secret: string, at: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / PERIOD_MS)))
  const mac = createHmac('sha1', octetsOf(secret)).update(counter).digest()
  // RFC 4226 §5.3: the last four bits say where to look.
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff
  return String(number % 1_000_000).padStart(6, '0')
}

/** The code of the next step: one that was not used yet, and is taken already (RFC 6238 §5.2). */
export function nextCodeOf(secret: string): string {
  return codeOf(secret, Date.now() + PERIOD_MS)
}
