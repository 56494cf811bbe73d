import { createHmac } from 'node:crypto'
import type { AuditEvent } from './audit-event.ts'

/** An event by its place, and the MAC that it has there. */
export interface AuditPlace {
  readonly chain: string
  /** From 1. */
  readonly position: number
  readonly mac: Uint8Array
}

/**
 * What stands before the first event of a chain in place of a MAC: the event, of another chain, after which it was begun.
 * So the removal of a whole chain shows as well, as long as a younger one is there. The first chain of all follows none.
 */
export function chainStart(key: Uint8Array, chain: string, after: AuditPlace | null): Uint8Array {
  if (after === null) return new Uint8Array(32)
  return createHmac('sha256', key)
    .update(`${chain}\n0\n${after.chain}\n${after.position}\n`)
    .update(after.mac)
    .digest()
}

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
