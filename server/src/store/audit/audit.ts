import type { AuditEvent } from '../../pki/audit-event.ts'

/** What a write did, for the log: chained and written in the same transaction. */
export type Audit = readonly AuditEvent[]
