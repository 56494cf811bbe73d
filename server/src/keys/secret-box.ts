import { Problem } from '../pki/problem.ts'
import type { RandomBytes } from '../pki/clock.ts'
import { decryptGcm, encryptGcm, NONCE_OCTETS } from './aes-gcm.ts'

/** Seals small secrets under one key that is itself sealed under the master key: a rotation of that one leaves them as they are. */
export interface SecretBox {
  seal(name: string, plaintext: Uint8Array): Uint8Array
  /** @throws Problem `internal` when it is damaged, of another name or of another box */
  open(name: string, sealed: Uint8Array): Uint8Array
}

export function createSecretBox(key: Uint8Array, random: RandomBytes): SecretBox {
  const contextOf = (name: string, nonce: Uint8Array) => ({
    key,
    nonce,
    associatedData: new TextEncoder().encode(name),
  })
  return {
    seal(name, plaintext) {
      const nonce = random(NONCE_OCTETS)
      return Buffer.concat([nonce, encryptGcm(contextOf(name, nonce), plaintext)])
    },
    open(name, sealed) {
      const nonce = sealed.subarray(0, NONCE_OCTETS)
      const plaintext = decryptGcm(contextOf(name, nonce), sealed.subarray(NONCE_OCTETS))
      if (plaintext === undefined) {
        throw new Problem('internal', `the sealed secret "${name}" is damaged or not ours`)
      }
      return plaintext
    },
  }
}
