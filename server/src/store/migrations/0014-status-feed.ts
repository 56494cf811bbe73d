import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Changes of statuses in the order of their commits, and on PostgreSQL the instances that must hear of them. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'status_feed')
    .addColumn('id', integer, (column) => column.primaryKey())
    .addColumn('position', integer, (column) => column.notNull())
    .addColumn('changes', integer, (column) => column.notNull())
    .execute()
  await sql`insert into status_feed (id, position, changes) values (1, 0, 0)`.execute(db)

  await createTable(db, dialect, 'status_changes')
    .addColumn('position', integer, (column) => column.primaryKey())
    .addColumn('ordinal', integer, (column) => column.notNull().unique())
    .addColumn('authority_id', text, (column) => column.notNull())
    .addColumn('serial_number', text, (column) => column.notNull())
    .execute()

  if (dialect === 'sqlite') return
  // UNLOGGED: renewed several times a second by every instance, and no disk need be asked for it.
  await sql`create unlogged table instances (
    instance text primary key,
    acknowledged bigint not null,
    lease_until bigint not null
  )`.execute(db)
}
