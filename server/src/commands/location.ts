import type { StoreLocation } from '../store/open.ts'
import type { Settings } from './operator.ts'
import { Refusal } from './refusal.ts'

/** Where the settings say that the database is. */
export function locationOf({ config, secrets }: Settings): StoreLocation {
  return secrets.databaseUrl
    ? { kind: 'postgres', url: secrets.databaseUrl.reveal() }
    : { kind: 'sqlite', directory: config.dataDirectory }
}

/** @throws Refusal on PostgreSQL, whose own programs do what the command cannot */
export function requireSqlite({ secrets }: Settings, act: string, program: string): void {
  if (secrets.databaseUrl === undefined) return
  throw new Refusal(
    `certman-server does not ${act} a PostgreSQL database`,
    `use ${program}, which does it while the server runs; keep master.key apart from the result`,
  )
}
