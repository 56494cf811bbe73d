/** Of keys that are made on this machine. */
export const KEY_ALGORITHMS = [
  'ECDSA-P256',
  'ECDSA-P384',
  'RSA-2048',
  'RSA-3072',
  'RSA-4096',
  'Ed25519',
] as const

export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number]
