import {
  createPublicKey,
  hash as digest,
  randomBytes as systemRandomBytes,
  verify as verifySignature,
  type KeyObject,
} from 'node:crypto'
import { encodePem, isAlgorithmOf, signatureHash, type Hash, type Verify } from '@certman/x509'
import type { RandomBytes } from '../pki/clock.ts'

/** The names under which OpenSSL knows the hashes. */
const DIGESTS = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
} as const satisfies Record<Parameters<Hash>[0], string>

export const randomBytes: RandomBytes = (length) => plainBytes(systemRandomBytes(length))

export const hash: Hash = (name, data) => plainBytes(digest(DIGESTS[name], data, 'buffer'))

/** OpenSSL's name of the hash that goes before a signature; null where the algorithm hashes by itself (Ed25519). */
export function digestOf(algorithm: Parameters<typeof signatureHash>[0]): string | null {
  const name = signatureHash(algorithm)
  return name === null ? null : DIGESTS[name]
}

/**
 * Importing an SPKI costs as much as half a verification, and the keys of the issuers come back with every certificate:
 * the last few are kept.
 */
const IMPORTED_KEYS = 64

/**
 * A verifier with its own small memory of imported keys. Synchronous; a key that OpenSSL refuses to import (a point off
 * its curve), a key of another family than the algorithm's or a malformed signature verify nothing.
 */
export function createVerify(capacity: number = IMPORTED_KEYS): Verify {
  const imported = new Map<string, KeyObject>()

  function importKey(spki: Uint8Array): KeyObject {
    // As text: node:crypto finds out that an object with options is no key by an exception, as costly as the import itself.
    const name = encodePem('PUBLIC KEY', spki)
    const key = imported.get(name) ?? createPublicKey(name)
    // A Map keeps the order of insertion: what was used last goes to the end, what is dropped comes from the front.
    imported.delete(name)
    imported.set(name, key)
    if (imported.size > capacity) dropOldest(imported)
    return key
  }

  return (algorithm, key, data, signature) => {
    if (!isAlgorithmOf(algorithm, key)) return false
    try {
      return verifySignature(digestOf(algorithm), data, importKey(key.spki), signature)
    } catch {
      return false
    }
  }
}

export const verify: Verify = createVerify()

function dropOldest(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) {
    map.delete(oldest)
    return
  }
}

/** The same octets without Buffer's methods and habits (its JSON, its slices that share memory). */
function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}
