import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign,
  type KeyObject,
} from 'node:crypto'
import { promisify } from 'node:util'
import {
  buildCertificationRequest,
  encodePem,
  isDnsName,
  isIpAddress,
  nameFrom,
  normalizeDnsName,
  normalizeIpAddress,
  parsePublicKey,
  signatureAlgorithmFor,
  signatureHash,
  type Signer,
} from '@certman/x509'
import type { KeyAlgorithm } from './key-algorithms.ts'
import { Refusal } from './refusal.ts'

const generate = promisify(generateKeyPair)

/** Keys that are made on this machine and stay here. */
const GENERATORS = {
  'ECDSA-P256': () => generate('ec', { namedCurve: 'P-256' }),
  'ECDSA-P384': () => generate('ec', { namedCurve: 'P-384' }),
  'RSA-2048': () => generate('rsa', { modulusLength: 2048 }),
  'RSA-3072': () => generate('rsa', { modulusLength: 3072 }),
  'RSA-4096': () => generate('rsa', { modulusLength: 4096 }),
  Ed25519: () => generate('ed25519'),
} as const satisfies Record<KeyAlgorithm, unknown>

export async function generateKey(algorithm: KeyAlgorithm): Promise<KeyObject> {
  return (await GENERATORS[algorithm]()).privateKey
}

/** PKCS#8 (RFC 5958), not encrypted. */
export function keyToPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** @param pem PKCS#8, PKCS#1 or SEC 1 @throws Refusal when it is none of these, or encrypted */
export function parseKey(pem: string | Buffer, path: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    const isEncrypted = /ENCRYPTED/.test(pem.toString())
    throw new Refusal(
      `${path} is ${isEncrypted ? 'an encrypted private key' : 'no private key'}`,
      isEncrypted
        ? `decrypt it first: openssl pkey -in ${path} -out plain.pem`
        : 'certman local keygen makes one',
      cause,
    )
  }
}

/** What a certificate is to stand for. */
export interface RequestedNames {
  readonly commonName: string | undefined
  readonly sanDns: readonly string[]
  readonly sanIp: readonly string[]
}

/** A certification request (RFC 2986), signed with the key, as PEM. */
export async function requestFor(key: KeyObject, names: RequestedNames): Promise<string> {
  const { commonName, sanDns, sanIp } = names
  const der = await buildCertificationRequest({
    subject: nameFrom(commonName === undefined ? {} : { commonName }),
    subjectAltNames: [
      ...sanDns.map((value) => ({ type: 'dns', value: requireDns(value) }) as const),
      ...sanIp.map((value) => ({ type: 'ip', value: requireIp(value) }) as const),
    ],
    signer: signerOf(key),
  })
  return `${encodePem('CERTIFICATE REQUEST', der)}\n`
}

function requireDns(text: string): string {
  if (isDnsName(text)) return normalizeDnsName(text)
  throw new Refusal(`"${text}" is no DNS name`, 'addresses belong to --san-ip')
}

function requireIp(text: string): string {
  if (isIpAddress(text)) return normalizeIpAddress(text)
  throw new Refusal(`"${text}" is no IP address`, 'names belong to --san-dns')
}

function signerOf(key: KeyObject): Signer {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const publicKey = parsePublicKey(spki)
  const algorithm = signatureAlgorithmFor(publicKey)
  const hash = signatureHash(algorithm)?.replace('-', '').toLowerCase() ?? null
  return { publicKey, algorithm, sign: (data) => sign(hash, data, key) }
}
