import type { Uuid } from '../../pki/identifier.ts'
import { conditionOf } from './certificate-filter.ts'
import { orderBy } from './certificate-order.ts'
import type { Connection } from '../connection.ts'
import { fingerprintRange, hasFingerprint } from './fingerprint.ts'
import type { FoundList } from './found-lists.ts'
import { joinFragments, select, type Fragment } from '../fragment.ts'
import type { CertificateFilter, CertificateOrder } from './certificate-store.ts'

/** More certificates with the same first eight digits than chance makes of many millions. */
const MOST_FOUND = 1000

/** Certificates whose serial number or fingerprint begins with these digits. @returns undefined when there is none */
export async function findByDigits(
  connection: Connection,
  authorityIds: readonly Uuid[],
  filter: CertificateFilter,
  order: CertificateOrder,
): Promise<FoundList | undefined> {
  const { digits } = filter
  if (digits === undefined) return undefined
  const found = [
    ...(await bySerialNumber(connection, authorityIds, digits)),
    ...(await byFingerprint(connection, digits)),
  ]
  if (found.length === 0) return undefined
  const list = joinFragments(
    found.map((seq) => ({ sql: '?', parameters: [seq] })),
    ', ',
  )
  // The digits are what was searched for; the text that they also are is not looked for in names.
  const condition = conditionOf({ ...filter, search: undefined }, connection.dialect)
  const rows = await select<{ seq: number; authority_id: Uuid }>(connection, {
    sql: `select c.seq, c.authority_id from certificates c
      where c.seq in (${list.sql}) and ${condition.sql} ${orderBy(order, 'c.')}`,
    parameters: [...list.parameters, ...condition.parameters],
  })
  const seqs = rows.filter((row) => authorityIds.includes(row.authority_id)).map(({ seq }) => seq)
  return { seqs, complete: true }
}

/** By the unique index of each CA. */
async function bySerialNumber(
  connection: Connection,
  authorityIds: readonly Uuid[],
  digits: string,
): Promise<readonly number[]> {
  const seqs: number[] = []
  for (const id of authorityIds) {
    const within: Fragment = {
      sql: `select seq from certificates
        where authority_id = ? and serial_number >= ? and serial_number < ? limit ?`,
      // "G" follows the last hexadecimal digit.
      parameters: [id, digits, `${digits}G`, MOST_FOUND - seqs.length],
    }
    const rows = await select<{ seq: number }>(connection, within)
    seqs.push(...rows.map(({ seq }) => seq))
    if (seqs.length >= MOST_FOUND) break
  }
  return seqs
}

async function byFingerprint(connection: Connection, digits: string): Promise<readonly number[]> {
  const { least, most } = fingerprintRange(digits)
  const rows = await select<{ seq: number; bytes: Uint8Array }>(connection, {
    sql: `select c.seq, b.bytes from certificates c join certificate_bytes b on b.seq = c.seq
      where c.fingerprint_start between ? and ? limit ?`,
    parameters: [least, most, MOST_FOUND],
  })
  return rows.filter((row) => hasFingerprint(row.bytes, digits)).map(({ seq }) => seq)
}
