import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** Private keys that wait, sealed, for one download. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
