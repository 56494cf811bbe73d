import { keyAlgorithmName, equalBytes, type PublicKey } from '@certman/x509'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { KeyAlgorithm } from '../pki/key-policy.ts'
import { Problem } from '../pki/problem.ts'
import type { CaDependencies } from './dependencies.ts'
import type { RequestedKey } from './certification-request.ts'

/** The key that a certificate will speak for. */
export interface SubjectKey {
  readonly publicKey: PublicKey
  /** As in the contract's answers: `ECDSA-P256`, `RSA-3072`, `Ed25519`. */
  readonly algorithm: string
  /** SHA-256 of the SubjectPublicKeyInfo. */
  readonly hash: Uint8Array
}

export interface ManagedSubjectKey extends SubjectKey {
  /** PKCS#8 PEM, for the answer to this one request. */
  readonly privateKeyPem: string
}

/** A key that we make for the caller, hand over once and keep nowhere. */
export async function managedKey(
  { keys, hash }: Pick<CaDependencies, 'keys' | 'hash'>,
  algorithm: KeyAlgorithm,
): Promise<ManagedSubjectKey> {
  const { publicKey, privateKeyPem } = await keys.generateManaged(algorithm)
  return { publicKey, algorithm, hash: hash('SHA-256', publicKey.spki), privateKeyPem }
}

/**
 * The key of a certification request whose possession was proven.
 * @throws Problem `weakKey` for one that must not be certified, `invalidRequest` when it is not what the caller said
 */
export async function requestedKey(
  {
    store,
    hash,
    assertStrongKey,
    issuers,
  }: Pick<CaDependencies, 'store' | 'hash' | 'assertStrongKey' | 'issuers'>,
  authority: CertificateAuthority,
  request: RequestedKey,
  expectedAlgorithm: string | undefined,
): Promise<SubjectKey> {
  const { publicKey } = request
  const algorithm = keyAlgorithmName(publicKey)
  if (expectedAlgorithm !== undefined && expectedAlgorithm !== algorithm) {
    throw new Problem(
      'invalidRequest',
      `keyAlgorithm is ${expectedAlgorithm}, but the key in csrPem is ${algorithm}; leave keyAlgorithm out or make them agree`,
      { field: 'keyAlgorithm' },
    )
  }
  assertStrongKey(publicKey)
  if (equalBytes(publicKey.spki, issuers.of(authority, 0).certificate.publicKey.spki)) {
    throw new Problem(
      'weakKey',
      'csrPem holds the key of the certificate authority itself; make a new key pair',
      { field: 'csrPem' },
    )
  }
  const keyHash = hash('SHA-256', publicKey.spki)
  if (await store.certificates.isKeyBlocked(authority.workspaceId, keyHash)) throw compromisedKey()
  return { publicKey, algorithm, hash: keyHash }
}

export function compromisedKey(): Problem {
  return new Problem('weakKey', 'this key was revoked for keyCompromise; make a new key pair', {
    field: 'csrPem',
  })
}
