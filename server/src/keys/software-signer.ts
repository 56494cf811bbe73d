import { sign as signData, type KeyObject } from 'node:crypto'
import { signatureAlgorithmFor, type PublicKey, type Signer } from '@certman/x509'
import { digestOf } from './crypto.ts'
import type { SignerLease } from './keystore.ts'

/**
 * Lends a key that lies in this process. P-256 and Ed25519 sign synchronously (some 30 µs, less than the way to another
 * thread and back); RSA, P-384 and P-521 take up to milliseconds, hashing a long list does too: they sign on a
 * thread of the pool.
 */
export function leaseSoftwareKey(privateKey: KeyObject, publicKey: PublicKey): SignerLease {
  let lent: KeyObject | undefined = privateKey
  const algorithm = signatureAlgorithmFor(publicKey)
  const digest = digestOf(algorithm)

  function key(): KeyObject {
    if (lent === undefined) throw new Error('a signer was used after its lease had ended')
    return lent
  }

  const signAside = (data: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      signData(digest, data, key(), (error, signature) =>
        error ? reject(error) : resolve(signature),
      )
    })
  const quick = isQuick(publicKey)
  const sign: Signer['sign'] = (data) =>
    quick && data.length <= QUICK_OCTETS ? signData(digest, data, key()) : signAside(data)

  return {
    signer: { publicKey, algorithm, sign },
    [Symbol.dispose]() {
      lent = undefined
    },
  }
}

/** Hashed in some tenth of a millisecond. */
const QUICK_OCTETS = 262_144

function isQuick(key: PublicKey): boolean {
  return key.family === 'ed25519' || (key.family === 'ec' && key.curve === 'P-256')
}
