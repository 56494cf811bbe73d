import { createPublicKey, generateKeyPair, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import {
  buildCertificationRequest,
  encodePem,
  isIpAddress,
  nameFrom,
  parsePublicKey,
  signatureAlgorithmFor,
  signatureHash,
} from '@certman/x509'

const generate = promisify(generateKeyPair)

const GENERATORS = {
  'ECDSA-P256': () => generate('ec', { namedCurve: 'P-256' }),
  'ECDSA-P384': () => generate('ec', { namedCurve: 'P-384' }),
  'RSA-2048': () => generate('rsa', { modulusLength: 2048 }),
  'RSA-4096': () => generate('rsa', { modulusLength: 4096 }),
  Ed25519: () => generate('ed25519'),
} as const

export type KeyKind = keyof typeof GENERATORS
// Object.keys of a record whose keys are the union.
export const KEY_KINDS = Object.keys(GENERATORS) as KeyKind[]

/** RFC 5280 Appendix A.1, ub-common-name. */
const MAX_COMMON_NAME = 64

export interface LocalRequest {
  readonly privateKey: KeyObject
  readonly csrPem: string
}

/** A key of this machine and a PKCS#10 request for it: the key itself goes nowhere. */
export async function makeLocalRequest(
  names: readonly string[],
  kind: KeyKind,
): Promise<LocalRequest> {
  const { privateKey } = await GENERATORS[kind]()
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const publicKey = parsePublicKey(new Uint8Array(spki))
  const algorithm = signatureAlgorithmFor(publicKey)
  const hash = signatureHash(algorithm)
  const commonName = names.find((name) => name.length <= MAX_COMMON_NAME)
  const request = await buildCertificationRequest({
    subject: nameFrom({ commonName }),
    subjectAltNames: names.map((value) => ({ type: isIpAddress(value) ? 'ip' : 'dns', value })),
    signer: {
      publicKey,
      algorithm,
      sign: (data) => new Uint8Array(sign(hash, data, privateKey)),
    },
  })
  return { privateKey, csrPem: encodePem('CERTIFICATE REQUEST', request) }
}
