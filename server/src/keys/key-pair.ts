import { generateKeyPair as generate, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { parsePublicKey, type PublicKey } from '@certman/x509'
import type { KeyAlgorithm } from '../pki/key-policy.ts'
import { createBoundedQueue } from './bounded-queue.ts'

export interface KeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: PublicKey
}

export interface NewKeyPair extends KeyPair {
  /** The private key as PKCS#8 (RFC 5958), DER; whoever asked for the pair wipes it. */
  readonly pkcs8: Uint8Array
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

/** @throws Problem `unavailable` when too many RSA keys are asked for at once */
export async function generateKeyPair(algorithm: KeyAlgorithm): Promise<NewKeyPair> {
  const { privateKey, publicKey } = await GENERATORS[algorithm]()
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  const spki = spkiOfP256(pkcs8) ?? publicKey.export({ format: 'der', type: 'spki' })
  return { privateKey, publicKey: parsePublicKey(spki), pkcs8 }
}

/** SubjectPublicKeyInfo of a P-256 key (RFC 5480 §2) up to its point. */
const P256_SPKI = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex')
/** PKCS#8 of a P-256 key up to its secret, and between that and its point (RFC 5915 §3, with the public key). */
const P256_PKCS8 = Buffer.from(
  '308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420',
  'hex',
)
const P256_PUBLIC_KEY = Buffer.from('a144034200', 'hex')
const P256_PUBLIC_KEY_AT = P256_PKCS8.length + 32
const P256_POINT_AT = P256_PUBLIC_KEY_AT + P256_PUBLIC_KEY.length

/**
 * The private key of a P-256 pair carries the public one. Copying it spares OpenSSL's export of the SPKI, which costs twice
 * as much as making the key. @returns undefined when this is no P-256 key in the form that OpenSSL writes
 */
function spkiOfP256(pkcs8: Buffer): Buffer | undefined {
  const known =
    pkcs8.length === P256_POINT_AT + 65 &&
    P256_PKCS8.equals(pkcs8.subarray(0, P256_PKCS8.length)) &&
    P256_PUBLIC_KEY.equals(pkcs8.subarray(P256_PUBLIC_KEY_AT, P256_POINT_AT))
  return known ? Buffer.concat([P256_SPKI, pkcs8.subarray(P256_POINT_AT)]) : undefined
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
