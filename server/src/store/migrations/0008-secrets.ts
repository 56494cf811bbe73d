import type { Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Small named secrets, sealed before they come here. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, bytes } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'secrets')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('sealed', bytes, (column) => column.notNull())
    .execute()
}
