import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** How people prove who they are, and the sessions that begin with it. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  const users: readonly (readonly [string, string])[] = [
    ['name', `${text} not null default ''`],
    ['locale', text],
    ['is_operator', `${integer} not null default 0`],
    // In PHC form; null: no password was set.
    ['password_hash', text],
    ['password_changed_at', integer],
  ]
  for (const [name, type] of users) {
    await sql`alter table users add column ${sql.ref(name)} ${sql.raw(type)}`.execute(db)
  }
  // Whoever owns the first workspace operates the instance.
  await sql`update users set is_operator = 1 where id in (
    select user_id from members where role = 'owner' and workspace_id =
      (select id from workspaces order by created_at, id limit 1))`.execute(db)

  await createTable(db, dialect, 'passkeys')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('user_id', text, (column) => column.notNull().references('users.id'))
    .addColumn('credential_id', text, (column) => column.notNull().unique())
    .addColumn('public_key', bytes, (column) => column.notNull())
    .addColumn('counter', integer, (column) => column.notNull())
    .addColumn('transports', text, (column) => column.notNull())
    .addColumn('is_backed_up', integer, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('last_used_at', integer)
    .execute()
  await db.schema.createIndex('passkeys_user').on('passkeys').column('user_id').execute()

  await createTable(db, dialect, 'one_time_codes')
    .addColumn('user_id', text, (column) => column.primaryKey().references('users.id'))
    .addColumn('sealed', bytes, (column) => column.notNull())
    .addColumn('confirmed_at', integer)
    // Of the last code that was taken: none is taken twice (RFC 6238 §5.2).
    .addColumn('last_step', integer, (column) => column.notNull())
    .execute()

  await createTable(db, dialect, 'recovery_codes')
    .addColumn('user_id', text, (column) => column.notNull().references('users.id'))
    .addColumn('code_hash', bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('recovery_codes_key', ['user_id', 'code_hash'])
    .execute()

  await createTable(db, dialect, 'identities')
    .addColumn('issuer', text, (column) => column.notNull())
    .addColumn('subject', text, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull().references('users.id'))
    .addColumn('provider', text, (column) => column.notNull())
    .addColumn('email', text, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('identities_key', ['issuer', 'subject'])
    .execute()
  await db.schema.createIndex('identities_user').on('identities').column('user_id').execute()

  await createTable(db, dialect, 'sessions')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('token_hash', bytes, (column) => column.notNull().unique())
    .addColumn('user_id', text, (column) => column.notNull().references('users.id'))
    .addColumn('method', text, (column) => column.notNull())
    .addColumn('has_second_factor', integer, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('last_seen_at', integer, (column) => column.notNull())
    .addColumn('expires_at', integer, (column) => column.notNull())
    .addColumn('proved_at', integer, (column) => column.notNull())
    .addColumn('address', text, (column) => column.notNull())
    .addColumn('user_agent', text, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute()

  // What a sign-in that takes two requests must remember in between.
  await createTable(db, dialect, 'ceremonies')
    .addColumn('id_hash', bytes, (column) => column.primaryKey())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.references('users.id'))
    .addColumn('sealed', bytes, (column) => column.notNull())
    .addColumn('expires_at', integer, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('ceremonies_expiry').on('ceremonies').column('expires_at').execute()
}
