import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** What the audit log is looked through by. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
