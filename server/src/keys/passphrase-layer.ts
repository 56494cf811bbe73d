import { argon2 } from 'node:crypto'
import type { RandomBytes } from '../pki/clock.ts'
import { decryptGcm, encryptGcm, NONCE_OCTETS } from './aes-gcm.ts'
import { createBoundedQueue, type QueueLimits } from './bounded-queue.ts'
import type { Passphrase } from './keystore.ts'

/** RFC 9106 §4, second recommendation (64 MiB, 3 passes), with one lane: about 160 ms of one core. */
export interface Argon2Parameters {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

export const ARGON2_PARAMETERS: Argon2Parameters = { memoryKiB: 65_536, passes: 3, lanes: 1 }

/** Two derivations hold 128 MiB and two threads of the pool; the others wait their turn. */
const QUEUE: QueueLimits = { concurrency: 2, waiting: 64 }

/**
 * The inner layer of a CA key that only its passphrase opens:
 *
 *   version 1 (1 octet) · memory in KiB (4) · passes (4) · lanes (4) · salt (16) · nonce (12) · AES-256-GCM ciphertext · tag
 *
 * The key is argon2id(passphrase, salt); the associated data are all octets before the ciphertext and the CA's id. The
 * parameters lie within the envelope, so nobody without the master key can raise or lower them.
 */
const VERSION = 1
const SALT_AT = 13
const SALT_OCTETS = 16
const NONCE_AT = SALT_AT + SALT_OCTETS
const HEADER_OCTETS = NONCE_AT + NONCE_OCTETS

export interface PassphraseLayer {
  seal(plaintext: Uint8Array, passphrase: Passphrase, authorityId: string): Promise<Uint8Array>
  /** @returns the plaintext, which the caller wipes; undefined when the passphrase is not the right one */
  open(
    layer: Uint8Array,
    passphrase: Passphrase,
    authorityId: string,
  ): Promise<Uint8Array | undefined>
}

export function createPassphraseLayer(
  random: RandomBytes,
  parameters: Argon2Parameters = ARGON2_PARAMETERS,
  limits: QueueLimits = QUEUE,
): PassphraseLayer {
  const inTurn = createBoundedQueue('operations with a passphrase', limits)

  return {
    async seal(plaintext, passphrase, authorityId) {
      const header = encodeHeader(parameters, random)
      const key = await inTurn(() => deriveKey(passphrase, header))
      try {
        const sealed = encryptGcm(contextOf(key, header, authorityId), plaintext)
        return Buffer.concat([header, sealed])
      } finally {
        key.fill(0)
      }
    },

    async open(layer, passphrase, authorityId) {
      if (layer[0] !== VERSION) throw new Error(`passphrase layer of unknown version ${layer[0]}`)
      const header = layer.subarray(0, HEADER_OCTETS)
      const key = await inTurn(() => deriveKey(passphrase, header))
      try {
        return decryptGcm(contextOf(key, header, authorityId), layer.subarray(HEADER_OCTETS))
      } finally {
        key.fill(0)
      }
    },
  }
}

function encodeHeader(parameters: Argon2Parameters, random: RandomBytes): Uint8Array {
  const header = Buffer.alloc(HEADER_OCTETS)
  header.writeUInt8(VERSION, 0)
  header.writeUInt32BE(parameters.memoryKiB, 1)
  header.writeUInt32BE(parameters.passes, 5)
  header.writeUInt32BE(parameters.lanes, 9)
  header.set(random(SALT_OCTETS), SALT_AT)
  header.set(random(NONCE_OCTETS), NONCE_AT)
  return header
}

function contextOf(key: Uint8Array, header: Uint8Array, authorityId: string) {
  return {
    key,
    nonce: header.subarray(NONCE_AT),
    associatedData: Buffer.concat([header, Buffer.from(authorityId, 'utf8')]),
  }
}

/** RFC 9106, version 0x13, on a thread of the pool. */
function deriveKey(passphrase: Passphrase, header: Uint8Array): Promise<Uint8Array> {
  const fields = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const parameters = {
    message: passphrase.bytes(),
    nonce: header.subarray(SALT_AT, NONCE_AT),
    memory: fields.getUint32(1),
    passes: fields.getUint32(5),
    parallelism: fields.getUint32(9),
    tagLength: 32,
  }
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
