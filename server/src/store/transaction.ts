import type { AuditEvent } from '../pki/audit-event.ts'
import type { Connection } from './connection.ts'

/**
 * What a write is given: the connection inside its transaction, and the audit that commits with it. A write refuses by its
 * result, before its first change; whatever it throws undoes all it did, and then it is run again, alone. So it must do
 * nothing but speak to the database.
 */
export interface Transaction extends Connection {
  /** The time of the request, milliseconds. */
  readonly at: number
  audit(events: readonly AuditEvent[]): void
}
