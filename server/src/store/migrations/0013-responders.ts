import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** The keys of the delegated OCSP responders; their certificates are rows of `certificates`. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes, sequence } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'responders')
    .addColumn('seq', sequence, (column) => column.primaryKey())
    .addColumn('authority_id', text, (column) => column.notNull().references('authorities.id'))
    .addColumn('certificate_id', text, (column) =>
      column.notNull().unique().references('certificates.id'),
    )
    .addColumn('sealed', bytes, (column) => column.notNull())
    .addColumn('version', integer, (column) => column.notNull())
    .execute()
  await sql`create index responders_of_authority on responders (authority_id, seq)`.execute(db)
}
