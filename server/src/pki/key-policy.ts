import type { PublicKey } from '@certman/x509'
import { ecWeakness } from './curve-point.ts'
import { ed25519Weakness } from './edwards-point.ts'
import { Problem } from './problem.ts'
import { rsaWeakness, type WeakKeyLists } from './rsa-weakness.ts'

/** What we generate: for CAs and for managed certificates. CSRs may bring more (keyAlgorithmName is an open string). */
export const KEY_ALGORITHMS = ['RSA-2048', 'RSA-4096', 'ECDSA-P256', 'ECDSA-P384'] as const

export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number]

export const DEFAULT_KEY_ALGORITHM: KeyAlgorithm = 'ECDSA-P256'

/**
 * Refuses public keys whose private half can be found, or that are none (CA/Browser Forum BR §6.1.1.3). Keys that are known
 * to be compromised, and the CA's own, are for those who know them to refuse.
 * @throws Problem `weakKey`
 */
export function assertStrongKey(key: PublicKey, known: WeakKeyLists = {}): void {
  const weakness = weaknessOf(key, known)
  if (weakness !== undefined) throw new Problem('weakKey', weakness)
}

function weaknessOf(key: PublicKey, known: WeakKeyLists): string | undefined {
  switch (key.family) {
    case 'ec':
      return ecWeakness(key)
    case 'rsa':
      return rsaWeakness(key, known)
    case 'ed25519':
      return ed25519Weakness(key)
  }
}
