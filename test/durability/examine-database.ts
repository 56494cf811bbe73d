import { DatabaseSync } from 'node:sqlite'

/** Each must find nothing. */
const QUESTIONS = {
  'the file is damaged': `select integrity_check as found from pragma_integrity_check
    where integrity_check <> 'ok'`,
  'a row refers to nothing': 'select "table" as found from pragma_foreign_key_check',
  'a serial number was used twice': `select serial_number as found from certificates
    group by authority_id, serial_number having count(*) > 1`,
  'a certificate has no bytes': `select c.id as found from certificates c
    left join certificate_bytes b on b.seq = c.seq
    where c.issued_at is not null and b.bytes is null`,
  // The event's action and subject: server/src/pki/audit-chain.ts.
  'a certificate was not audited once': `select c.id as found from certificates c
    left join audit_events e on json_extract(e.encoded, '$[7]') = c.id
      and json_extract(e.encoded, '$[1]') in ('certificate.issued', 'certificate.renewed')
    where c.listed_at is not null group by c.id having count(e.seq) <> 1`,
  'an event tells of a certificate that is not there': `select e.seq as found from audit_events e
    left join certificates c on c.id = json_extract(e.encoded, '$[7]') and c.issued_at is not null
    where json_extract(e.encoded, '$[1]') in ('certificate.issued', 'certificate.renewed')
      and json_extract(e.encoded, '$[2]') = 'done' and c.id is null`,
} as const

/** Looks into the file past everything of ours, server running or not. @returns one sentence for each thing wrong */
export function examineDatabase(path: string): readonly string[] {
  const database = new DatabaseSync(path, { timeout: 10_000 })
  try {
    database.exec('pragma query_only = on')
    const { count } = database
      .prepare('select count(*) as count from certificates where issued_at is not null')
      .get() as { count: number }
    const empty = count === 0 ? ['there is no certificate: nothing was examined'] : []
    return Object.entries(QUESTIONS).reduce<readonly string[]>((violations, [sentence, sql]) => {
      const found = database.prepare(sql).all() as { found: string | number }[]
      return [...violations, ...found.slice(0, 5).map((row) => `${sentence}: ${row.found}`)]
    }, empty)
  } finally {
    database.close()
  }
}
