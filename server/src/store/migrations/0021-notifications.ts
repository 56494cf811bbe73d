import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** Webhooks, their deliveries, and who is warned of what. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
