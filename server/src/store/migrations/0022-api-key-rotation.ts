import { sql, type Kysely } from 'kysely'
import { COLUMN_TYPES } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Keys that take the place of others, from where they may be used, and what they may take away over MCP. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer } = COLUMN_TYPES[dialect]
  const columns: readonly (readonly [string, string])[] = [
    ['replaced_by', `${text} references api_keys (id)`],
    ['ends_at', integer],
    // JSON: networks in CIDR form; none: from anywhere.
    ['allowed_addresses', `${text} not null default '[]'`],
    ['may_return_private_keys', `${integer} not null default 0`],
    // NULL: the operator of the machine.
    ['created_by', `${text} references users (id)`],
  ]
  for (const [name, type] of columns) {
    await sql`alter table api_keys add column ${sql.ref(name)} ${sql.raw(type)}`.execute(db)
  }
  await db.schema
    .createIndex('api_keys_workspace')
    .on('api_keys')
    .columns(['workspace_id', 'user_id'])
    .execute()
}
