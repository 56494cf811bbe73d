import type { Uuid } from './identifier.ts'
import type { IssuanceOrigin } from './issuance-origin.ts'
import type { Revocation } from './revocation.ts'
import type { Validity } from './validity.ts'

/** Who made the key: we did (and kept nothing of it), or the caller, who showed us a certification request. */
export type IssuanceMode = 'managed' | 'csr'

/** What the store knows of an issued certificate, without its bytes. */
export interface CertificateRecord {
  readonly id: Uuid
  readonly authorityId: Uuid
  /** The subject's common name or, without one, the first alternative name: what lists show. */
  readonly commonName: string
  readonly sanDns: readonly string[]
  readonly sanIp: readonly string[]
  readonly keyAlgorithm: string
  readonly validity: Validity
  /** Upper-case hexadecimal, even length, no sign octet. */
  readonly serialNumber: string
  readonly revocation: Revocation | null
  readonly createdAt: number
  readonly mode: IssuanceMode
  readonly renewedFromId: Uuid | null
  /** The newest certificate that renewed this one. */
  readonly replacedById: Uuid | null
  /** null: issued before it was written down. */
  readonly origin: IssuanceOrigin | null
}

/** The same with everything that renewing, revoking and showing it take. */
export interface StoredCertificate extends CertificateRecord {
  readonly workspaceId: Uuid
  /** Whether `commonName` stands in the subject (otherwise the subject is empty and the SAN critical). */
  readonly subjectHasCommonName: boolean
  readonly validityDays: number
  /** SHA-256 of the SubjectPublicKeyInfo. */
  readonly keyHash: Uint8Array
  readonly certificate: Uint8Array
}
