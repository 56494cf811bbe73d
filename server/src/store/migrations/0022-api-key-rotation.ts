import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** Keys that take the place of others, and from where they may be used. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
