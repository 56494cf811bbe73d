import { assembleStore } from './assemble.ts'
import type { AuditKey } from './audit-chain.ts'
import type { Store } from './store.ts'

export type StoreLocation =
  /** The file `certman.db` in the directory, which must exist. */
  | { readonly kind: 'sqlite'; readonly directory: string }
  /** A connection URI: postgres://user:password@host/database */
  | { readonly kind: 'postgres'; readonly url: string }

export interface StoreOptions {
  readonly location: StoreLocation
  /** Links the audit chain of this opening. */
  readonly auditKey: AuditKey
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** `server` takes the directory's lock (a second server is refused); `operator` works beside a running server. */
  readonly role: 'server' | 'operator'
  /** false: refuse when migrations are missing. */
  readonly migrate: boolean
}

/**
 * @throws Problem `unavailable`: a database of a newer version, or an older one that must not be migrated now, a directory
 * held by another server, a database that cannot be reached; `storageFull`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { location, role } = options
  if (location.kind === 'postgres') {
    const { openPostgres } = await import('./postgres/engine.ts')
    return assembleStore(await openPostgres(location.url, options))
  }
  const { openSqliteServer, openSqliteOperator } = await import('./sqlite/engine.ts')
  const open = role === 'server' ? openSqliteServer : openSqliteOperator
  return assembleStore(await open(location.directory, options))
}
