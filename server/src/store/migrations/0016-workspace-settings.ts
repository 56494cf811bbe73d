import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** What a workspace has decided about itself, and whom it has invited. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  const workspaces: readonly (readonly [string, string])[] = [
    ['default_authority_id', `${text} references authorities (id)`],
    ['default_validity_days', integer],
    ['requires_second_factor', `${integer} not null default 0`],
    // A deleted workspace stays: its revocation lists and OCSP answers go on until its CAs have expired.
    ['archived_at', integer],
  ]
  for (const [name, type] of workspaces) {
    await sql`alter table workspaces add column ${sql.ref(name)} ${sql.raw(type)}`.execute(db)
  }
  // Whoever left for good: nothing of theirs lets them in, and what they did keeps its name.
  await sql`alter table users add column deactivated_at ${sql.raw(integer)}`.execute(db)
  // When somebody other than the user vouched for their address: an operator, or a provider. NULL: they came by the link of an
  // invitation, which whoever invited them saw too.
  await sql`alter table users add column address_proved_at ${sql.raw(integer)}`.execute(db)
  await sql`update users set address_proved_at = created_at`.execute(db)
  await sql`alter table members add column joined_at ${sql.raw(integer)}`.execute(db)
  await db.schema.createIndex('members_user').on('members').column('user_id').execute()

  await createTable(db, dialect, 'invitations')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace_id', text, (column) => column.notNull().references('workspaces.id'))
    .addColumn('email', text, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('token_hash', bytes, (column) => column.notNull().unique())
    .addColumn('invited_by', text, (column) => column.references('users.id'))
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('expires_at', integer, (column) => column.notNull())
    .addColumn('sent_at', integer)
    .addColumn('accepted_at', integer)
    .addColumn('revoked_at', integer)
    .execute()
  await db.schema
    .createIndex('invitations_workspace')
    .on('invitations')
    .columns(['workspace_id', 'created_at'])
    .execute()
}
