import type { Kysely } from 'kysely'
import { COLUMN_TYPES } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** The event, of another chain, after which a chain was begun. Chains of before name none. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]
  const chains = () => db.schema.alterTable('audit_chains')
  await chains().addColumn('after_chain', text).execute()
  await chains().addColumn('after_position', integer).execute()
  await chains().addColumn('after_mac', bytes).execute()
}
