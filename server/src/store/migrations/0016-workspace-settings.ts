import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** What a workspace has decided about itself, and whom it has invited. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
