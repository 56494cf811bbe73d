import type { AuditAction, AuditEvent } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'

export interface AuditFilter {
  /** undefined: of all, and of none. */
  readonly workspaceId?: Uuid | undefined
  /** One of several; empty or undefined: any. */
  readonly actions?: readonly AuditAction[] | undefined
  /** The id of a user, an API key, a grant, or the name of who acted. */
  readonly actorId?: string | undefined
  readonly subject?: string | undefined
  /** Milliseconds, inclusive. */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** Where a page ended: the next one begins with what is older. */
export interface AuditPlace {
  readonly at: number
  readonly seq: number
}

export interface FoundAuditEvent extends AuditPlace {
  readonly event: AuditEvent
}

export interface ActorName {
  readonly id: string
  /** A user's e-mail address, or what an API key or an OAuth client is called. */
  readonly name: string
  /** Of an API key. */
  readonly prefix: string | null
}

export interface AuditSearchStore {
  /** Newest first; what it costs depends on the page, not on the length of the log. */
  search(
    filter: AuditFilter,
    page: { readonly before: AuditPlace | undefined; readonly limit: number },
  ): Promise<readonly FoundAuditEvent[]>
  actors(ids: readonly string[]): Promise<readonly ActorName[]>
}
