import type { AuthorityPath, CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Revocation } from '../../pki/revocation.ts'
import type { Audit } from '../audit/audit.ts'
import type { AuthorityCertificate, SealedAuthorityKey } from './authority-record.ts'
import type { Inheritance } from './authority-requests-store.ts'
import type { RevokeOutcome } from '../revocation/revocation-outcome.ts'

export interface NewAuthority {
  readonly authority: CertificateAuthority
  /** What the key store gave for the CA's private key, opaque here. */
  readonly sealedKey: Uint8Array
  readonly certificate: AuthorityCertificate
  readonly inherited?: Inheritance | undefined
}

export interface AuthorityFilter {
  /** undefined: all. */
  readonly ids?: readonly Uuid[] | undefined
  readonly workspaceId?: Uuid | undefined
  readonly parentId?: Uuid | undefined
  readonly type?: 'root' | 'intermediate' | undefined
  readonly includeRevoked?: boolean | undefined
}

export interface AuthorityStore {
  get(id: Uuid): Promise<CertificateAuthority | undefined>
  /** The CA, its parent, … up to the root. */
  path(id: Uuid): Promise<AuthorityPath | undefined>
  /** Oldest first. */
  list(filter: AuthorityFilter): Promise<readonly CertificateAuthority[]>
  /** Of one CA, on the issuing path. */
  sealedKey(id: Uuid): Promise<SealedAuthorityKey | undefined>
  /** Those of requests too, under the ids of the CAs to come. */
  allSealedKeys(): Promise<readonly SealedAuthorityKey[]>
  create(
    authority: NewAuthority,
    audit: Audit,
  ): Promise<'created' | 'serialTaken' | 'parentRevoked'>
  /** The same key, subject and SKI under a new certificate; the former ones are kept as issued certificates. */
  renew(
    id: Uuid,
    certificate: AuthorityCertificate,
    audit: Audit,
  ): Promise<'renewed' | 'serialTaken' | 'revoked'>
  /**
   * Also marks the CA's certificates revoked in its issuer's records: the current one, which `list` is about, and former ones
   * that have not expired, since they are of the same key.
   */
  revoke(id: Uuid, revocation: Revocation, audit: Audit): Promise<RevokeOutcome>
}
