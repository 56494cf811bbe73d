import type { Uuid } from '../../pki/identifier.ts'
import { statement } from '../connection.ts'
import type { ReservedNumber } from './revocation-outcome.ts'
import type { Transaction } from '../transaction.ts'

/** A row of `certificates`, as far as relying parties are told of it. */
export interface ListedRow {
  readonly authority_id: Uuid
  readonly shard: number
  readonly serial_number: string
}

/**
 * An instance that missed more than these forgets everything, which costs less than reading what it missed. A smaller number
 * would leave rows behind: that takes a migration.
 */
const KEPT_CHANGES = 10_000
const HOLD_FEED = statement('select position from status_feed where id = 1', 'for update')
const RESERVE = statement(`update revocation_lists
  set wanted_number = case when wanted_number >= ? then wanted_number + 1 else ? end, due_at = 0
  where authority_id = ? and shard = ? returning wanted_number`)
const MOVE_FEED = statement(`update status_feed
  set position = case when position >= ? then position else ? end + ?, changes = changes + ?
  where id = 1 returning position, changes`)
const ADD_CHANGE = statement(`insert into status_changes
    (position, ordinal, authority_id, serial_number) values (?, ?, ?, ?)`)
const ADD_CHANGES = {
  sqlite: statement(`insert into status_changes (position, ordinal, authority_id, serial_number)
    select ? + key, ? + key, ?, value from json_each(?)`),
  postgres: statement(`insert into status_changes (position, ordinal, authority_id, serial_number)
    select ?::bigint + ordinality - 1, ?::bigint + ordinality - 1, ?, value
    from json_array_elements_text(?::json) with ordinality`),
}
const FORGET = statement('delete from status_changes where ordinal between ? and ?')

/**
 * To be held by whoever changes lists or statuses, before any other row: so those transactions come one after the other on
 * PostgreSQL, never in each other's way, and positions are in the order of their commits.
 */
export async function holdStatusFeed(transaction: Transaction): Promise<void> {
  if (transaction.dialect === 'postgres') await transaction.get(HOLD_FEED)
}

/**
 * Marks a list dirty. Numbers only grow (RFC 5280 §5.2.3), and follow the clock as far as that goes: so they also grow
 * over a database that was restored from a backup.
 * @returns the number that the next list has at least
 */
export async function reserveNumber(
  transaction: Transaction,
  { authority_id: authorityId, shard }: Pick<ListedRow, 'authority_id' | 'shard'>,
  now: number,
): Promise<ReservedNumber> {
  const row = await transaction.get<{ wanted_number: number }>(
    RESERVE,
    now,
    now,
    authorityId,
    shard,
  )
  if (row === undefined) throw new Error(`the CA ${authorityId} has no revocation list ${shard}`)
  return { shard, number: row.wanted_number }
}

/** Tells all instances to forget what they know of the certificate. */
export async function announceChange(
  transaction: Transaction,
  { authority_id: authorityId, serial_number: serialNumber }: ListedRow,
): Promise<void> {
  const { position, changes } = await moveFeed(transaction, 1)
  await transaction.run(ADD_CHANGE, position, changes, authorityId, serialNumber)
  await forgetOldest(transaction, changes, 1)
}

/** The same for many of one CA. */
export async function announceChanges(
  transaction: Transaction,
  authorityId: Uuid,
  serialNumbers: readonly string[],
): Promise<void> {
  const count = serialNumbers.length
  const { position, changes } = await moveFeed(transaction, count)
  await transaction.run(
    ADD_CHANGES[transaction.dialect],
    position - count + 1,
    changes - count + 1,
    authorityId,
    JSON.stringify(serialNumbers),
  )
  await forgetOldest(transaction, changes, count)
}

/** Ordinals have no gaps: as many leave as came. */
async function forgetOldest(
  transaction: Transaction,
  changes: number,
  count: number,
): Promise<void> {
  const last = changes - KEPT_CHANGES
  if (last > 0) await transaction.run(FORGET, last - count + 1, last)
}

/**
 * Positions follow the clock like list numbers: a database server that takes over from a lost one, and lacks its last
 * changes, does not give their positions to others. @returns the feed as it is after so many changes
 */
async function moveFeed(
  transaction: Transaction,
  count: number,
): Promise<{ readonly position: number; readonly changes: number }> {
  const { at } = transaction
  const row = await transaction.get<{ position: number; changes: number }>(
    MOVE_FEED,
    at,
    at,
    count,
    count,
  )
  if (row === undefined) throw new Error('the status feed is missing')
  return row
}
