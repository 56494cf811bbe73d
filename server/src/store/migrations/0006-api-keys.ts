import type { Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** API keys, by their hash, and what each may do with which CA. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'api_keys')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace_id', text, (column) => column.notNull().references('workspaces.id'))
    .addColumn('user_id', text, (column) => column.notNull().references('users.id'))
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('prefix', text, (column) => column.notNull())
    .addColumn('key_hash', bytes, (column) => column.notNull().unique())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('expires_at', integer)
    .addColumn('revoked_at', integer)
    .addColumn('last_used_at', integer)
    .addColumn('last_used_address', text)
    .execute()

  await createTable(db, dialect, 'api_key_permissions')
    .addColumn('api_key_id', text, (column) => column.notNull().references('api_keys.id'))
    .addColumn('authority_id', text, (column) => column.notNull().references('authorities.id'))
    .addColumn('can_read', integer, (column) => column.notNull())
    .addColumn('can_issue', integer, (column) => column.notNull())
    .addColumn('can_revoke', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('api_key_permissions_key', ['api_key_id', 'authority_id'])
    .execute()
}
