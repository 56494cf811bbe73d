import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** Token buckets that several instances share. UNLOGGED: losing them in a crash only refills them. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  if (dialect === 'sqlite') return
  await sql`create unlogged table rate_buckets (
    bucket text primary key,
    tokens double precision not null,
    at bigint not null,
    allowed boolean not null
  )`.execute(db)
  await sql`create index rate_buckets_at on rate_buckets (at)`.execute(db)
}
