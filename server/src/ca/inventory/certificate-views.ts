import type { AuditEvent } from '../../pki/audit-event.ts'
import type { AuthorityPath } from '../../pki/certificate-authority.ts'
import type { CertificateRecord, StoredCertificate } from '../../pki/certificate.ts'
import type { DescribedCertificate } from '../../pki/describe.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { IssuanceChannel } from '../../pki/issuance-origin.ts'
import type { Problem } from '../../pki/problem.ts'
import type { Validity } from '../../pki/validity.ts'
import type { ActorName } from '../../store/audit/audit-search-store.ts'
import type { CertificateOrder } from '../../store/certificates/certificate-store.ts'
import type { LeafNames } from '../names.ts'

/** `expiring` is active, and ends within thirty days. Every certificate has one of the others. */
export const CERTIFICATE_STATUSES = [
  'active',
  'expiring',
  'expired',
  'revoked',
  'replaced',
  'all',
] as const

export type CertificateStatusFilter = (typeof CERTIFICATE_STATUSES)[number]

export interface BrowseFilter {
  readonly authorityId?: Uuid | undefined
  readonly status: CertificateStatusFilter
  /** Part of a common or alternative name, or the first digits of a serial number or fingerprint. */
  readonly search?: string | undefined
  readonly createdFrom?: number | undefined
  readonly createdTo?: number | undefined
  readonly expiresFrom?: number | undefined
  readonly expiresTo?: number | undefined
  /** Revoked then or later; with the status `revoked`. */
  readonly revokedFrom?: number | undefined
  /** Whether something took its place; for a status that does not say. */
  readonly replaced?: boolean | undefined
  readonly keyAlgorithm?: string | undefined
  readonly channel?: IssuanceChannel | 'unknown' | undefined
}

export interface BrowseQuery extends BrowseFilter {
  readonly order: CertificateOrder
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}

export interface FieldProblem {
  /** As the caller spelled it: `sanDns[2]`. */
  readonly field: string
  readonly code: Problem['code']
  readonly message: string
}

export interface IssuePreview {
  readonly authority: {
    readonly id: Uuid
    readonly name: string
    readonly notAfter: number
    readonly hasPassphrase: boolean
  }
  /** As they would stand in the certificate; null while they are not right. */
  readonly names: Pick<LeafNames, 'commonName' | 'sanDns' | 'sanIp'> | null
  /** What each alternative name that was given becomes; null for one that is refused. */
  readonly sanDns: readonly (string | null)[]
  readonly sanIp: readonly (string | null)[]
  readonly validity: Validity
  /** The CA ends before the days that were asked for. */
  readonly isCapped: boolean
  readonly problems: readonly FieldProblem[]
}

/** All that is known of a certificate: what it says, who stands above it, what came before and after, and who did what. */
export interface CertificateStory {
  readonly certificate: StoredCertificate
  readonly described: DescribedCertificate
  readonly path: AuthorityPath
  /** Renewals, oldest first, this one among them. */
  readonly renewals: readonly CertificateRecord[]
  /** Newest first. */
  readonly events: readonly AuditEvent[]
  /** Names of those who issued it and acted upon it, by their ids. */
  readonly names: ReadonlyMap<string, ActorName>
}
