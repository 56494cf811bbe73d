import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/**
 * SQLite: how many certificates each CA has issued and revoked, kept by triggers, since counting a million takes longer
 * than a page may. On PostgreSQL such a row would be a place where instances wait for each other.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  if (dialect === 'postgres') return
  const { text, integer } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'certificate_counts')
    .addColumn('authority_id', text, (column) => column.primaryKey())
    .addColumn('listed', integer, (column) => column.notNull())
    .addColumn('revoked', integer, (column) => column.notNull())
    .execute()

  await sql`insert into certificate_counts (authority_id, listed, revoked)
    select authority_id, count(*), count(revoked_at) from certificates
    where listed_at is not null group by authority_id`.execute(db)
  // Rows are listed once, revoked once, and never removed.
  const count = sql`insert into certificate_counts (authority_id, listed, revoked)
    values (new.authority_id, new.listed_at is not null, new.revoked_at is not null)
    on conflict (authority_id) do update set
      listed = listed + excluded.listed, revoked = revoked + excluded.revoked`
  await sql`create trigger certificates_count_new after insert on certificates
    when new.listed_at is not null begin ${count}; end`.execute(db)
  await sql`create trigger certificates_count_listed after update of listed_at on certificates
    when old.listed_at is null and new.listed_at is not null begin ${count}; end`.execute(db)
  await sql`create trigger certificates_count_revoked after update of revoked_at on certificates
    when old.listed_at is not null and old.revoked_at is null and new.revoked_at is not null begin
      update certificate_counts set revoked = revoked + 1 where authority_id = new.authority_id;
    end`.execute(db)
}
