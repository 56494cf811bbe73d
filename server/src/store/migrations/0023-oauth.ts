import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Clients, grants and tokens of the authorization server: tokens and secrets by their hash only. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'oauth_clients')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace_id', text, (column) =>
      column.references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('metadata', text, (column) => column.notNull())
    .addColumn('secret_hash', bytes)
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('expires_at', integer)
    .addColumn('last_used_at', integer)
    .execute()

  await createTable(db, dialect, 'oauth_grants')
    .addColumn('id', text, (column) => column.primaryKey())
    // No reference: a client that is described by a document at its own address has no row.
    .addColumn('client_id', text, (column) => column.notNull())
    .addColumn('client_name', text, (column) => column.notNull())
    .addColumn('user_id', text, (column) =>
      column.notNull().references('users.id').onDelete('cascade'),
    )
    .addColumn('workspace_id', text, (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('resource', text, (column) => column.notNull())
    .addColumn('may_return_keys', integer, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('expires_at', integer, (column) => column.notNull())
    .addColumn('last_used_at', integer)
    .addColumn('last_used_address', text)
    .addColumn('ended_at', integer)
    .execute()

  await createTable(db, dialect, 'oauth_grant_permissions')
    .addColumn('grant_id', text, (column) =>
      column.notNull().references('oauth_grants.id').onDelete('cascade'),
    )
    .addColumn('authority_id', text, (column) =>
      column.notNull().references('authorities.id').onDelete('cascade'),
    )
    .addColumn('can_read', integer, (column) => column.notNull())
    .addColumn('can_issue', integer, (column) => column.notNull())
    .addColumn('can_revoke', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('oauth_grant_permissions_key', ['grant_id', 'authority_id'])
    .execute()

  await createTable(db, dialect, 'oauth_artifacts')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id_hash', bytes, (column) => column.notNull())
    .addColumn('user_code_hash', bytes)
    .addColumn('grant_id', text, (column) =>
      column.references('oauth_grants.id').onDelete('cascade'),
    )
    .addColumn('payload', text, (column) => column.notNull())
    .addColumn('expires_at', integer, (column) => column.notNull())
    .addColumn('consumed_at', integer)
    .addPrimaryKeyConstraint('oauth_artifacts_key', ['kind', 'id_hash'])
    .execute()

  await sql`create index oauth_artifacts_grant on oauth_artifacts (grant_id)
    where grant_id is not null`.execute(db)
  await sql`create unique index oauth_artifacts_user_code on oauth_artifacts (user_code_hash)
    where user_code_hash is not null`.execute(db)
  await sql`create index oauth_artifacts_end on oauth_artifacts (expires_at)`.execute(db)
  await sql`create index oauth_grants_workspace on oauth_grants (workspace_id, user_id)`.execute(db)
  await sql`create index oauth_clients_workspace on oauth_clients (workspace_id)`.execute(db)
}
