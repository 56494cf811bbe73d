import type { KeyAlgorithm } from '../pki/key-policy.ts'
import { generateKeyPair } from './key-pair.ts'
import type { ManagedKey } from './keystore.ts'

/**
 * A key pair for somebody else; nothing of the private half is kept.
 * @throws Problem `unavailable` when too many RSA keys are asked for at once
 */
export async function generateManagedKey(algorithm: KeyAlgorithm): Promise<ManagedKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm)
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
  // node:types say string | Buffer for every format; PEM is text.
  return { publicKey, privateKeyPem: String(pem).trimEnd() }
}
