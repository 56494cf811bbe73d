import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Private keys that wait, sealed, for one download; and confirmations of assistants that were used, so that none is used twice. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'key_links')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('user_id', text, (column) => column.notNull().references('users.id'))
    .addColumn('workspace_id', text, (column) => column.notNull().references('workspaces.id'))
    .addColumn('certificate_id', text, (column) => column.notNull().references('certificates.id'))
    .addColumn('sealed', bytes, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('expires_at', integer, (column) => column.notNull())
    .execute()
  await sql`create index key_links_by_expiry on key_links (expires_at)`.execute(db)

  await createTable(db, dialect, 'used_confirmations')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('expires_at', integer, (column) => column.notNull())
    .execute()
  await sql`create index used_confirmations_by_expiry on used_confirmations (expires_at)`.execute(
    db,
  )
}
