import type { AuditEvent } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Revocation } from '../../pki/revocation.ts'
import { statement, type Dialect, type Statement } from '../connection.ts'
import { announceChanges, holdStatusFeed, reserveNumber, type ListedRow } from './status-changes.ts'
import type { Audit } from '../audit/audit.ts'
import type { RevokeManyOutcome, RevokeManySelection } from './revocation-outcome.ts'
import type { Transaction } from '../transaction.ts'

/** More would keep single revocations waiting. */
const MOST_REVOKED_TOGETHER = 1000

interface Candidate extends ListedRow {
  readonly seq: number
  readonly id: Uuid
  readonly listed_at: number
}

const CANDIDATES = statement(
  `select seq, id, authority_id, shard, serial_number, listed_at from certificates
  where authority_id = ? and listed_at is not null and (listed_at, seq) > (?, ?) and listed_at < ?
    and revoked_at is null and not_after > ?
  order by listed_at, seq limit ?`,
  'for update',
)
const AMONG: Readonly<Record<Dialect, string>> = {
  sqlite: 'select value from json_each(?)',
  postgres: 'select json_array_elements_text(?::json)::bigint',
}
const amongSeqs = (text: string): Readonly<Record<Dialect, Statement>> => ({
  sqlite: statement(text.replace('@seqs', AMONG.sqlite)),
  postgres: statement(text.replace('@seqs', AMONG.postgres)),
})
const REVOKE = amongSeqs(`update certificates
  set revoked_at = ?, revocation_reason = ?, revocation_number = ? where seq in (@seqs)`)
const BLOCK = amongSeqs(`insert into blocked_keys (workspace_id, key_hash, blocked_at)
  select distinct a.workspace_id, c.key_hash, cast(? as bigint)
  from certificates c join authorities a on a.id = c.authority_id
  where c.seq in (@seqs) on conflict do nothing`)

/**
 * Of one CA's issued end-entity certificates those that are neither revoked nor expired, oldest first. All of one list share
 * its number, and `audit` is written once for each, with its id and serial number.
 */
export async function revokeMany(
  transaction: Transaction,
  {
    authorityId,
    selection,
    revocation,
    limit,
    audit,
  }: {
    readonly authorityId: Uuid
    readonly selection: RevokeManySelection
    readonly revocation: Revocation
    readonly limit: number
    readonly audit: Audit
  },
): Promise<RevokeManyOutcome> {
  await holdStatusFeed(transaction)
  const most = Math.min(limit, MOST_REVOKED_TOGETHER)
  const candidates = await transaction.all<Candidate>(
    CANDIDATES,
    authorityId,
    // Nothing sorts below the pair (since, −1) that was issued at `since` or later.
    selection.after?.createdAt ?? selection.issuedSince ?? 0,
    selection.after?.seq ?? -1,
    selection.issuedUntil ?? Number.MAX_SAFE_INTEGER,
    transaction.at,
    most,
  )
  if (candidates.length === 0) return { revoked: 0, next: undefined }
  for (const [shard, rows] of Map.groupBy(candidates, (row) => row.shard)) {
    await revokeOnList(transaction, { authority_id: authorityId, shard }, rows, revocation)
  }
  const serialNumbers = candidates.map((row) => row.serial_number)
  await announceChanges(transaction, authorityId, serialNumbers)
  transaction.audit(candidates.flatMap((row) => audit.map((event) => eventOf(event, row))))
  const last = candidates.at(-1)
  const next = candidates.length < most ? undefined : last
  return {
    revoked: candidates.length,
    next: next && { createdAt: next.listed_at, seq: next.seq },
  }
}

async function revokeOnList(
  transaction: Transaction,
  list: Pick<ListedRow, 'authority_id' | 'shard'>,
  rows: readonly Candidate[],
  { revokedAt, reason }: Revocation,
): Promise<void> {
  const { dialect } = transaction
  const { number } = await reserveNumber(transaction, list, transaction.at)
  const seqs = JSON.stringify(rows.map((row) => row.seq))
  await transaction.run(REVOKE[dialect], revokedAt, reason, number, seqs)
  if (reason === 'keyCompromise') await transaction.run(BLOCK[dialect], revokedAt, seqs)
}

function eventOf(event: AuditEvent, row: Candidate): AuditEvent {
  return {
    ...event,
    subject: row.id,
    detail: { ...event.detail, serialNumber: row.serial_number },
  }
}
