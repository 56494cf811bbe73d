import type { Uuid } from '../../pki/identifier.ts'
import { CLOCKS_APART_MILLISECONDS } from '../../pki/revocation-policy.ts'
import { statement, type Connection } from '../connection.ts'
import { readList } from './list-octets.ts'
import type { PublishedList, Shard, ShardState } from './relying-parties.ts'
import type { Transaction } from '../transaction.ts'

interface ShardRow {
  readonly authority_id: Uuid
  readonly shard: number
  readonly wanted_number: number
  readonly published_number: number
  readonly this_update: number | null
  readonly next_update: number | null
  readonly former_update: number | null
}

const SHARD_COLUMNS = `authority_id, shard, wanted_number, published_number, this_update,
  next_update, former_update`

const ADD = statement(
  'insert into revocation_lists (authority_id, shard, wanted_number) values (?, ?, 0)',
)
const OF_AUTHORITY = statement(
  `select ${SHARD_COLUMNS} from revocation_lists where authority_id = ? order by shard`,
)
const PUBLISHED = statement(`select ${SHARD_COLUMNS} from revocation_lists
  where authority_id = ? and shard = ? and published_number > 0`)
// Whoever is at work on a list holds its lease: those come last, so that they keep nobody else waiting.
const DUE =
  statement(`select l.authority_id, l.shard, l.wanted_number, l.published_number, l.this_update,
    l.next_update, l.former_update
  from revocation_lists l
  join authorities a on a.id = l.authority_id
  join certificates c on c.id = a.certificate_id
  where (l.due_at <= ? or l.this_update > ?)
    and (a.has_passphrase = 0 or a.has_passphrase = ?)
    and (c.not_after > ?
      or exists (select 1 from certificates i
        where i.authority_id = a.id and i.listed_at is not null and i.not_after > ?)
      or exists (select 1 from certificates i
        where i.authority_id = a.id and i.subject_authority_id is not null and i.not_after > ?))
  order by case when l.lease_until > ? then 1 else 0 end, l.due_at, l.published_number, l.authority_id,
    l.shard
  limit ?`)

/** RFC 5280 §5: a CA has its lists from its creation on; one full one, or N that share its certificates. */
export async function addShards(
  transaction: Transaction,
  authorityId: Uuid,
  shards: number,
): Promise<void> {
  if (shards === 1) await transaction.run(ADD, authorityId, 0)
  else for (let shard = 1; shard <= shards; shard++) await transaction.run(ADD, authorityId, shard)
}

export async function listShards(
  connection: Connection,
  { authorityId }: { readonly authorityId: Uuid },
): Promise<readonly ShardState[]> {
  const rows = await connection.all<ShardRow>(OF_AUTHORITY, authorityId)
  return rows.map((row) => shardFromRow(row))
}

export async function publishedList(
  connection: Connection,
  { authorityId, shard }: Shard,
): Promise<PublishedList | undefined> {
  const row = await connection.get<ShardRow>(PUBLISHED, authorityId, shard)
  if (row === undefined) return undefined
  const der = await readList(connection, { authorityId, shard }, row.published_number)
  if (der !== undefined) return { ...shardFromRow(row), der }
  // Another one was published between the two reads; its octets are there before it is.
  const later = await connection.get<ShardRow>(PUBLISHED, authorityId, shard)
  if (later && later.published_number > row.published_number)
    return publishedList(connection, { authorityId, shard })
  throw new Error(`the list ${shard} of ${authorityId} is published without its octets`)
}

export async function dueShards(
  connection: Connection,
  {
    now,
    limit,
    which,
  }: { readonly now: number; readonly limit: number; readonly which: 'unattended' | 'all' },
): Promise<readonly ShardState[]> {
  // isFromFuture: signed before the clock was set back.
  const ahead = now + CLOCKS_APART_MILLISECONDS
  const passphrase = which === 'all' ? 1 : 0
  const rows = await connection.all<ShardRow>(
    DUE,
    now,
    ahead,
    passphrase,
    now,
    now,
    now,
    now,
    limit,
  )
  return rows.map((row) => shardFromRow(row))
}

function shardFromRow(row: ShardRow): ShardState {
  return {
    authorityId: row.authority_id,
    shard: row.shard,
    wantedNumber: row.wanted_number,
    publishedNumber: row.published_number,
    thisUpdate: row.this_update,
    nextUpdate: row.next_update,
    formerUpdate: row.former_update,
  }
}
