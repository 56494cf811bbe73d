import type { AuditPlace } from '../../pki/audit-chain.ts'
import type { AuditEvent } from '../../pki/audit-event.ts'
import type { AuditSearchStore } from './audit-search-store.ts'
import type { Audit } from './audit.ts'

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
