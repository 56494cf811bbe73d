import type { AuditAction } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { mayReplaceReason, type Revocation, type RevocationReason } from '../../pki/revocation.ts'
import { revocationFromRow } from '../authorities/authority-rows.ts'
import { blockKey } from '../certificates/blocked-keys.ts'
import { statement } from '../connection.ts'
import { announceChange, holdStatusFeed, reserveNumber, type ListedRow } from './status-changes.ts'
import type { Audit } from '../audit/audit.ts'
import type { RevokeOutcome } from './revocation-outcome.ts'
import type { Transaction } from '../transaction.ts'

type RevocationDecision =
  | Omit<Extract<RevokeOutcome, { kind: 'revoked' }>, 'list'>
  | Extract<RevokeOutcome, { kind: 'refused' }>

/** A row as it stands under its lock. */
export interface RevocableRow {
  readonly revoked_at: number | null
  readonly revocation_reason: RevocationReason | null
}

const LOCK = statement(
  `select c.seq, c.revoked_at, c.revocation_reason, c.key_hash, c.authority_id, c.shard,
    c.serial_number, a.workspace_id
  from certificates c join authorities a on a.id = c.authority_id
  where c.id = ? and c.subject_authority_id is null`,
  'for update of c',
)
const REVOKE = statement(
  'update certificates set revoked_at = ?, revocation_reason = ?, revocation_number = ? where seq = ?',
)

/** Also of an intent: a signature may exist although no certificate was recorded. */
export async function revokeCertificate(
  transaction: Transaction,
  {
    id,
    revocation,
    audit,
  }: { readonly id: Uuid; readonly revocation: Revocation; readonly audit: Audit },
): Promise<RevokeOutcome> {
  await holdStatusFeed(transaction)
  const row = await transaction.get<
    RevocableRow & ListedRow & { seq: number; key_hash: Uint8Array; workspace_id: Uuid }
  >(LOCK, id)
  if (row === undefined) return { kind: 'notFound' }
  const outcome = decideRevocation(row, revocation)
  if (outcome.kind !== 'revoked') return outcome
  const { revokedAt, reason } = outcome.revocation
  const list = await reserveNumber(transaction, row, transaction.at)
  await transaction.run(REVOKE, revokedAt, reason, list.number, row.seq)
  await announceChange(transaction, row)
  if (reason === 'keyCompromise') {
    await blockKey(transaction, row.workspace_id, row.key_hash, revocation.revokedAt)
  }
  transaction.audit(revocationEvents(audit, outcome))
  return { ...outcome, list }
}

/** RFC 5280 §5.3.1 knows the reasons; which may follow which is decided in pki/revocation. */
export function decideRevocation(row: RevocableRow, wanted: Revocation): RevocationDecision {
  const current = revocationFromRow(row)
  if (current === null) return { kind: 'revoked', revocation: wanted, replaced: null }
  if (!mayReplaceReason(current.reason, wanted.reason))
    return { kind: 'refused', revocation: current }
  return {
    kind: 'revoked',
    revocation: { revokedAt: current.revokedAt, reason: wanted.reason },
    replaced: current.reason,
  }
}

const CHANGED: AuditAction = 'certificate.revocationChanged'

/** A replaced reason is another event than a first revocation, and only the store knows which it was. */
export function revocationEvents(
  audit: Audit,
  { replaced }: { readonly replaced: RevocationReason | null },
): Audit {
  if (replaced === null) return audit
  return audit.map((event) => ({
    ...event,
    action: event.action === 'certificate.revoked' ? CHANGED : event.action,
    detail: { ...event.detail, replaced },
  }))
}
