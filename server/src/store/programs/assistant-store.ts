import type { AuditEvent } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'

/** A private key that waits for one download by one person. */
export interface KeyLink {
  readonly id: Uuid
  /** Who alone may open it. */
  readonly userId: Uuid
  readonly workspaceId: Uuid
  readonly certificateId: Uuid
  /** Opaque here. */
  readonly sealed: Uint8Array
  readonly createdAt: number
  readonly expiresAt: number
}

/** What must be remembered because an assistant asked and a person acts. */
export interface AssistantStore {
  addKeyLink(link: KeyLink, audit: readonly AuditEvent[]): Promise<void>
  keyLink(id: Uuid): Promise<KeyLink | undefined>
  /** Gives it once: the row is gone when this returns, whoever else asks at the same time. */
  takeKeyLink(id: Uuid, at: number, audit: readonly AuditEvent[]): Promise<KeyLink | undefined>
  /** @returns false when it was used before */
  useConfirmation(id: string, expiresAt: number): Promise<boolean>
  /** Erases key links and confirmations that ended at this time or before. @returns how many key links */
  eraseExpired(at: number): Promise<number>
}
