import type { AuditPlace } from '../pki/audit-chain.ts'
import type { AuditEvent } from '../pki/audit-event.ts'
import type { AuthorityPath, CertificateAuthority } from '../pki/certificate-authority.ts'
import type { CertificateRecord, IssuanceMode, StoredCertificate } from '../pki/certificate.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { IssuanceChannel, IssuanceOrigin } from '../pki/issuance-origin.ts'
import type { Member, User } from '../pki/member.ts'
import type { Permissions } from '../pki/permission.ts'
import type { Revocation, RevocationReason } from '../pki/revocation.ts'
import type { TokenBucketRule, TokenBucketState } from '../pki/token-bucket.ts'
import type { Validity } from '../pki/validity.ts'
import type { Plan, Workspace } from '../pki/workspace.ts'
import type { AuditSearchStore } from './audit-search-store.ts'
import type { AuthorityCertificate, SealedAuthorityKey } from './authority-record.ts'
import type { AuthorityRequestStore, Inheritance } from './authority-requests-store.ts'
import type { InvitationStore, MembershipStore } from './membership-store.ts'
import type { AssistantStore } from './assistant-store.ts'
import type { JobStore, SavedViewStore } from './jobs-store.ts'
import type { OAuthStore } from './oauth-store.ts'
import type { OverviewStore } from './overview-store.ts'
import type { SignInStore } from './sign-in-store.ts'
import type { NotificationStore } from './notification-store.ts'
import type {
  ResponderStore,
  RevocationListStore,
  SealedResponderKey,
  StatusStore,
} from './relying-parties.ts'

/**
 * The seam of memory. Every write is one atomic operation that is durable when its promise resolves, and takes the audit
 * events that describe it: they are chained and written in the same transaction. Writes that arrive together share one
 * transaction (group commit). A write that is refused says so in its result and has written nothing.
 *
 * Failures: Problem `storageFull` (disk full) and `unavailable` (database away); anything else is a fault of ours.
 */
export interface Store extends AsyncDisposable {
  readonly authorities: AuthorityStore
  readonly authorityRequests: AuthorityRequestStore
  readonly certificates: CertificateStore
  readonly revocationLists: RevocationListStore
  readonly responders: ResponderStore
  readonly statuses: StatusStore
  readonly idempotency: IdempotencyStore
  readonly apiKeys: ApiKeyStore
  readonly workspaces: WorkspaceStore
  readonly memberships: MembershipStore
  readonly invitations: InvitationStore
  readonly oauth: OAuthStore
  readonly signIn: SignInStore
  readonly secrets: SecretStore
  readonly rateBuckets: RateBucketStore
  readonly assistants: AssistantStore
  readonly jobs: JobStore
  readonly savedViews: SavedViewStore
  readonly auditLog: AuditLogStore
  readonly notifications: NotificationStore
  readonly overview: OverviewStore
  /** Whether the database answers and can be written. @throws Problem `unavailable` | `storageFull` */
  ready(): Promise<void>
  /**
   * The turn of one server among those that share the database, for what must not be done twice at once (the first start).
   * Others wait until it is disposed of; a server that dies lets go of it.
   */
  takeTurn(): Promise<AsyncDisposable>
}

export type Audit = readonly AuditEvent[]

// ── certification authorities ────────────────────────────────────────────────────────────────────────────────────────

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

// ── certificates ─────────────────────────────────────────────────────────────────────────────────────────────────────

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

/** The list that tells of a change has this CRL number or a higher one. */
export interface ReservedNumber {
  readonly shard: number
  readonly number: number
}

export type RevokeOutcome =
  | {
      readonly kind: 'revoked'
      readonly revocation: Revocation
      readonly replaced: RevocationReason | null
      readonly list: ReservedNumber
    }
  | { readonly kind: 'refused'; readonly revocation: Revocation }
  | { readonly kind: 'notFound' }

export type ReleaseOutcome =
  | { readonly kind: 'released'; readonly list: ReservedNumber }
  | { readonly kind: 'notHeld' }
  | { readonly kind: 'notFound' }

export interface RevokeManySelection {
  /** Milliseconds, inclusive. */
  readonly issuedSince?: number | undefined
  /** Milliseconds, exclusive. */
  readonly issuedUntil?: number | undefined
  /** Where the batch before ended. */
  readonly after?: RevokeManyOutcome['next']
}

export interface RevokeManyOutcome {
  readonly revoked: number
  /** undefined: none remains. */
  readonly next: { readonly createdAt: number; readonly seq: number } | undefined
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

// ── idempotency ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface IdempotencyScope {
  readonly credentialId: Uuid
  /** Method and path, so that one key on two routes is two keys. */
  readonly route: string
  readonly key: string
}

export interface IdempotencyClaim extends IdempotencyScope {
  /** Keyed hash of the body, passphrase left out. */
  readonly fingerprint: string
  /** Of this very request; whoever completes the record must still hold it. */
  readonly claimId: Uuid
  readonly claimedAt: number
}

export type EarlierRequest =
  | { readonly kind: 'completed'; readonly fingerprint: string; readonly response: string }
  | { readonly kind: 'running'; readonly fingerprint: string }

export interface IdempotencyStore {
  /** undefined: the key is free (never used, expired after 24 hours, freed by a failure, or its holder is dead). */
  find(scope: IdempotencyScope, now: number): Promise<EarlierRequest | undefined>
  /** @returns how many expired records were removed (bounded per call) */
  prune(now: number): Promise<number>
}

