/** What we generate: for CAs and for managed certificates. CSRs may bring more (keyAlgorithmName is an open string). */
export const KEY_ALGORITHMS = ['RSA-2048', 'RSA-4096', 'ECDSA-P256', 'ECDSA-P384'] as const

export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number]

export const DEFAULT_KEY_ALGORITHM: KeyAlgorithm = 'ECDSA-P256'
