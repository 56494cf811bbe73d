import type { Uuid } from '../../pki/identifier.ts'
import type { RevocationReason } from '../../pki/revocation.ts'
import { statement } from '../connection.ts'
import { announceChange, holdStatusFeed, reserveNumber, type ListedRow } from './status-changes.ts'
import type { Audit } from '../audit/audit.ts'
import type { ReleaseOutcome } from './revocation-outcome.ts'
import type { Transaction } from '../transaction.ts'

const LOCK = statement(
  `select seq, authority_id, shard, serial_number, revocation_reason from certificates
  where id = ? and subject_authority_id is null`,
  'for update',
)
const RELEASE = statement(`update certificates
  set revoked_at = null, revocation_reason = null, revocation_number = ? where seq = ?`)

/** RFC 5280 §5.3.1: only a hold ends. The number stays with the row, so that the next lists are told to drop it. */
export async function releaseHold(
  transaction: Transaction,
  { id, at, audit }: { readonly id: Uuid; readonly at: number; readonly audit: Audit },
): Promise<ReleaseOutcome> {
  await holdStatusFeed(transaction)
  const row = await transaction.get<
    ListedRow & { seq: number; revocation_reason: RevocationReason | null }
  >(LOCK, id)
  if (row === undefined) return { kind: 'notFound' }
  if (row.revocation_reason !== 'certificateHold') return { kind: 'notHeld' }
  const list = await reserveNumber(transaction, row, at)
  await transaction.run(RELEASE, list.number, row.seq)
  await announceChange(transaction, row)
  transaction.audit(audit)
  return { kind: 'released', list }
}
