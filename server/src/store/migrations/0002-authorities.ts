import type { Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Certification authorities and their sealed keys. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes, sequence } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'authorities')
    .addColumn('seq', sequence, (column) => column.primaryKey())
    .addColumn('id', text, (column) => column.notNull().unique())
    .addColumn('workspace_id', text, (column) => column.notNull().references('workspaces.id'))
    .addColumn('parent_id', text, (column) => column.references('authorities.id'))
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('common_name', text, (column) => column.notNull())
    .addColumn('organization', text)
    .addColumn('organizational_unit', text)
    .addColumn('country', text)
    .addColumn('state', text)
    .addColumn('locality', text)
    .addColumn('key_algorithm', text, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('has_passphrase', integer, (column) => column.notNull())
    .addColumn('depth', integer, (column) => column.notNull())
    .addColumn('path_length', integer)
    .addColumn('certificate_id', text, (column) => column.notNull())
    .addColumn('revoked_at', integer)
    .addColumn('revocation_reason', text)
    .execute()

  await createTable(db, dialect, 'authority_keys')
    .addColumn('authority_id', text, (column) => column.primaryKey().references('authorities.id'))
    .addColumn('sealed', bytes, (column) => column.notNull())
    .addColumn('version', integer, (column) => column.notNull())
    .execute()
}
