import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/**
 * Which list tells of a certificate and since which number, and the lists themselves: one full list (shard 0) for every CA
 * that exists, its revoked certificates among its changes.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  await db.schema
    .alterTable('authorities')
    .addColumn('shards', integer, (column) => column.notNull().defaultTo(1))
    .execute()
  await db.schema
    .alterTable('certificates')
    .addColumn('shard', integer, (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('certificates').addColumn('revocation_number', integer).execute()
  await sql`update certificates set revocation_number = revoked_at
    where revoked_at is not null`.execute(db)

  // Both hold all that a list needs, so that a million entries are read without touching their rows.
  await sql`create index certificates_changed on certificates
    (authority_id, shard, revocation_number, seq, serial_number, revoked_at, revocation_reason, not_after)
    where revocation_number is not null`.execute(db)
  await sql`create index certificates_lapsing on certificates
    (authority_id, shard, not_after, serial_number) where revoked_at is not null`.execute(db)
  await sql`create index certificates_of_authorities on certificates
    (subject_authority_id, not_after) where subject_authority_id is not null`.execute(db)
  await sql`create index certificates_to_authorities on certificates (authority_id, not_after)
    where subject_authority_id is not null`.execute(db)

  await createTable(db, dialect, 'revocation_lists')
    .addColumn('authority_id', text, (column) => column.notNull().references('authorities.id'))
    .addColumn('shard', integer, (column) => column.notNull())
    .addColumn('wanted_number', integer, (column) => column.notNull())
    .addColumn('published_number', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('this_update', integer)
    .addColumn('next_update', integer)
    .addColumn('former_update', integer)
    .addColumn('due_at', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('lease_holder', text)
    .addColumn('lease_until', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('lease_number', integer, (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('revocation_lists_key', ['authority_id', 'shard'])
    .execute()
  await sql`create index revocation_lists_due on revocation_lists (due_at)`.execute(db)
  await sql`create index revocation_lists_updated on revocation_lists (this_update)`.execute(db)

  // Large, and read only to be handed out: apart from what is looked at all the time.
  await createTable(db, dialect, 'revocation_list_bytes')
    .addColumn('authority_id', text, (column) => column.notNull())
    .addColumn('shard', integer, (column) => column.notNull())
    .addColumn('number', integer, (column) => column.notNull())
    .addColumn('der', bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('revocation_list_bytes_key', ['authority_id', 'shard', 'number'])
    .execute()

  await sql`insert into revocation_lists (authority_id, shard, wanted_number)
    select a.id, 0, coalesce((select max(c.revocation_number) from certificates c
      where c.authority_id = a.id and c.shard = 0 and c.revocation_number is not null), 0)
    from authorities a`.execute(db)

  // Counted in 0011: a certificate that is released from hold is revoked no more.
  if (dialect === 'postgres') return
  await sql`create trigger certificates_count_released after update of revoked_at on certificates
    when old.listed_at is not null and old.revoked_at is not null and new.revoked_at is null begin
      update certificate_counts set revoked = revoked - 1 where authority_id = new.authority_id;
    end`.execute(db)
}
