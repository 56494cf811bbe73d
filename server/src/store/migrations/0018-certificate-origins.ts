import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/**
 * Through what, and for whom, a certificate was issued; which one took its place; and what lists are filtered and found by.
 * Of what was issued before, nobody wrote the channel down.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer } = COLUMN_TYPES[dialect]
  for (const column of ['channel', 'issued_by_kind', 'issued_by_id', 'replaced_by_id']) {
    await db.schema.alterTable('certificates').addColumn(column, text).execute()
  }
  // The first 48 bits of the SHA-256 fingerprint: a small index that finds one certificate among millions.
  await db.schema.alterTable('certificates').addColumn('fingerprint_start', integer).execute()

  await linkReplaced(db)
  await (dialect === 'sqlite' ? fingerprintSqlite(db) : fingerprintPostgres(db))
  await sql`create index certificates_fingerprint on certificates (fingerprint_start)
    where fingerprint_start is not null`.execute(db)
  await widenIndexes(db)
  await (dialect === 'sqlite' ? indexNamesSqlite(db) : indexNamesPostgres(db))
}

async function linkReplaced(db: Kysely<unknown>): Promise<void> {
  await sql`update certificates set replaced_by_id = newest.id from (
      select c.id, c.renewed_from_id from certificates c join (
        select max(seq) as seq from certificates
        where renewed_from_id is not null and listed_at is not null group by renewed_from_id
      ) as last on last.seq = c.seq
    ) as newest where certificates.id = newest.renewed_from_id`.execute(db)
}

const BATCH = 1000

async function fingerprintSqlite(db: Kysely<unknown>): Promise<void> {
  for (let after = 0; ;) {
    const { rows } = await sql<{ seq: number; bytes: Uint8Array }>`select b.seq, b.bytes
      from certificate_bytes b join certificates c on c.seq = b.seq
      where c.listed_at is not null and b.seq > ${after} order by b.seq limit ${BATCH}`.execute(db)
    for (const { seq, bytes } of rows) {
      const start = createHash('sha256').update(bytes).digest().readUIntBE(0, 6)
      await sql`update certificates set fingerprint_start = ${start} where seq = ${seq}`.execute(db)
    }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.seq
  }
}

async function fingerprintPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`update certificates c set fingerprint_start =
      ('x' || encode(substring(sha256(b.bytes) from 1 for 6), 'hex'))::bit(48)::bigint
    from certificate_bytes b where b.seq = c.seq and c.listed_at is not null`.execute(db)
}

/** The walks of a list hold every column that its filters compare. */
async function widenIndexes(db: Kysely<unknown>): Promise<void> {
  await sql`drop index certificates_listed`.execute(db)
  await sql`create index certificates_listed on certificates
    (authority_id, listed_at, seq, revoked_at, not_after, search_name, replaced_by_id, channel,
     key_algorithm) where listed_at is not null`.execute(db)
  await sql`drop index certificates_expiring`.execute(db)
  await sql`create index certificates_expiring on certificates
    (authority_id, not_after, listed_at, seq, revoked_at, replaced_by_id, channel, key_algorithm)
    where listed_at is not null`.execute(db)
}

/** Alternative names that are not the common name stand beside it; the literal text decides which of them was meant. */
async function indexNamesSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`insert into certificate_search (certificate_search) values ('delete-all')`.execute(db)
  await sql`insert into certificate_search (rowid, search_name)
    select c.seq, c.search_name || coalesce((
      select ' ' || group_concat(value, ' ') from (
        select value from json_each(c.san_dns) union all select value from json_each(c.san_ip)
      ) where value <> c.search_name), '')
    from certificates c where c.listed_at is not null order by c.seq`.execute(db)
}

/** Most certificates have their common name as the only name: those need no second entry. */
async function indexNamesPostgres(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select
    exists (select 1 from pg_extension where extname = 'pg_trgm') as there`.execute(db)
  if (!rows[0]?.there) return
  await sql`create index certificates_alternative_names on certificates
    using gin ((san_dns || san_ip) gin_trgm_ops)
    where listed_at is not null and (san_ip <> '[]' or san_dns <> '["' || search_name || '"]')`.execute(
    db,
  )
}
