import type { CertificateRecord, IssuanceMode, StoredCertificate } from '../../pki/certificate.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { IssuanceChannel, IssuanceOrigin } from '../../pki/issuance-origin.ts'
import type { Revocation } from '../../pki/revocation.ts'
import type { Validity } from '../../pki/validity.ts'
import type { Audit } from '../audit/audit.ts'
import type { EarlierRequest, IdempotencyClaim } from './idempotency-store.ts'
import type {
  ReleaseOutcome,
  RevokeManyOutcome,
  RevokeManySelection,
  RevokeOutcome,
} from '../revocation/revocation-outcome.ts'

/** What is about to be signed, remembered before it exists. */
export interface IssuanceIntent {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly authorityId: Uuid
  /** Upper-case hexadecimal. */
  readonly serialNumber: string
  /** Of the CA's revocation lists the one that its distribution point names: 0, or 1 … N. */
  readonly shard: number
  /** The exact bytes that will be signed. */
  readonly tbs: Uint8Array
  readonly mode: IssuanceMode
  readonly commonName: string
  readonly subjectHasCommonName: boolean
  readonly sanDns: readonly string[]
  readonly sanIp: readonly string[]
  readonly keyAlgorithm: string
  readonly keyHash: Uint8Array
  readonly validity: Validity
  readonly validityDays: number
  readonly createdAt: number
  readonly renewedFromId: Uuid | null
  readonly origin: IssuanceOrigin
  readonly idempotency: IdempotencyClaim | null
}

export type IntentOutcome =
  | { readonly kind: 'recorded' }
  /** Never to be expected with 144 random bits; the caller draws another number. */
  | { readonly kind: 'serialTaken' }
  /** The key was revoked for keyCompromise in this workspace. */
  | { readonly kind: 'keyBlocked' }
  /** The CA or one above it was revoked meanwhile. */
  | { readonly kind: 'authorityRevoked' }
  /** The certificate to be renewed was revoked meanwhile. */
  | { readonly kind: 'originalRevoked' }
  | { readonly kind: 'idempotency'; readonly earlier: EarlierRequest }

export interface IssuedCertificate {
  readonly id: Uuid
  readonly certificate: Uint8Array
  readonly issuedAt: number
  /** Completes the claim made with the intent: the answer that a replay gets, byte for byte. */
  readonly idempotency: { readonly claim: IdempotencyClaim; readonly response: string } | null
}

export interface CertificateFilter {
  /** The CAs whose certificates may be seen; undefined: all. Empty: nothing. */
  readonly authorityIds?: readonly Uuid[] | undefined
  readonly status?: 'active' | 'revoked' | undefined
  /** Literal part of the common name; letters are compared in lower case, as Unicode maps them one by one. */
  readonly search?: string | undefined
  /** Inclusive, milliseconds. */
  readonly createdFrom?: number | undefined
  readonly createdTo?: number | undefined
  /** valid_to > expiresAfter and valid_to <= expiresUntil. */
  readonly expiresAfter?: number | undefined
  readonly expiresUntil?: number | undefined
  /** Where `search` looks: into common names (the default), or into alternative names too. */
  readonly searchIn?: 'commonName' | 'names' | undefined
  /** The first digits of a serial number or of a SHA-256 fingerprint, upper case; what has them comes before names. */
  readonly digits?: string | undefined
  readonly replaced?: boolean | undefined
  /** Revoked then or later, milliseconds; for those that are revoked. */
  readonly revokedFrom?: number | undefined
  readonly keyAlgorithm?: string | undefined
  readonly channel?: IssuanceChannel | 'unknown' | undefined
}

export interface CertificateOrder {
  readonly by: 'created' | 'expires' | 'name'
  readonly descending: boolean
}

export interface CertificatePage {
  /** As of now; beyond the first 1,000 rows of a search or of what expires, as of at most ten seconds ago. */
  readonly certificates: readonly CertificateRecord[]
  /** Exact up to 10,000; above that at most ten seconds old. */
  readonly total: number
  /** There are more than `total`: how many was not known in time. */
  readonly isAtLeast?: true
}

export interface CertificateStore {
  /** Issued end-entity certificates only; an intent is not a certificate. */
  get(id: Uuid): Promise<StoredCertificate | undefined>
  /**
   * @param order newest first unless it says otherwise
   * @param patience milliseconds to wait for a total above 10,000, which goes on being counted; 0: it is not asked for
   */
  list(
    filter: CertificateFilter,
    page: { readonly offset: number; readonly limit: number },
    order?: CertificateOrder,
    patience?: number,
  ): Promise<CertificatePage>
  isKeyBlocked(workspaceId: Uuid, keyHash: Uint8Array): Promise<boolean>
  recordIntent(intent: IssuanceIntent): Promise<IntentOutcome>
  /** `claimLost`: another request took the idempotency key over; the certificate must not be given to anyone. */
  recordCertificate(issued: IssuedCertificate, audit: Audit): Promise<'recorded' | 'claimLost'>
  /** Signing failed or was given up: frees the idempotency key; the intent stays, since a signature may exist. */
  abandonIntent(id: Uuid, claim: IdempotencyClaim | null): Promise<void>
  /**
   * Decided under the row's lock (pki/revocation: mayReplaceReason; the original time is kept). keyCompromise blocks the
   * key in its workspace. A replacement is audited as `certificate.revocationChanged`.
   */
  revoke(id: Uuid, revocation: Revocation, audit: Audit): Promise<RevokeOutcome>
  /** Ends a certificateHold. @param at milliseconds */
  releaseHold(id: Uuid, at: number, audit: Audit): Promise<ReleaseOutcome>
  /**
   * A batch of one CA's issued end-entity certificates that are neither revoked nor expired, oldest first; at most 1000. All or
   * none of the batch; to be called again with `next`, or from the beginning after an interruption.
   * @param audit written for each certificate, with its id as subject and its serial number
   */
  revokeMany(
    authorityId: Uuid,
    selection: RevokeManySelection,
    revocation: Revocation,
    limit: number,
    audit: Audit,
  ): Promise<RevokeManyOutcome>
}
