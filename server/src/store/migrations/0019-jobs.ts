import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** What takes long, and how far it has come; views that people saved. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
