import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Requests that carried an Idempotency-Key: running claims and completed answers. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'idempotency')
    .addColumn('credential_id', text, (column) => column.notNull())
    .addColumn('route', text, (column) => column.notNull())
    .addColumn('idempotency_key', text, (column) => column.notNull())
    .addColumn('fingerprint', text, (column) => column.notNull())
    .addColumn('claim_id', text, (column) => column.notNull())
    .addColumn('claimed_at', integer, (column) => column.notNull())
    .addColumn('completed_at', integer)
    .addColumn('response', text)
    .addPrimaryKeyConstraint('idempotency_scope', ['credential_id', 'route', 'idempotency_key'])
    .execute()

  // The running ones are few: a server that opens frees them without reading the rest.
  await sql`create index idempotency_running on idempotency (claimed_at)
    where completed_at is null`.execute(db)
  await sql`create index idempotency_completed on idempotency (completed_at)
    where completed_at is not null`.execute(db)
}
