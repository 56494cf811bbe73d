import { statement } from '../connection.ts'
import type { Connection } from '../connection.ts'
import { holdStatusFeed } from './status-changes.ts'
import type { Shard } from './relying-parties.ts'
import type { Transaction } from '../transaction.ts'

/** Nobody asks for a longer lease: what lies further ahead is of a clock that was set back. */
const LONGEST_LEASE_MILLISECONDS = 600_000

const BEGIN = statement(`update revocation_lists
  set wanted_number = case when wanted_number >= ? then wanted_number + 1 else ? end, due_at = 0,
    lease_holder = ?, lease_until = ?,
    lease_number = case when wanted_number >= ? then wanted_number + 1 else ? end
  where authority_id = ? and shard = ?
    and (lease_holder is null or lease_holder = ? or lease_until <= ? or lease_until > ?)
  returning wanted_number`)
const PUBLISH = statement(`update revocation_lists
  set published_number = ?, former_update = this_update, this_update = ?, next_update = ?,
    due_at = case when wanted_number > ? then 0 else cast(? as bigint) end,
    lease_holder = case when lease_number > ? then lease_holder else null end,
    lease_until = case when lease_number > ? then lease_until else 0 end
  where authority_id = ? and shard = ? and lease_holder = ?
    and published_number < ? and wanted_number >= ?`)
// But the one whose octets the published one shares.
const DROP_FORMER = statement(`delete from revocation_list_bytes
  where authority_id = ? and shard = ? and number < ? and number not in (
    select base_number from revocation_list_bytes
    where authority_id = ? and shard = ? and number = ? and base_number is not null)`)
const DROP_UNPUBLISHED = statement(`delete from revocation_list_bytes
  where authority_id = ? and shard = ? and number = ? and number not in (
    select published_number from revocation_lists where authority_id = ? and shard = ?)`)
const FREE_LEASES = statement(
  'update revocation_lists set lease_holder = null, lease_until = 0 where lease_holder is not null',
)

export interface ListLease {
  readonly holder: string
  readonly now: number
  readonly until: number
}

interface NewList extends Shard {
  readonly number: number
  readonly thisUpdate: number
  readonly nextUpdate: number
}

/** @returns the number reserved; undefined while somebody else holds the lease */
export async function beginList(
  transaction: Transaction,
  {
    shard: { authorityId, shard },
    lease: { holder, now, until },
  }: { readonly shard: Shard; readonly lease: ListLease },
): Promise<number | undefined> {
  await holdStatusFeed(transaction)
  const row = await transaction.get<{ wanted_number: number }>(
    BEGIN,
    now,
    now,
    holder,
    until,
    now,
    now,
    authorityId,
    shard,
    holder,
    now,
    now + LONGEST_LEASE_MILLISECONDS,
  )
  return row?.wanted_number
}

/** Dirty again at once when something was revoked since the number was reserved. */
export async function publishList(
  transaction: Transaction,
  { list, holder }: { readonly list: NewList; readonly holder: string },
): Promise<'published' | 'leaseLost'> {
  const { authorityId, shard, number, thisUpdate, nextUpdate } = list
  await holdStatusFeed(transaction)
  const dueAt = Math.floor(thisUpdate + (nextUpdate - thisUpdate) / 2)
  const published = await transaction.run(
    PUBLISH,
    number,
    thisUpdate,
    nextUpdate,
    number,
    dueAt,
    number,
    number,
    authorityId,
    shard,
    holder,
    number,
    number,
  )
  if (published === 0) {
    await transaction.run(DROP_UNPUBLISHED, authorityId, shard, number, authorityId, shard)
    return 'leaseLost'
  }
  await transaction.run(DROP_FORMER, authorityId, shard, number, authorityId, shard, number)
  return 'published'
}

/** A server that opens a directory knows that whoever was publishing there is dead. */
export async function freeListLeases(connection: Connection): Promise<void> {
  await connection.run(FREE_LEASES)
}
