import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Chained audit events. Rows are only ever added: the database itself refuses to change or remove one. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes, sequence } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'audit_chains')
    .addColumn('chain', text, (column) => column.primaryKey())
    .addColumn('length', integer, (column) => column.notNull())
    .addColumn('head_mac', bytes, (column) => column.notNull())
    .execute()

  await createTable(db, dialect, 'audit_events')
    .addColumn('seq', sequence, (column) => column.primaryKey())
    .addColumn('chain', text, (column) => column.notNull().references('audit_chains.chain'))
    .addColumn('position', integer, (column) => column.notNull())
    .addColumn('key_id', text, (column) => column.notNull())
    .addColumn('encoded', text, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .addUniqueConstraint('audit_events_position', ['chain', 'position'])
    .execute()

  await (dialect === 'sqlite' ? appendOnlySqlite(db) : appendOnlyPostgres(db))
}

async function appendOnlySqlite(db: Kysely<unknown>): Promise<void> {
  for (const act of ['update', 'delete']) {
    await sql`create trigger ${sql.ref(`audit_events_no_${act}`)} before ${sql.raw(act)} on audit_events
      begin select raise(abort, 'audit events are only ever added'); end`.execute(db)
  }
}

async function appendOnlyPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function audit_events_refuse() returns trigger language plpgsql as
    $$ begin raise exception 'audit events are only ever added'; end $$`.execute(db)
  await sql`create trigger audit_events_append_only before update or delete or truncate on audit_events
    for each statement execute function audit_events_refuse()`.execute(db)
}
