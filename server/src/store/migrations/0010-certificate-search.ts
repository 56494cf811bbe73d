import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/**
 * Parts of common names, by trigram. SQLite: an FTS5 index without content or positions whose rowid is `seq`, filled when
 * a certificate is issued; it names candidates, and the literal text decides.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  if (dialect === 'sqlite') {
    await sql`create virtual table certificate_search using fts5 (
      search_name, content = '', detail = none, columnsize = 0,
      tokenize = 'trigram case_sensitive 1'
    )`.execute(db)
    return
  }
  if (!(await canSearchByTrigram(db))) return
  await sql`create extension if not exists pg_trgm`.execute(db)
  await sql`create index certificates_search on certificates using gin (search_name gin_trgm_ops)
    where listed_at is not null`.execute(db)
}

/** pg_trgm is a trusted extension: whoever may create in the database may install it, where the server ships it. */
async function canSearchByTrigram(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ allowed: boolean }>`select
    exists (select 1 from pg_extension where extname = 'pg_trgm')
    or (exists (select 1 from pg_available_extensions where name = 'pg_trgm')
      and has_database_privilege(current_database(), 'create')) as allowed`.execute(db)
  return rows[0]?.allowed ?? false
}
