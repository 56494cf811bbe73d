import type { AuditAction, AuditActor, AuditEvent } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { AuditChainState, AuditRow } from './audit-log-store.ts'
import type { Audit } from './audit.ts'
import type { Transaction } from '../transaction.ts'

const CHAINS = statement(`select chain, length, head_mac, after_chain, after_position, after_mac
  from audit_chains order by chain`)
const ROWS = statement(`select chain, position, key_id, encoded, mac from audit_events
  where chain = ? and position >= ? order by position limit ?`)
const RECENT = statement('select encoded from audit_events order by seq desc limit ?')

export async function appendAudit(
  transaction: Transaction,
  { audit }: { readonly audit: Audit },
): Promise<void> {
  transaction.audit(audit)
}

export async function auditChains(connection: Connection): Promise<readonly AuditChainState[]> {
  const rows = await connection.all<{
    chain: string
    length: number
    head_mac: Uint8Array
    after_chain: string | null
    after_position: number | null
    after_mac: Uint8Array | null
  }>(CHAINS)
  return rows.map((row) => ({
    chain: row.chain,
    length: row.length,
    headMac: row.head_mac,
    after:
      row.after_chain === null || row.after_position === null || row.after_mac === null
        ? null
        : { chain: row.after_chain, position: row.after_position, mac: row.after_mac },
  }))
}

export async function auditRows(
  connection: Connection,
  {
    chain,
    position,
    limit,
  }: { readonly chain: string; readonly position: number; readonly limit: number },
): Promise<readonly AuditRow[]> {
  const rows = await connection.all<{
    chain: string
    position: number
    key_id: string
    encoded: string
    mac: Uint8Array
  }>(ROWS, chain, position, limit)
  return rows.map((row) => ({
    chain: row.chain,
    position: row.position,
    keyId: row.key_id,
    encoded: row.encoded,
    mac: row.mac,
  }))
}

export async function recentAudit(
  connection: Connection,
  { limit }: { readonly limit: number },
): Promise<readonly AuditEvent[]> {
  const rows = await connection.all<{ encoded: string }>(RECENT, limit)
  return rows.map((row) => decodeAuditEvent(row.encoded))
}

/** The members in the order in which pki/audit-chain: encodeAuditEvent writes them. */
type Encoded = readonly [
  at: number,
  action: AuditAction,
  outcome: AuditEvent['outcome'],
  actorKind: AuditActor['kind'],
  actorId: string,
  actorAddress: string | null,
  workspaceId: Uuid | null,
  subject: string | null,
  requestId: string | null,
  detail: readonly (readonly [string, string | number | boolean | null])[],
]

export function decodeAuditEvent(encoded: string): AuditEvent {
  // Bytes that we wrote ourselves; `audit verify` is what proves it.
  const [at, action, outcome, kind, id, address, workspaceId, subject, requestId, detail] =
    JSON.parse(encoded) as Encoded
  return {
    action,
    outcome,
    at,
    actor: { kind, id, address },
    workspaceId,
    subject,
    requestId,
    detail: Object.fromEntries(detail),
  }
}
