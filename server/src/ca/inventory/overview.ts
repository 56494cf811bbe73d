import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { CertificateRecord } from '../../pki/certificate.ts'
import type { PublicationState } from '../../pki/publication-state.ts'
import type { IssuedOnDay } from '../../store/certificates/overview-store.ts'

/** How many there are, and the first few: the list with the same filter shows them all. */
export interface Some {
  readonly total: number
  readonly certificates: readonly CertificateRecord[]
}

export interface AuthorityWarning {
  readonly authority: CertificateAuthority
  readonly expires: boolean
  /** Of its revocation lists. */
  readonly publication: PublicationState
}

/** A workspace at a glance; every number is that of a list with a filter of the same name. */
export interface WorkspaceOverview {
  readonly at: number
  /** CAs that are not revoked. */
  readonly authorities: number
  readonly active: number
  readonly expiring: number
  readonly issuedThisWeek: number
  readonly issuedLastWeek: number
  readonly revoked: number
  /** Ended within the last 30 days, and nothing took their place. */
  readonly expired: Some
  /** They end within 7 days. */
  readonly urgent: Some
  readonly warnings: readonly AuthorityWarning[]
  readonly endingByWeek: readonly number[]
  readonly issuedByDay: readonly IssuedOnDay[]
}
