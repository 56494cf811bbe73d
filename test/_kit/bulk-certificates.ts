import { randomBytes, randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'

const DAY = 86_400_000
const BATCH = 20_000
/** As many share a list's number as when they are revoked in bulk. */
const TOGETHER = 1_000

/**
 * Writes rows of issued leaves into the SQLite database of an instance, as if they had been issued and, with `revoked`, revoked
 * a moment ago: for what must be measured with a million of them. Their certificates' bytes are not made.
 * @returns their serial numbers, upper-case hexadecimal, when `tellSerials`
 */
export function addLeaves(
  database: string,
  authorityId: string,
  options: { readonly count: number; readonly revoked: boolean; readonly tellSerials?: boolean },
): readonly string[] {
  const { count, revoked, tellSerials } = options
  const db = new DatabaseSync(database, { timeout: 30_000 })
  // Nothing that a crash of this machine would spoil is of use to anybody.
  db.exec('pragma synchronous = off')
  const now = Date.now()
  const insert = db.prepare(`insert into certificates
    (id, authority_id, serial_number, mode, common_name, search_name, subject_has_common_name, san_dns,
     san_ip, key_algorithm, key_hash, not_before, not_after, validity_days, created_at, issued_at,
     listed_at, revoked_at, revocation_reason, revocation_number, shard)
    values (?, ?, ?, 'csr', 'bulk.example', 'bulk.example', 1, '[]', '[]', 'ECDSA-P256', ?, ?, ?, 90, ?,
     ?, ?, ?, ?, ?, 0)`)
  const serials: string[] = []
  for (let first = 0; first < count; first += BATCH) {
    db.exec('begin immediate')
    let number: number | null = null
    for (let index = first; index < Math.min(count, first + BATCH); index++) {
      if (revoked && index % TOGETHER === 0) number = reserve(db, authorityId, now)
      const serial = `4${randomBytes(19).toString('hex').slice(1)}`.toUpperCase()
      if (tellSerials) serials.push(serial)
      insert.run(
        randomUUID(),
        authorityId,
        serial,
        randomBytes(32),
        now - DAY,
        now + 90 * DAY,
        now,
        now,
        now,
        revoked ? now : null,
        revoked ? 'superseded' : null,
        number,
      )
    }
    db.exec('commit')
  }
  db.close()
  return serials
}

function reserve(db: DatabaseSync, authorityId: string, now: number): number {
  const row = db
    .prepare(
      `update revocation_lists set wanted_number = max(wanted_number + 1, ?), due_at = 0
      where authority_id = ? returning wanted_number`,
    )
    .get(now, authorityId)
  return Number(row?.['wanted_number'])
}
