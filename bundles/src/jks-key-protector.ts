import { DerReader, encodeDer, equalBytes } from '@certman/x509'
import { BundleError } from './bundle-error.ts'
import { bufferOf } from './der-octets.ts'

/** Sun's own key protection algorithm. */
const KEY_PROTECTOR = '1.3.6.1.4.1.42.2.17.1.1'
const SALT_OCTETS = 20
const DIGEST_OCTETS = 20

/**
 *   EncryptedPrivateKeyInfo ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING { salt, key XOR stream, check } }
 *
 * The stream is SHA-1 of password and salt, then of password and the block before; the check is SHA-1 of password and key. That
 * is weak by today's measure: it keeps the file format, not a secret. PKCS#12 is the store for a secret.
 */
export async function protectKey(privateKey: Uint8Array, password: string): Promise<Uint8Array> {
  const secret = passwordOctets(password)
  const salt = crypto.getRandomValues(new Uint8Array(SALT_OCTETS))
  const hidden = await xorStream(privateKey, secret, salt)
  const check = await sha1(secret, privateKey)
  return encodeDer((der) =>
    der.sequence(() => {
      der.sequence(() => {
        der.objectIdentifier(KEY_PROTECTOR)
        der.null()
      })
      der.octetString(join(salt, hidden, check))
    }),
  )
}

/** @throws BundleError `passwordWrong`, `unsupported` */
export async function recoverKey(encrypted: Uint8Array, password: string): Promise<Uint8Array> {
  const fields = new DerReader(encrypted).sequence()
  if (fields.sequence().objectIdentifier() !== KEY_PROTECTOR) {
    throw new BundleError('unsupported', 'the key is not protected as in a JKS store')
  }
  const octets = fields.octetString()
  const secret = passwordOctets(password)
  const salt = octets.subarray(0, SALT_OCTETS)
  const check = octets.subarray(-DIGEST_OCTETS)
  const key = await xorStream(octets.subarray(SALT_OCTETS, -DIGEST_OCTETS), secret, salt)
  if (equalBytes(await sha1(secret, key), check)) return key
  throw new BundleError('passwordWrong', 'the password of the key is another one')
}

async function xorStream(
  octets: Uint8Array,
  secret: Uint8Array,
  salt: Uint8Array,
): Promise<Uint8Array> {
  const result = new Uint8Array(octets)
  let block = salt
  for (let at = 0; at < result.length; at += DIGEST_OCTETS) {
    block = await sha1(secret, block)
    for (let i = 0; i < DIGEST_OCTETS && at + i < result.length; i++) result[at + i]! ^= block[i]!
  }
  return result
}

/** Java's characters, high octet first. */
export function passwordOctets(password: string): Uint8Array {
  const octets = new Uint8Array(2 * password.length)
  for (let i = 0; i < password.length; i++) {
    octets[2 * i] = password.charCodeAt(i) >> 8
    octets[2 * i + 1] = password.charCodeAt(i) & 0xff
  }
  return octets
}

export async function sha1(...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-1', bufferOf(join(...parts))))
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
