import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/**
 * What lists walk: newest first within a CA, its revoked ones, and by end of validity. Each index holds every column
 * that its walk looks at, so that deep pages never touch the rows that they skip.
 */
export async function up(db: Kysely<unknown>, _dialect: Dialect): Promise<void> {
  await sql`create index certificates_listed on certificates
    (authority_id, listed_at, seq, revoked_at, not_after, search_name)
    where listed_at is not null`.execute(db)
  await sql`create index certificates_revoked on certificates
    (authority_id, listed_at, seq, revoked_at, not_after)
    where listed_at is not null and revoked_at is not null`.execute(db)
  await sql`create index certificates_expiring on certificates
    (authority_id, not_after, listed_at, seq, revoked_at)
    where listed_at is not null`.execute(db)
}
