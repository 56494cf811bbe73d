import type { Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** CAs that wait for a certificate from elsewhere, and the certificates above those that were certified there. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'authority_requests')
    // Of the CA to come: its key is sealed for it already.
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace_id', text, (column) => column.notNull().references('workspaces.id'))
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('common_name', text, (column) => column.notNull())
    .addColumn('key_algorithm', text, (column) => column.notNull())
    .addColumn('has_passphrase', integer, (column) => column.notNull())
    .addColumn('request', bytes, (column) => column.notNull())
    .addColumn('sealed', bytes, (column) => column.notNull())
    .addColumn('version', integer, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('authority_requests_of_workspace')
    .on('authority_requests')
    .columns(['workspace_id', 'created_at'])
    .execute()

  // DER, one after the other, from the issuer of the CA's certificate up to the root.
  await createTable(db, dialect, 'authority_issuers')
    .addColumn('authority_id', text, (column) => column.primaryKey().references('authorities.id'))
    .addColumn('certificates', bytes, (column) => column.notNull())
    .execute()
}
