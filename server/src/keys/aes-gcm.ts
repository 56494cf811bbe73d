import { createCipheriv, createDecipheriv } from 'node:crypto'

/** NIST SP 800-38D §8.2.2: 96 random bits, for far fewer than 2^32 messages under one key. */
export const NONCE_OCTETS = 12
export const TAG_OCTETS = 16

const CIPHER = 'aes-256-gcm'

export interface GcmContext {
  /** 32 octets. */
  readonly key: Uint8Array
  readonly nonce: Uint8Array
  readonly associatedData: Uint8Array
}

/** @returns the ciphertext with its tag behind it */
export function encryptGcm(context: GcmContext, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv(CIPHER, context.key, context.nonce, { authTagLength: TAG_OCTETS })
  cipher.setAAD(context.associatedData)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([ciphertext, cipher.getAuthTag()])
}

/** @returns the plaintext, which the caller wipes; undefined when the tag does not fit */
export function decryptGcm(context: GcmContext, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < TAG_OCTETS) return undefined
  const decipher = createDecipheriv(CIPHER, context.key, context.nonce, {
    authTagLength: TAG_OCTETS,
  })
  decipher.setAAD(context.associatedData)
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_OCTETS))
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - TAG_OCTETS))
  try {
    // GCM gives all its octets in update(); final() only judges the tag.
    decipher.final()
    return plaintext
  } catch {
    plaintext.fill(0)
    return undefined
  }
}
