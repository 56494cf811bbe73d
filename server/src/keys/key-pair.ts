import { generateKeyPair as generate, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { parsePublicKey, type PublicKey } from '@certman/x509'
import type { KeyAlgorithm } from '../pki/key-policy.ts'
import { createBoundedQueue } from './bounded-queue.ts'

export interface KeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: PublicKey
}

/** FIPS 186-5 §5.4 asks for an odd exponent above 2^16; everybody takes this one. */
const RSA_EXPONENT = 65_537

/** Searching primes takes a thread of the pool for 0.05 to 1 s: the signatures and files that share it must not starve. */
const inTurn = createBoundedQueue('RSA keys being made', { concurrency: 2, waiting: 64 })

type NodeKeyPair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject }

const GENERATORS = {
  'RSA-2048': () => inTurn(() => generateRsa(2048)),
  'RSA-4096': () => inTurn(() => generateRsa(4096)),
  // As cheap as one signature: a thread would cost more than it saves.
  'ECDSA-P256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'ECDSA-P384': generateP384,
} as const satisfies Record<KeyAlgorithm, () => NodeKeyPair | Promise<NodeKeyPair>>

export async function generateKeyPair(algorithm: KeyAlgorithm): Promise<KeyPair> {
  const { privateKey, publicKey } = await GENERATORS[algorithm]()
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  return { privateKey, publicKey: parsePublicKey(new Uint8Array(spki)) }
}

function generateRsa(modulusLength: number): Promise<NodeKeyPair> {
  return new Promise((resolve, reject) => {
    generate(
      'rsa',
      { modulusLength, publicExponent: RSA_EXPONENT },
      (error, publicKey, privateKey) =>
        error ? reject(error) : resolve({ privateKey, publicKey }),
    )
  })
}

function generateP384(): Promise<NodeKeyPair> {
  return new Promise((resolve, reject) => {
    generate('ec', { namedCurve: 'P-384' }, (error, publicKey, privateKey) =>
      error ? reject(error) : resolve({ privateKey, publicKey }),
    )
  })
}
