import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** How people prove who they are, and the sessions that begin with it. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
