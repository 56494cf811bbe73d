import type { Uuid } from '../../pki/identifier.ts'
import { REVOCATION_REASONS } from '../../pki/revocation.ts'
import { statement, type Connection, type Dialect } from '../connection.ts'
import type { RevocationChanges, Shard } from './relying-parties.ts'

/** Octets of the longest serial number (RFC 5280 §4.1.2.2). */
const SLOT = 20
const SERIAL_DIGITS = 2 * SLOT
/** Milliseconds until the year 5138. */
const TIME_DIGITS = 14
const REASON_DIGITS = 2
const RECORD = SERIAL_DIGITS + TIME_DIGITS + REASON_DIGITS
/** No CRLReason: the certificate was released from hold. */
const RELEASED = 99

const REASON_CODE = `case revocation_reason ${Object.entries(REVOCATION_REASONS)
  .map(([reason, code]) => `when '${reason}' then ${code}`)
  .join(' ')} else ${RELEASED} end`

// The database writes one long text of columns of fixed width: ten times cheaper than a million rows as objects.
const FIXED_WIDTH = {
  sqlite: {
    change: `printf('%${SERIAL_DIGITS}s%${TIME_DIGITS}d%${REASON_DIGITS}d', serial_number, revoked_at, ${REASON_CODE})`,
    serialNumber: `printf('%${SERIAL_DIGITS}s', serial_number)`,
    joined: `group_concat(record, '')`,
  },
  postgres: {
    change: `lpad(serial_number, ${SERIAL_DIGITS}) || lpad(coalesce(revoked_at, 0)::text, ${TIME_DIGITS})
      || lpad((${REASON_CODE})::text, ${REASON_DIGITS})`,
    serialNumber: `lpad(serial_number, ${SERIAL_DIGITS})`,
    joined: `string_agg(record, '')`,
  },
} as const satisfies Record<Dialect, Record<string, string>>

// A revocation that was changed after the next list's number was reserved stands on that list too, since its first number
// may be lower: nobody shall find a list that has the number he was given and lacks the entry. Revoked after its end: no
// relying party accepts it, and so it would never leave (RFC 5280 §3.3).
const CHANGED = `from certificates
  where authority_id = ? and shard = ? and revocation_number is not null
    and (revocation_number, seq) > (?, ?)
    and (revocation_number < ? or revoked_at < ?)
    and (revoked_at is null or revoked_at <= not_after)
  order by revocation_number, seq`

const changesIn = (dialect: Dialect): ReturnType<typeof statement> =>
  statement(`select count(*) as count, ${FIXED_WIDTH[dialect].joined} as records
    from (select ${FIXED_WIDTH[dialect].change} as record ${CHANGED} limit ?) as page`)
const CHANGES = { sqlite: changesIn('sqlite'), postgres: changesIn('postgres') }
const PLACE = statement(
  'select revocation_number, seq from certificates where authority_id = ? and serial_number = ?',
)

// List numbers are never below the time when they were reserved, so `revocation_number >= from` holds for all that changed
// since then, and some before.
const lapsedIn = (dialect: Dialect): ReturnType<typeof statement> =>
  statement(`select ${FIXED_WIDTH[dialect].joined} as records from (
      select ${FIXED_WIDTH[dialect].serialNumber} as record from certificates
      where authority_id = ? and shard = ? and revoked_at is not null
        and not_after >= ? and not_after < ?
      union all
      select ${FIXED_WIDTH[dialect].serialNumber} from certificates
      where authority_id = ? and shard = ? and revocation_number is not null
        and revocation_number >= ? and revoked_at is not null and not_after < ? and not_after < ?
    ) as lapsed`)
const LAPSED = { sqlite: lapsedIn('sqlite'), postgres: lapsedIn('postgres') }

export interface ChangesArgs {
  readonly shard: Shard
  readonly range: {
    readonly after: { readonly number: number; readonly seq: number }
    readonly before: number
  }
  readonly limit: number
}

/** Meant for a thread that reads: the columns are buffers of their own, to be transferred. */
export async function revocationChanges(
  connection: Connection,
  { shard: { authorityId, shard }, range: { after, before }, limit }: ChangesArgs,
): Promise<RevocationChanges> {
  const within = [authorityId, shard, after.number, after.seq, before, before] as const
  const page = await connection.get<{ count: number; records: string | null }>(
    CHANGES[connection.dialect],
    ...within,
    limit,
  )
  const count = page?.count ?? 0
  const records = page?.records ?? ''
  const next = count < limit ? undefined : await placeOf(connection, authorityId, records)
  return { ...columnsFrom(records, count), next }
}

/** Where the last one of a page stands: looked up, since counting up to it would walk through the page once more. */
async function placeOf(
  connection: Connection,
  authorityId: Uuid,
  records: string,
): Promise<RevocationChanges['next']> {
  const serialNumber = records.slice(-RECORD, -RECORD + SERIAL_DIGITS).trimStart()
  const last = await connection.get<{ revocation_number: number; seq: number }>(
    PLACE,
    authorityId,
    serialNumber,
  )
  return last && { number: last.revocation_number, seq: last.seq }
}

export async function lapsedSerialNumbers(
  connection: Connection,
  {
    shard: { authorityId, shard },
    range: { from, to },
  }: { readonly shard: Shard; readonly range: { readonly from: number; readonly to: number } },
): Promise<Uint8Array> {
  const row = await connection.get<{ records: string | null }>(
    LAPSED[connection.dialect],
    authorityId,
    shard,
    from,
    to,
    authorityId,
    shard,
    from,
    from,
    to,
  )
  const digits = Buffer.from(row?.records ?? '', 'latin1')
  const slots = new Uint8Array(digits.length / 2)
  for (let at = 0; at < slots.length; at++) slots[at] = octetAt(digits, 2 * at)
  return slots
}

function columnsFrom(records: string, count: number): Omit<RevocationChanges, 'next'> {
  const digits = Buffer.from(records, 'latin1')
  if (digits.length !== count * RECORD) throw new Error('a revocation does not fit its columns')
  const serialNumbers = new Uint8Array(count * SLOT)
  const revokedAt = new Float64Array(count)
  const reasons = new Uint8Array(count)
  for (let index = 0; index < count; index++) {
    const record = index * RECORD
    const slot = index * SLOT
    for (let octet = 0; octet < SLOT; octet++) {
      serialNumbers[slot + octet] = octetAt(digits, record + 2 * octet)
    }
    const time = record + SERIAL_DIGITS
    const reason = decimalAt(digits, time + TIME_DIGITS, REASON_DIGITS)
    revokedAt[index] = reason === RELEASED ? Number.NaN : decimalAt(digits, time, TIME_DIGITS)
    reasons[index] = reason === RELEASED ? 0 : reason
  }
  return { count, serialNumbers, revokedAt, reasons }
}

/** Of an ASCII digit; a space, which pads, counts nothing. */
const NIBBLES = nibbles()

function nibbles(): Uint8Array {
  const values = new Uint8Array(256)
  for (let value = 0; value < 16; value++) {
    values[value.toString(16).charCodeAt(0)] = value
    values[value.toString(16).toUpperCase().charCodeAt(0)] = value
  }
  return values
}

function octetAt(digits: Uint8Array, at: number): number {
  return ((NIBBLES[digits[at] ?? 0] ?? 0) << 4) | (NIBBLES[digits[at + 1] ?? 0] ?? 0)
}

function decimalAt(digits: Uint8Array, at: number, length: number): number {
  let value = 0
  for (let index = at; index < at + length; index++) {
    value = value * 10 + (NIBBLES[digits[index] ?? 0] ?? 0)
  }
  return value
}
