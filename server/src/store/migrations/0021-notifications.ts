import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Webhooks, their deliveries, and who is warned of what. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await webhooks(db, dialect)
  await alerts(db, dialect)
  await calendars(db, dialect)
  // Whether something took a certificate's place is looked up by its names, for what comes close to its end alone.
  await sql`create index certificates_named on certificates (authority_id, search_name, not_after)
    where listed_at is not null`.execute(db)
}

async function webhooks(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, sequence } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'webhook_endpoints')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace_id', text, (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('url', text, (column) => column.notNull())
    .addColumn('description', text, (column) => column.notNull())
    .addColumn('events', text, (column) => column.notNull())
    .addColumn('enabled', integer, (column) => column.notNull())
    .addColumn('secret_version', integer, (column) => column.notNull())
    .addColumn('former_secret_until', integer)
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('last_success_at', integer)
    .addColumn('failing_since', integer)
    .addColumn('probe_at', integer, (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`create index webhook_endpoints_of_workspace on webhook_endpoints (workspace_id)`.execute(
    db,
  )

  // What has been until now is nobody's news.
  await createTable(db, dialect, 'webhook_cursors')
    .addColumn('chain', text, (column) => column.primaryKey())
    .addColumn('position', integer, (column) => column.notNull())
    .execute()
  await sql`insert into webhook_cursors (chain, position)
    select chain, length from audit_chains`.execute(db)

  await createTable(db, dialect, 'webhook_messages')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace_id', text, (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('at', integer, (column) => column.notNull())
    .execute()

  await sql`create index webhook_messages_age on webhook_messages (at)`.execute(db)

  await createTable(db, dialect, 'webhook_deliveries')
    .addColumn('seq', sequence, (column) => column.primaryKey())
    .addColumn('id', text, (column) => column.notNull().unique())
    .addColumn('endpoint_id', text, (column) =>
      column.notNull().references('webhook_endpoints.id').onDelete('cascade'),
    )
    .addColumn('message_id', text, (column) =>
      column.notNull().references('webhook_messages.id').onDelete('cascade'),
    )
    .addColumn('cause', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('attempts', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('next_attempt_at', integer)
    .addColumn('lease_holder', text)
    .addColumn('lease_until', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('attempted_at', integer)
    .addColumn('status', integer)
    .addColumn('error', text)
    .addColumn('excerpt', text, (column) => column.notNull().defaultTo(''))
    .addColumn('milliseconds', integer)
    .addColumn('created_at', integer, (column) => column.notNull())
    .execute()
  // By endpoint first: what waits for one that fails, or is turned off, is no hindrance to the others.
  await sql`create index webhook_deliveries_due on webhook_deliveries
    (endpoint_id, next_attempt_at, seq) where state = 'pending'`.execute(db)
  await sql`create index webhook_deliveries_leased on webhook_deliveries (endpoint_id)
    where lease_holder is not null`.execute(db)
  await sql`create index webhook_deliveries_of_endpoint on webhook_deliveries
    (endpoint_id, seq)`.execute(db)
  await sql`create index webhook_deliveries_of_message on webhook_deliveries (message_id)`.execute(
    db,
  )
  await sql`create index webhook_deliveries_ended on webhook_deliveries (created_at)`.execute(db)
}

async function alerts(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, sequence } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'alert_rules')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace_id', text, (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('watches', text, (column) => column.notNull())
    .addColumn('days_before', text, (column) => column.notNull())
    .addColumn('recipients', text, (column) => column.notNull())
    .addColumn('digest', integer, (column) => column.notNull())
    .addColumn('language', text, (column) => column.notNull())
    .addColumn('enabled', integer, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('last_mailed_at', integer)
    .addColumn('mail_lease_until', integer, (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`create index alert_rules_of_workspace on alert_rules (workspace_id)`.execute(db)

  await createTable(db, dialect, 'alert_watermarks')
    .addColumn('rule_id', text, (column) =>
      column.notNull().references('alert_rules.id').onDelete('cascade'),
    )
    .addColumn('days', integer, (column) => column.notNull())
    .addColumn('not_after', integer, (column) => column.notNull())
    .addColumn('seq', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('alert_watermarks_key', ['rule_id', 'days'])
    .execute()

  await createTable(db, dialect, 'alert_notices')
    .addColumn('seq', sequence, (column) => column.primaryKey())
    .addColumn('rule_id', text, (column) =>
      column.notNull().references('alert_rules.id').onDelete('cascade'),
    )
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('subject_id', text, (column) => column.notNull())
    .addColumn('days', integer, (column) => column.notNull())
    .addColumn('deadline', integer, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('authority_id', text, (column) => column.notNull())
    .addColumn('authority_name', text, (column) => column.notNull())
    .addColumn('raised_at', integer, (column) => column.notNull())
    // 0: waits for an e-mail.
    .addColumn('mailed_at', integer, (column) => column.notNull())
    .addUniqueConstraint('alert_notices_once', [
      'rule_id',
      'kind',
      'subject_id',
      'days',
      'deadline',
    ])
    .execute()
  await sql`create index alert_notices_to_mail on alert_notices (rule_id, seq)
    where mailed_at = 0`.execute(db)
}

async function calendars(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'calendar_feeds')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('token_hash', bytes, (column) => column.notNull().unique())
    .addColumn('workspace_id', text, (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('user_id', text, (column) =>
      column.notNull().references('users.id').onDelete('cascade'),
    )
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('last_read_at', integer)
    .addUniqueConstraint('calendar_feeds_one_each', ['workspace_id', 'user_id'])
    .execute()
}
