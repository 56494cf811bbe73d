import type { Kysely } from 'kysely'
import { COLUMN_TYPES } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/**
 * A long list differs from the one before it in little: what both have is kept once. `der` is then what is a list's own,
 * and the octets `base_from` to `base_to` of the list `base_number` stand in it at `base_at`.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { integer } = COLUMN_TYPES[dialect]
  for (const name of ['base_number', 'base_from', 'base_to', 'base_at']) {
    await db.schema.alterTable('revocation_list_bytes').addColumn(name, integer).execute()
  }
}
