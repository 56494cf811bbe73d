import type { AuditEvent } from '../pki/audit-event.ts'

/** A refused attempt, for tests that vary one fact of it. */
export function refusedAttempt(facts: Partial<AuditEvent> = {}): AuditEvent {
  return {
    action: 'authentication.refused',
    outcome: 'refused',
    at: 1_700_000_000_000,
    actor: { kind: 'anonymous', id: 'anonymous', address: '192.0.2.1' },
    workspaceId: null,
    subject: null,
    requestId: 'r-1',
    detail: { reason: 'unknown' },
    ...facts,
  }
}
