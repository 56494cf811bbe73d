import { createHash } from 'node:crypto'
import {
  keyAlgorithmName,
  nameToString,
  serialNumberToHex,
  type Certificate,
  type CertificationRequest,
  type PublicKey,
  type RevocationList,
} from '@certman/x509'
import { describeExtensions, hex, type DescribedExtension } from './describe-extensions.ts'
import { Problem } from './problem.ts'

export interface DescribedKey {
  /** As in the contract: `ECDSA-P256`, `RSA-2048`. */
  readonly algorithm: string
  readonly bits: number
  /** SHA-256 of the SubjectPublicKeyInfo. */
  readonly spkiSha256: string
  /** Why nobody should trust it, as a sentence; null: nothing is known against it. */
  readonly weakness: string | null
}

interface Described {
  readonly signatureAlgorithm: string
  readonly extensions: readonly DescribedExtension[]
}

export interface DescribedCertificate extends Described {
  readonly kind: 'certificate'
  readonly subject: string
  readonly issuer: string
  readonly serialNumber: string
  readonly notBefore: number
  readonly notAfter: number
  readonly isAuthority: boolean
  readonly key: DescribedKey
  readonly sha256: string
  readonly sha1: string
}

export interface DescribedRequest extends Described {
  readonly kind: 'request'
  readonly subject: string
  readonly commonName: string | null
  readonly sanDns: readonly string[]
  readonly sanIp: readonly string[]
  readonly key: DescribedKey
  /** Whether it was signed with the private key that belongs to its public key. */
  readonly possessionProved: boolean
}

export interface DescribedList extends Described {
  readonly kind: 'revocationList'
  readonly issuer: string
  readonly thisUpdate: number
  readonly nextUpdate: number | null
  readonly number: string | null
  readonly entries: number
  /** The first of them. */
  readonly revoked: readonly {
    readonly serialNumber: string
    readonly revokedAt: number
    readonly reason: string
  }[]
}

export type DescribedObject = DescribedCertificate | DescribedRequest | DescribedList

/** @throws Problem `weakKey` */
export type AssertStrongKey = (key: PublicKey) => void

const MOST_REVOKED_SHOWN = 50
const CURVE_BITS = { 'P-256': 256, 'P-384': 384, 'P-521': 521 } as const

export function describeCertificate(
  certificate: Certificate,
  assertStrong: AssertStrongKey,
): DescribedCertificate {
  const { der, decoded } = certificate
  return {
    kind: 'certificate',
    subject: nameToString(certificate.subject),
    issuer: nameToString(certificate.issuer),
    serialNumber: serialNumberToHex(certificate.serialNumber),
    notBefore: certificate.notBefore.getTime(),
    notAfter: certificate.notAfter.getTime(),
    isAuthority: decoded.basicConstraints?.ca ?? false,
    key: describeKey(certificate.publicKey, assertStrong),
    sha256: fingerprint('sha256', der),
    sha1: fingerprint('sha1', der),
    signatureAlgorithm: certificate.signatureAlgorithm,
    extensions: describeExtensions(certificate.extensions, decoded),
  }
}

export function describeRequest(
  request: CertificationRequest,
  possessionProved: boolean,
  assertStrong: AssertStrongKey,
): Omit<DescribedRequest, 'commonName'> {
  const names = request.decoded.subjectAltName ?? []
  return {
    kind: 'request',
    subject: nameToString(request.subject),
    sanDns: names.flatMap((name) => (name.type === 'dns' ? [name.value] : [])),
    sanIp: names.flatMap((name) => (name.type === 'ip' ? [name.value] : [])),
    key: describeKey(request.publicKey, assertStrong),
    possessionProved,
    signatureAlgorithm: request.signatureAlgorithm,
    extensions: describeExtensions(request.extensions, request.decoded),
  }
}

export function describeList(list: RevocationList): DescribedList {
  const revoked: DescribedList['revoked'][number][] = []
  let entries = 0
  for (const entry of list.entries) {
    entries += 1
    if (revoked.length >= MOST_REVOKED_SHOWN) continue
    revoked.push({
      serialNumber: serialNumberToHex(entry.serialNumber),
      revokedAt: entry.revokedAt.getTime(),
      reason: entry.reason,
    })
  }
  return {
    kind: 'revocationList',
    issuer: nameToString(list.issuer),
    thisUpdate: list.thisUpdate.getTime(),
    nextUpdate: list.nextUpdate?.getTime() ?? null,
    number: list.number?.toString() ?? null,
    entries,
    revoked,
    signatureAlgorithm: list.signatureAlgorithm,
    extensions: describeExtensions(list.extensions, {}),
  }
}

function describeKey(key: PublicKey, assertStrong: AssertStrongKey): DescribedKey {
  return {
    algorithm: keyAlgorithmName(key),
    bits: key.family === 'rsa' ? key.bits : key.family === 'ec' ? CURVE_BITS[key.curve] : 256,
    spkiSha256: fingerprint('sha256', key.spki),
    weakness: weaknessOf(key, assertStrong),
  }
}

function weaknessOf(key: PublicKey, assertStrong: AssertStrongKey): string | null {
  try {
    assertStrong(key)
    return null
  } catch (error) {
    if (error instanceof Problem && error.code === 'weakKey') return error.message
    throw error
  }
}

function fingerprint(algorithm: 'sha256' | 'sha1', octets: Uint8Array): string {
  return hex(createHash(algorithm).update(octets).digest())
}
