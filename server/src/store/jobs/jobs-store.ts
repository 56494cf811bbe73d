import type { Uuid } from '../../pki/identifier.ts'
import type { Job, JobItem } from '../../pki/job.ts'
import type { AuditEvent } from '../../pki/audit-event.ts'

export type NewJob = Omit<Job, 'state' | 'total' | 'done' | 'failed' | 'startedAt' | 'finishedAt'>

export interface JobLease {
  /** The instance that works on it. */
  readonly holder: string
  readonly now: number
  readonly until: number
}

export interface FinishedItem {
  readonly position: number
  readonly outcome:
    | {
        readonly state: 'done'
        readonly resultId: Uuid | null
        readonly sealedKey: Uint8Array | null
        readonly message: string | null
      }
    | { readonly state: 'failed'; readonly code: string; readonly message: string }
}

export type NextItem =
  /** `interrupted`: it was begun before, and nobody knows how far it came. */
  | { readonly kind: 'item'; readonly item: JobItem; readonly interrupted: boolean }
  | { readonly kind: 'ended' }
  /** Another instance has it, or it was cancelled or paused. */
  | { readonly kind: 'notOurs' }

/** Jobs and their items. Whoever works on one holds its lease and extends it with every item. */
export interface JobStore {
  get(id: Uuid): Promise<Job | undefined>
  /** Newest first. @param userId undefined: of everybody in the workspace */
  list(workspaceId: Uuid, userId: Uuid | undefined, limit: number): Promise<readonly Job[]>
  items(
    id: Uuid,
    page: { readonly offset: number; readonly limit: number; readonly failedOnly: boolean },
  ): Promise<readonly JobItem[]>
  /** Queued or running, and held by nobody. */
  claimable(now: number): Promise<readonly Uuid[]>
  create(
    job: NewJob,
    items: readonly { readonly subject: Uuid; readonly label: string }[],
    lease: JobLease,
    audit: readonly AuditEvent[],
  ): Promise<void>
  claim(id: Uuid, lease: JobLease): Promise<Job | undefined>
  /** Ends one item and begins the next in one write. */
  advance(id: Uuid, lease: JobLease, finished: FinishedItem | null): Promise<NextItem>
  /** Ends an item without beginning another one. */
  finish(id: Uuid, finished: FinishedItem): Promise<void>
  pause(id: Uuid, holder: string): Promise<void>
  /** A paused one, with its passphrases in the memory of the holder again. */
  resume(id: Uuid, lease: JobLease, audit: readonly AuditEvent[]): Promise<'resumed' | 'notPaused'>
  cancel(id: Uuid, at: number, audit: readonly AuditEvent[]): Promise<'cancelled' | 'ended'>
  /** The failed items once more. */
  retry(
    id: Uuid,
    lease: JobLease,
    audit: readonly AuditEvent[],
  ): Promise<'queued' | 'nothingFailed'>
  /** Sealed keys that somebody has: of one job, or of all that ended before. */
  forgetKeys(which: { readonly id: Uuid } | { readonly endedBefore: number }): Promise<void>
  prune(endedBefore: number): Promise<void>
}

export interface SavedView {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly userId: Uuid
  /** Of which page: `certificates`. */
  readonly page: string
  readonly name: string
  /** The query string of the page. */
  readonly query: string
  readonly createdAt: number
}

export interface SavedViewStore {
  list(workspaceId: Uuid, userId: Uuid, page: string): Promise<readonly SavedView[]>
  /** A view of the same name takes the former one's place. */
  save(view: SavedView, most: number): Promise<'saved' | 'tooMany'>
  remove(id: Uuid, workspaceId: Uuid, userId: Uuid): Promise<'removed' | 'notFound'>
}