// ── access ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface StoredApiKey {
  readonly id: Uuid
  readonly name: string
  readonly prefix: string
  readonly user: User
  readonly workspace: Workspace
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly lastUsedAt: number | null
  readonly lastUsedAddress: string | null
  /** The key that took its place. */
  readonly replacedBy: Uuid | null
  /** Until when it is good beside that one. */
  readonly endsAt: number | null
  /** Networks in CIDR form; none: from anywhere. */
  readonly allowedAddresses: readonly string[]
  /** Whether an assistant that uses it over MCP may be answered with private keys. */
  readonly mayReturnPrivateKeys: boolean
  /** null: the operator of the machine. */
  readonly createdBy: Uuid | null
  readonly grants: ReadonlyMap<Uuid, Permissions>
}

export interface NewApiKey {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly userId: Uuid
  readonly name: string
  readonly prefix: string
  /** SHA-256 of the whole key. */
  readonly keyHash: Uint8Array
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly allowedAddresses: readonly string[]
  readonly mayReturnPrivateKeys: boolean
  readonly createdBy: Uuid | null
  readonly grants: ReadonlyMap<Uuid, Permissions>
}

export interface ApiKeyRotation {
  /** Of the key that ends. */
  readonly id: Uuid
  /** What takes its place. */
  readonly key: NewApiKey
  /** Until when the former one is good. */
  readonly endsAt: number
  readonly at: number
}

export interface ApiKeyStore {
  /** Also revoked and expired ones: the caller decides. */
  findByHash(keyHash: Uint8Array): Promise<StoredApiKey | undefined>
  get(id: Uuid): Promise<StoredApiKey | undefined>
  list(workspaceId: Uuid | undefined): Promise<readonly StoredApiKey[]>
  /** `foreignAuthority`: a CA of the grants is not of the key's workspace. */
  create(key: NewApiKey, audit: Audit): Promise<'created' | 'foreignAuthority' | 'notMember'>
  revoke(id: Uuid, at: number, audit: Audit): Promise<'revoked' | 'alreadyRevoked' | 'notFound'>
  /** `ended`: it is revoked, expired or replaced already. */
  rotate(
    rotation: ApiKeyRotation,
    audit: Audit,
  ): Promise<'rotated' | 'ended' | 'foreignAuthority' | 'notMember'>
  /** Last use, gathered by the caller; not audited. */
  touch(
    uses: readonly { readonly id: Uuid; readonly at: number; readonly address: string }[],
  ): Promise<void>
}

export interface SetupToken {
  readonly tokenHash: Uint8Array
  readonly userId: Uuid
  readonly expiresAt: number
}

export interface WorkspaceStore {
  get(id: Uuid): Promise<Workspace | undefined>
  findBySlug(slug: string): Promise<Workspace | undefined>
  list(): Promise<readonly Workspace[]>
  create(workspace: Workspace, owner: Member, audit: Audit): Promise<'created' | 'slugTaken'>
  changePlan(id: Uuid, plan: Plan, audit: Audit): Promise<'changed' | 'notFound'>
  createUser(user: User, audit: Audit): Promise<'created' | 'emailTaken'>
  findUser(email: string): Promise<User | undefined>
  addMember(member: Member, audit: Audit): Promise<'added' | 'alreadyMember'>
  members(workspaceId: Uuid): Promise<readonly (Member & { readonly email: string })[]>
  createSetupToken(token: SetupToken, audit: Audit): Promise<void>
}

/** Small named secrets, sealed by the key store before they come here (former audit keys, the fingerprint key, …). */
export interface SecretStore {
  get(name: string): Promise<Uint8Array | undefined>
  all(): Promise<readonly { readonly name: string; readonly sealed: Uint8Array }[]>
  /** Keeps the first of two that race. @returns what is stored now */
  putIfAbsent(name: string, sealed: Uint8Array, audit: Audit): Promise<Uint8Array>
  /** Everything sealed under the master key, exchanged in one transaction; refused if a CA key changed meanwhile. */
  replaceAll(
    sealed: {
      readonly authorityKeys: readonly SealedAuthorityKey[]
      readonly responderKeys: readonly SealedResponderKey[]
      readonly secrets: readonly { readonly name: string; readonly sealed: Uint8Array }[]
    },
    audit: Audit,
  ): Promise<'replaced' | 'changedMeanwhile'>
}

export interface RateBucketStore {
  /** Takes one token where there is one (cost 0 only asks). In memory on SQLite, shared by all instances on PostgreSQL. */
  take(bucket: string, rule: TokenBucketRule, now: number, cost?: 0 | 1): Promise<TokenBucketState>
}

// ── audit ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface AuditRow {
  /** One chain per writing instance. */
  readonly chain: string
  /** 1, 2, 3 … within the chain. */
  readonly position: number
  /** Which audit key made the MAC. */
  readonly keyId: string
  readonly encoded: string
  readonly mac: Uint8Array
}

export interface AuditChainState {
  readonly chain: string
  readonly length: number
  readonly headMac: Uint8Array
  /** The event after which it was begun; null: none. */
  readonly after: AuditPlace | null
}

export interface AuditLogStore extends AuditSearchStore {
  /** For refusals and for what has no other write. */
  append(audit: Audit): Promise<void>
  chains(): Promise<readonly AuditChainState[]>
  /** From `position` on (inclusive), at most `limit` rows. */
  rows(chain: string, position: number, limit: number): Promise<readonly AuditRow[]>
  /** Newest first over all chains. */
  recent(limit: number): Promise<readonly AuditEvent[]>
}
