import type { AuditedAct } from '../audit/events.ts'
import type { DescribedObject } from '../pki/describe.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { CertificateRecord, IssuanceMode, StoredCertificate } from '../pki/certificate.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { KeyAlgorithm } from '../pki/key-policy.ts'
import type { RevocationReason } from '../pki/revocation.ts'
import type { Passphrase } from '../keys/keystore.ts'
import type { CertificatePage } from '../store/certificates/certificate-store.ts'
import type {
  BrowseFilter,
  BrowseQuery,
  CertificateStory,
  IssuePreview,
} from './inventory/certificate-views.ts'
import type { WorkspaceOverview } from './inventory/overview.ts'

/** The verbs, as the faces see them. Permission is the first line of each; every failure is a Problem. */
export interface CertificationAuthority {
  issue(act: Act, request: IssueRequest): Promise<IssueResult>
  renew(act: Act, request: RenewRequest): Promise<IssueResult>
  revoke(act: Act, request: RevokeRequest): Promise<RevokeResult>
  /** Of the operator, or of somebody signed in: the next lists drop it, and OCSP says good again. */
  releaseHold(act: Act, id: Uuid): Promise<StoredCertificate>
  listAuthorities(act: Act, filter: AuthorityQuery): Promise<readonly CertificateAuthority[]>
  getAuthority(act: Act, id: Uuid): Promise<CertificateAuthority>
  /** DER, from the CA itself up to the root. */
  getChain(act: Act, id: Uuid): Promise<readonly Uint8Array[]>
  listCertificates(act: Act, query: CertificateQuery): Promise<CertificatePage>
  getCertificate(act: Act, id: Uuid): Promise<StoredCertificate>
  /** What the dashboard's list shows: more filters and orders than /v1 promises. */
  browseCertificates(act: Act, query: BrowseQuery): Promise<CertificatePage>
  /** What needs attention in a workspace, and its numbers. */
  overview(act: Act, workspaceId: Uuid): Promise<WorkspaceOverview>
  /** What it says, who stands above it, what came before and after, and who did what. */
  certificateStory(act: Act, id: Uuid): Promise<CertificateStory>
  /** Those of the ids that the caller may read. */
  findCertificates(act: Act, ids: readonly Uuid[]): Promise<readonly StoredCertificate[]>
  /** All of them, newest first, page after page. */
  walkCertificates(act: Act, query: BrowseFilter): AsyncIterable<readonly CertificateRecord[]>
  /** What issuing would come to, and what stands in its way; nothing is signed. */
  previewIssue(
    act: Act,
    request: Omit<IssueRequest, 'passphrase' | 'idempotency'>,
  ): Promise<IssuePreview>
  /** What PEM blocks say. */
  decode(act: Act, pem: string): readonly DescribedObject[]
}

/** Who acts, and in which request (for audit and logs). */
export type Act = AuditedAct

export interface IssueRequest {
  readonly authorityId: Uuid
  readonly mode: IssuanceMode
  readonly commonName?: string | undefined
  readonly sanDns?: readonly string[] | undefined
  readonly sanIp?: readonly string[] | undefined
  readonly keyAlgorithm?: KeyAlgorithm | undefined
  readonly validityDays?: number | undefined
  readonly csrPem?: string | undefined
  readonly passphrase?: Passphrase | undefined
  readonly idempotency?: IdempotencyRequest | undefined
}

export interface RenewRequest {
  readonly certificateId: Uuid
  readonly validityDays?: number | undefined
  readonly csrPem?: string | undefined
  readonly passphrase?: Passphrase | undefined
  readonly idempotency?: IdempotencyRequest | undefined
}

export interface RevokeRequest {
  readonly certificateId: Uuid
  readonly reason: RevocationReason
  readonly passphrase?: Passphrase | undefined
}

export interface RevokeResult {
  readonly certificate: StoredCertificate
  /** The list at this address tells of it under this number or a higher one, within a second (unless the CA is protected). */
  readonly list: { readonly number: number; readonly url: string }
}

/** Honoured for certification requests only; ignored in managed mode (the face says so in a header). */
export interface IdempotencyRequest {
  readonly key: string
  /** Method and path. */
  readonly route: string
  /** The body in a canonical form, without the passphrase. */
  readonly body: string
  /** What the face will answer: kept, so that a replay is the same byte for byte. */
  readonly render: (certificate: StoredCertificate) => string
}

export type IssueResult =
  | {
      readonly kind: 'issued'
      readonly certificate: StoredCertificate
      readonly privateKeyPem: string | undefined
    }
  | { readonly kind: 'replayed'; readonly response: string }

export interface AuthorityQuery {
  readonly parentId?: Uuid | undefined
  readonly type: 'root' | 'intermediate' | 'all'
}

export interface CertificateQuery {
  readonly authorityId?: Uuid | undefined
  readonly status: 'active' | 'revoked' | 'all'
  readonly search?: string | undefined
  readonly createdFrom?: number | undefined
  readonly createdTo?: number | undefined
  readonly expiringInDays?: number | undefined
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}
