import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { Problem } from '../pki/problem.ts'

/**
 * Seals a text to a key pair of which somebody's browser holds the private half: not even the server can open it again.
 * ECDH on P-256 with a key pair of this one text, HKDF-SHA-256 (RFC 5869), AES-256-GCM.
 *
 * @param recipient SubjectPublicKeyInfo, DER in base64
 * @param context what it belongs to; whoever opens it must name the same
 * @returns the sender's SubjectPublicKeyInfo (91 octets), nonce (12), ciphertext, tag (16)
 * @throws Problem `invalidRequest` for a key that is none
 */
export function sealTo(recipient: string, context: string, text: string): Uint8Array {
  const theirs = readDeliveryKey(recipient)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const shared = diffieHellman({ privateKey, publicKey: theirs })
  const key = new Uint8Array(hkdfSync('sha256', shared, '', `certman delivery ${context}`, 32))
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
  shared.fill(0)
  key.fill(0)
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return new Uint8Array(Buffer.concat([spki, nonce, ...sealed]))
}

/** @throws Problem `invalidRequest` */
export function readDeliveryKey(spki: string): KeyObject {
  try {
    const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key
  } catch {
    // What it is instead does not matter.
  }
  throw new Problem(
    'invalidRequest',
    'deliveryKey must be the SubjectPublicKeyInfo of a P-256 key in base64; reload the page',
    { field: 'deliveryKey' },
  )
}
