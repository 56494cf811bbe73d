import { createHmac } from 'node:crypto'
import type { AuditEvent } from './audit-event.ts'

/** The MAC before the first event of a chain. */
export const CHAIN_START: Uint8Array = new Uint8Array(32)

/** The bytes that are chained: the event as JSON with its members in one fixed order. */
export function encodeAuditEvent(event: AuditEvent): string {
  return JSON.stringify([
    event.at,
    event.action,
    event.outcome,
    event.actor.kind,
    event.actor.id,
    event.actor.address,
    event.workspaceId,
    event.subject,
    event.requestId,
    Object.entries(event.detail).sort(([a], [b]) => (a < b ? -1 : 1)),
  ])
}

/**
 * One link of a chain: HMAC-SHA-256 over the chain's name, the position, the previous MAC and the event's bytes, so that
 * a row changed, moved, removed or inserted by anyone without the key breaks the chain at that row.
 */
export function linkAuditEvent(
  key: Uint8Array,
  link: {
    readonly chain: string
    readonly position: number
    readonly previous: Uint8Array
    readonly encoded: string
  },
): Uint8Array {
  return createHmac('sha256', key)
    .update(`${link.chain}\n${link.position}\n`)
    .update(link.previous)
    .update(link.encoded)
    .digest()
}
