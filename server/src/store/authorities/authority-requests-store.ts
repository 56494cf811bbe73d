import type { AuditEvent } from '../../pki/audit-event.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Revocation } from '../../pki/revocation.ts'
import type { AuthorityCertificate, SealedAuthorityKey } from './authority-record.ts'

/** A CA that has a key and a certification request, and waits for somebody else's signature. */
export interface AuthorityRequest {
  /** The id of the CA to come. */
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly name: string
  readonly commonName: string
  readonly keyAlgorithm: string
  readonly hasPassphrase: boolean
  /** PKCS#10 (RFC 2986), DER. */
  readonly request: Uint8Array
  readonly createdAt: number
}

/** What a CA brings along that was at work elsewhere. */
export interface Inheritance {
  /** DER, from the issuer of its certificate up to the root, where none of ours issued it; else empty. */
  readonly issuers: readonly Uint8Array[]
  /** The number of the last list that it published; the next one is above it. */
  readonly listNumber: number
  /** What that list told of: lists and OCSP go on saying it. */
  readonly revoked: readonly InheritedRevocation[]
}

export interface InheritedRevocation extends Revocation {
  readonly id: Uuid
  /** Upper-case hexadecimal. */
  readonly serialNumber: string
}

export interface AuthorityRequestStore {
  get(id: Uuid): Promise<AuthorityRequest | undefined>
  /** Newest first. */
  list(workspaceId: Uuid): Promise<readonly AuthorityRequest[]>
  sealedKey(id: Uuid): Promise<SealedAuthorityKey | undefined>
  create(
    request: AuthorityRequest,
    sealedKey: Uint8Array,
    audit: readonly AuditEvent[],
  ): Promise<'created'>
  /** The request becomes a CA, with the key that was made for it. `gone`: somebody else was first. */
  complete(
    completed: {
      readonly authority: CertificateAuthority
      readonly certificate: AuthorityCertificate
      readonly inherited: Inheritance
    },
    audit: readonly AuditEvent[],
  ): Promise<'created' | 'serialTaken' | 'parentRevoked' | 'gone'>
  remove(id: Uuid, audit: readonly AuditEvent[]): Promise<'removed' | 'gone'>
  /** Of a CA that was certified elsewhere: DER, from its issuer up to the root; of others nothing. */
  issuersOf(authorityId: Uuid): Promise<readonly Uint8Array[]>
  /** Another certificate for the same key, issued elsewhere as the one before was. */
  replaceIssuers(
    authorityId: Uuid,
    certificate: AuthorityCertificate,
    issuers: readonly Uint8Array[],
    audit: readonly AuditEvent[],
  ): Promise<'renewed' | 'serialTaken' | 'revoked'>
  /** Octets of each published list of a CA, by shard. */
  listSizes(
    authorityId: Uuid,
  ): Promise<readonly { readonly shard: number; readonly octets: number }[]>
}
