import type { Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Users, workspaces and who belongs to which. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'heartbeat')
    .addColumn('id', integer, (column) => column.primaryKey())
    .addColumn('at', integer, (column) => column.notNull())
    .execute()

  await createTable(db, dialect, 'users')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('email', text, (column) => column.notNull().unique())
    .addColumn('created_at', integer, (column) => column.notNull())
    .execute()

  await createTable(db, dialect, 'workspaces')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('slug', text, (column) => column.notNull().unique())
    .addColumn('plan', text, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .execute()

  await createTable(db, dialect, 'members')
    .addColumn('workspace_id', text, (column) => column.notNull().references('workspaces.id'))
    .addColumn('user_id', text, (column) => column.notNull().references('users.id'))
    .addColumn('role', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('members_key', ['workspace_id', 'user_id'])
    .execute()

  await createTable(db, dialect, 'setup_tokens')
    .addColumn('token_hash', bytes, (column) => column.primaryKey())
    .addColumn('user_id', text, (column) => column.notNull().references('users.id'))
    .addColumn('expires_at', integer, (column) => column.notNull())
    .execute()
}
