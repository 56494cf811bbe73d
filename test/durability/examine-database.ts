import { DatabaseSync } from 'node:sqlite'

/** Action, outcome and subject of an event: server/src/pki/audit-chain.ts. Materialized, so that the joins are indexed. */
const ISSUANCES = `with issuances as materialized (
  select seq, json_extract(encoded, '$[7]') as subject from audit_events
  where json_extract(encoded, '$[1]') in ('certificate.issued', 'certificate.renewed')
    and json_extract(encoded, '$[2]') = 'done')`

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
  'a certificate was not audited once': `${ISSUANCES} select c.id as found from certificates c
    left join issuances i on i.subject = c.id
    where c.listed_at is not null group by c.id having count(i.seq) <> 1`,
  'an event tells of a certificate that is not there': `${ISSUANCES} select i.seq as found
    from issuances i left join certificates c on c.id = i.subject and c.issued_at is not null
    where c.id is null`,
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
