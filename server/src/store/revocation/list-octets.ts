import { statement, type Connection } from '../connection.ts'
import type { Shard, SharedOctets } from './relying-parties.ts'
import type { Transaction } from '../transaction.ts'

/** Where octets of a list that is kept whole stand in another one. */
export interface Base {
  /** Of the list that is kept whole. */
  readonly number: number
  readonly from: number
  readonly to: number
  /** Where they begin in the list that has them too. */
  readonly at: number
}

/** A list as it is kept: whole, or what it has besides octets of another one. */
export interface ListOctets {
  readonly own: Uint8Array
  readonly base: Base | null
}

interface BaseRow {
  readonly base_number: number | null
  readonly base_from: number
  readonly base_to: number
  readonly base_at: number
}

const BASE_COLUMNS = 'base_number, base_from, base_to, base_at'
const ADD = statement(`insert into revocation_list_bytes
    (authority_id, shard, number, der, ${BASE_COLUMNS})
  values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`)
const BASE = statement(
  `select ${BASE_COLUMNS} from revocation_list_bytes where authority_id = ? and shard = ? and number = ?`,
)
const OCTETS = statement(
  `select der, ${BASE_COLUMNS} from revocation_list_bytes where authority_id = ? and shard = ? and number = ?`,
)

/** Fewer are written again rather than looked up in another row. */
const WORTH_SHARING = 65_536

/**
 * What has to be written of a list.
 * @param former how the list that it shares octets with is kept itself; undefined when it is kept no longer
 */
export function cutList(
  der: Uint8Array,
  shared: SharedOctets | undefined,
  former: { readonly base: Base | null } | undefined,
): ListOctets {
  const base = shared && former && baseOf(shared, former.base)
  if (!base) return { own: der, base: null }
  const size = base.to - base.from
  // What is the list's own grows from list to list, until writing it costs what writing all does.
  if (size < WORTH_SHARING || der.length - size > size / 4) return { own: der, base: null }
  const own = new Uint8Array(der.length - size)
  own.set(der.subarray(0, base.at))
  own.set(der.subarray(base.at + size), base.at)
  return { own, base }
}

/** Only a list that is kept whole is a base: of one that has a base itself, what stands in that one. */
function baseOf({ number, from, to, at }: SharedOctets, former: Base | null): Base {
  if (former === null) return { number, from, to, at }
  const first = Math.max(from, former.at)
  const end = Math.max(first, Math.min(to, former.at + former.to - former.from))
  const moved = former.from - former.at
  return { number: former.number, from: first + moved, to: end + moved, at: at + first - from }
}

/** @param whole the list that `base` speaks of */
export function joinList(own: Uint8Array, base: Base, whole: Uint8Array): Uint8Array {
  const size = base.to - base.from
  const der = new Uint8Array(own.length + size)
  der.set(own.subarray(0, base.at))
  der.set(whole.subarray(base.from, base.to), base.at)
  der.set(own.subarray(base.at), base.at + size)
  return der
}

export async function listBase(
  connection: Connection,
  { authorityId, shard, number }: Shard & { readonly number: number },
): Promise<{ readonly base: Base | null } | undefined> {
  const row = await connection.get<BaseRow>(BASE, authorityId, shard, number)
  return row && { base: baseFromRow(row) }
}

/** @returns undefined also when another list was published meanwhile, and this one is being dropped */
export async function readList(
  connection: Connection,
  { authorityId, shard }: Shard,
  number: number,
): Promise<Uint8Array | undefined> {
  const row = await connection.get<BaseRow & { der: Uint8Array }>(
    OCTETS,
    authorityId,
    shard,
    number,
  )
  if (row === undefined) return undefined
  const base = baseFromRow(row)
  if (base === null) return row.der
  const whole = await connection.get<{ der: Uint8Array }>(OCTETS, authorityId, shard, base.number)
  return whole && joinList(row.der, base, whole.der)
}

/** The octets go ahead, in a transaction of their own: a long list is written without holding back a revocation. */
export async function addListOctets(
  transaction: Transaction,
  {
    list: { authorityId, shard, number },
    octets: { own, base },
  }: { readonly list: Shard & { readonly number: number }; readonly octets: ListOctets },
): Promise<void> {
  const { number: baseNumber, from, to, at } = base ?? NO_BASE
  await transaction.run(ADD, authorityId, shard, number, own, baseNumber, from, to, at)
}

const NO_BASE = { number: null, from: null, to: null, at: null }

function baseFromRow({ base_number, base_from, base_to, base_at }: BaseRow): Base | null {
  if (base_number === null) return null
  return { number: base_number, from: base_from, to: base_to, at: base_at }
}
