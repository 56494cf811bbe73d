import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'

/** Through what, and for whom, a certificate was issued; what lists are sorted by. */
export async function up(_db: Kysely<unknown>, _dialect: Dialect): Promise<void> {}
