import type { TokenBucketRule, TokenBucketState } from '../pki/token-bucket.ts'
import type { AuditLogStore } from './audit/audit-log-store.ts'
import type { Audit } from './audit/audit.ts'
import type { SealedAuthorityKey } from './authorities/authority-record.ts'
import type { AuthorityRequestStore } from './authorities/authority-requests-store.ts'
import type { AuthorityStore } from './authorities/authority-store.ts'
import type { CertificateStore } from './certificates/certificate-store.ts'
import type { IdempotencyStore } from './certificates/idempotency-store.ts'
import type { OverviewStore } from './certificates/overview-store.ts'
import type { JobStore, SavedViewStore } from './jobs/jobs-store.ts'
import type { NotificationStore } from './notifications/notification-store.ts'
import type { ApiKeyStore } from './programs/api-key-store.ts'
import type { AssistantStore } from './programs/assistant-store.ts'
import type { OAuthStore } from './programs/oauth-store.ts'
import type {
  ResponderStore,
  RevocationListStore,
  SealedResponderKey,
  StatusStore,
} from './revocation/relying-parties.ts'
import type { SignInStore } from './sign-in/sign-in-store.ts'
import type { InvitationStore, MembershipStore } from './workspaces/membership-store.ts'
import type { WorkspaceStore } from './workspaces/workspace-store.ts'

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
