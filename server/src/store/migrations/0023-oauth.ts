import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** Clients, grants and tokens of the authorization server. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
