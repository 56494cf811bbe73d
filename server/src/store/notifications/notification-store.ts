import type { AuditEvent } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type {
  DeliveryStore,
  WebhookEndpoint,
  WebhookMessage,
  WebhookStore,
} from './webhook-store.ts'

type Audit = readonly AuditEvent[]

/** Who wants to hear of what. Part of the seam of memory: see store.ts. */
export interface NotificationStore {
  readonly webhooks: WebhookStore
  readonly deliveries: DeliveryStore
  readonly alerts: AlertStore
  readonly expiry: ExpiryStore
  readonly calendars: CalendarStore
}

// ── alerts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export const WATCHED = ['certificate', 'authority', 'revocationList', 'responder'] as const
export type Watched = (typeof WATCHED)[number]

export interface AlertRule {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly name: string
  readonly watches: readonly Watched[]
  /** Descending. */
  readonly daysBefore: readonly number[]
  /** E-mail addresses; none: webhooks alone. */
  readonly recipients: readonly string[]
  /** One e-mail a day instead of one at once. */
  readonly digest: boolean
  readonly language: 'en' | 'cs' | 'de'
  readonly enabled: boolean
  readonly createdAt: number
  readonly lastMailedAt: number | null
}

export interface Notice {
  readonly kind: Watched
  /** The certificate or CA; of lists and responders the CA, with the shard. */
  readonly subjectId: string
  readonly name: string
  readonly authorityId: Uuid
  readonly authorityName: string
  /** The threshold that was crossed; 0 for what has no threshold. */
  readonly days: number
  /** When it ends. */
  readonly deadline: number
  readonly raisedAt: number
}

export interface PendingNotice extends Notice {
  readonly seq: number
}

/** Up to which end of validity a rule has looked, for one threshold. */
export interface Watermark {
  readonly days: number
  readonly notAfter: number
  readonly seq: number
}

/** A certificate that comes within a threshold, and was neither revoked nor replaced. */
export interface Approaching {
  readonly seq: number
  readonly id: Uuid
  readonly commonName: string
  readonly serialNumber: string
  readonly authorityId: Uuid
  readonly authorityName: string
  readonly createdAt: number
  readonly notAfter: number
  readonly isReplaced: boolean
}

/** The list or the responder of a CA, by when it ends. */
export interface Standing {
  readonly kind: 'revocationList' | 'responder'
  readonly authorityId: Uuid
  readonly authorityName: string
  readonly shard: number
  readonly from: number
  readonly until: number
}

export interface AlertStore {
  get(id: Uuid): Promise<AlertRule | undefined>
  /** undefined: of all workspaces, those that are enabled. */
  list(workspaceId: Uuid | undefined): Promise<readonly AlertRule[]>
  create(
    rule: AlertRule,
    watermarks: readonly Watermark[],
    limit: number,
    audit: Audit,
  ): Promise<'created' | 'tooMany'>
  /** Watermarks of thresholds that stay are kept. */
  change(
    rule: AlertRule,
    watermarks: readonly Watermark[],
    audit: Audit,
  ): Promise<'changed' | 'notFound'>
  remove(id: Uuid, audit: Audit): Promise<'removed' | 'notFound'>
  watermarks(ruleId: Uuid): Promise<readonly Watermark[]>
  /** In the order of (notAfter, seq), after the watermark and not after `until`. */
  approaching(
    workspaceId: Uuid,
    after: { readonly notAfter: number; readonly seq: number },
    until: number,
    limit: number,
  ): Promise<readonly Approaching[]>
  /** Of the workspace's CAs that are neither revoked nor expired. */
  standings(workspaceId: Uuid, now: number): Promise<readonly Standing[]>
  /** What was noticed before is not noticed again, and its message is not sent again. @returns how many are new */
  raise(
    raised: {
      readonly rule: Pick<AlertRule, 'id' | 'workspaceId'>
      /** Whether somebody is to get an e-mail. */
      readonly mail: boolean
      readonly watermark: Watermark | null
      readonly notices: readonly {
        readonly notice: Notice
        readonly message: WebhookMessage
        /** One for each endpoint, in their order. */
        readonly deliveryIds: readonly Uuid[]
      }[]
    },
    endpoints: readonly Pick<WebhookEndpoint, 'id' | 'events'>[],
  ): Promise<number>
  waitForMail(ruleId: Uuid): Promise<boolean>
  /** The notices that nobody was written of. @returns undefined while another server is at it, or when it is not time yet */
  beginMail(
    ruleId: Uuid,
    lease: { readonly now: number; readonly until: number; readonly mailedBefore: number },
  ): Promise<readonly PendingNotice[] | undefined>
  mailed(ruleId: Uuid, upTo: number, at: number): Promise<void>
  /** Forgets what ended, and was told, before. @returns how many went (bounded) */
  prune(before: number): Promise<number>
  /** Newest first. */
  notices(workspaceId: Uuid, limit: number): Promise<readonly Notice[]>
}

// ── expiry ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ExpiryFilter {
  readonly authorityIds: readonly Uuid[]
  /** Milliseconds, inclusive. */
  readonly from: number
  /** Exclusive. */
  readonly until: number
  /** Also those that a newer certificate has taken the place of. */
  readonly includeReplaced: boolean
}

export interface ExpiringCertificate extends Approaching {
  readonly notBefore: number
  readonly keyAlgorithm: string
}

export interface ExpiryStore {
  /** Certificates that are not revoked, by the UTC day on which they end: days since the Unix epoch. Days with none are left out. */
  days(
    filter: Omit<ExpiryFilter, 'includeReplaced'>,
  ): Promise<readonly { readonly day: number; readonly count: number }[]>
  /** Soonest first. */
  list(
    filter: ExpiryFilter,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly certificates: readonly ExpiringCertificate[]; readonly total: number }>
}

// ── calendars ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface CalendarFeed {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly userId: Uuid
  readonly createdAt: number
  readonly lastReadAt: number | null
}

export interface CalendarStore {
  /** Only while its user is a member of its workspace. */
  findByHash(tokenHash: Uint8Array): Promise<CalendarFeed | undefined>
  of(workspaceId: Uuid, userId: Uuid): Promise<CalendarFeed | undefined>
  /** Takes the place of the one that the user had for this workspace. */
  put(feed: CalendarFeed & { readonly tokenHash: Uint8Array }, audit: Audit): Promise<void>
  remove(workspaceId: Uuid, userId: Uuid, audit: Audit): Promise<'removed' | 'notFound'>
  /** Not audited; at most once an hour. */
  touch(id: Uuid, at: number): Promise<void>
}
