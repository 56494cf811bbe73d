import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { isAlgorithmOf, signatureHash, type Hash, type Verify } from '@certman/x509'

/** What @certman/x509 leaves to whoever has cryptography. */
export const hash: Hash = (name, data) =>
  new Uint8Array(createHash(name.replace('-', '').toLowerCase()).update(data).digest())

/** A key or a signature that OpenSSL cannot read verifies nothing. */
export const verify: Verify = (algorithm, key, data, signature) => {
  if (!isAlgorithmOf(algorithm, key)) return false
  const digest = signatureHash(algorithm)?.replace('-', '').toLowerCase() ?? null
  try {
    const spki = createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' })
    return verifySignature(digest, data, spki, signature)
  } catch {
    return false
  }
}

/** SHA-256, as OpenSSL and browsers write it: `AB:CD:…`. */
export function fingerprint(der: Uint8Array, name: Parameters<Hash>[0] = 'SHA-256'): string {
  return withColons(hash(name, der))
}

/** `AB:CD:…` */
export function withColons(octets: Uint8Array): string {
  return Buffer.from(octets)
    .toString('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:')
}
