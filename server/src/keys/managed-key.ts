import { encodePem } from '@certman/x509'
import type { KeyAlgorithm } from '../pki/key-policy.ts'
import { generateKeyPair } from './key-pair.ts'
import type { ManagedKey } from './keystore.ts'

/**
 * A key pair for somebody else; nothing of the private half is kept.
 * @throws Problem `unavailable` when too many RSA keys are asked for at once
 */
export async function generateManagedKey(algorithm: KeyAlgorithm): Promise<ManagedKey> {
  const { publicKey, pkcs8 } = await generateKeyPair(algorithm)
  try {
    return { publicKey, privateKeyPem: encodePem('PRIVATE KEY', pkcs8) }
  } finally {
    pkcs8.fill(0)
  }
}
