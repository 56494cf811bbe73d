import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** CAs that wait for a certificate from elsewhere. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
