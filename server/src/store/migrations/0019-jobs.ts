import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** What takes long, and how far it has come; views that people saved. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'jobs')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace_id', text, (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('user_id', text, (column) => column.notNull())
    .addColumn('session_id', text, (column) => column.notNull())
    .addColumn('email', text, (column) => column.notNull())
    .addColumn('address', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('parameters', text, (column) => column.notNull())
    .addColumn('needs_passphrase', integer, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('total', integer, (column) => column.notNull())
    .addColumn('done', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('failed', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('started_at', integer)
    .addColumn('finished_at', integer)
    .addColumn('lease_holder', text)
    .addColumn('lease_until', integer, (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`create index jobs_of_workspace on jobs (workspace_id, created_at)`.execute(db)
  await sql`create index jobs_open on jobs (lease_until)
    where state = 'queued' or state = 'running'`.execute(db)

  await createTable(db, dialect, 'job_items')
    .addColumn('job_id', text, (column) =>
      column.notNull().references('jobs.id').onDelete('cascade'),
    )
    .addColumn('position', integer, (column) => column.notNull())
    .addColumn('subject', text, (column) => column.notNull())
    .addColumn('label', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('code', text)
    .addColumn('message', text)
    .addColumn('result_id', text)
    .addColumn('sealed_key', bytes)
    .addPrimaryKeyConstraint('job_items_key', ['job_id', 'position'])
    .execute()
  await sql`create index job_items_open on job_items (job_id, position)
    where state = 'waiting' or state = 'running'`.execute(db)

  await createTable(db, dialect, 'saved_views')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('workspace_id', text, (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('user_id', text, (column) => column.notNull())
    .addColumn('page', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('query', text, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addUniqueConstraint('saved_views_name', ['workspace_id', 'user_id', 'page', 'name'])
    .execute()
}
