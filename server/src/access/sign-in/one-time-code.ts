import { Secret, TOTP } from 'otpauth'
import type { Uuid } from '../../pki/identifier.ts'
import type { Account } from '../../store/sign-in/sign-in-store.ts'
import type { SignInContext } from './context.ts'

/** RFC 6238: what every authenticator app takes. */
const PERIOD_SECONDS = 30
const DIGITS = 6
/** One step either way, for clocks that differ and people who type slowly (RFC 6238 §5.2). */
const WINDOW = 1
export const SECRET_OCTETS = 20

export function sealedName(userId: Uuid): string {
  return `one-time code of ${userId}`
}

function totpOf(secret: Uint8Array, email: string): TOTP {
  return new TOTP({
    issuer: 'Certman',
    label: email,
    algorithm: 'SHA1',
    digits: DIGITS,
    period: PERIOD_SECONDS,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  })
}

/** What an authenticator app reads from a QR code, and what people type into it without a camera. */
export function describeSecret(
  secret: Uint8Array,
  email: string,
): { readonly secret: string; readonly uri: string } {
  const totp = totpOf(secret, email)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** @returns the step that the code is of; undefined when it is of none about now */
export function stepOf(
  context: Pick<SignInContext, 'now' | 'open'>,
  account: Pick<Account, 'id' | 'email' | 'oneTimeCode'>,
  code: string,
): number | undefined {
  const digits = code.replaceAll(/\s/g, '')
  if (account.oneTimeCode === null || !/^\d{6}$/.test(digits)) return undefined
  const secret = context.open(sealedName(account.id), account.oneTimeCode.sealed)
  const timestamp = context.now()
  const delta = totpOf(secret, account.email).validate({ token: digits, timestamp, window: WINDOW })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta
}
