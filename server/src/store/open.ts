import { assembleStore } from './assemble.ts'
import type { EngineOptions } from './engine.ts'
import type { Store } from './store.ts'

export type StoreLocation =
  /** The file `certman.db` in the directory, which must exist. */
  | { readonly kind: 'sqlite'; readonly directory: string }
  /** A connection URI: postgres://user:password@host/database */
  | { readonly kind: 'postgres'; readonly url: string }

export interface StoreOptions extends EngineOptions {
  readonly location: StoreLocation
}

/**
 * @throws Problem `unavailable`: a database of a newer version, or an older one that must not be migrated now, a directory
 * held by another server, a database that cannot be reached; `storageFull`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { location, role } = options
  if (location.kind === 'postgres') {
    const { openPostgres } = await import('./postgres/engine.ts')
    return assembleStore(await openPostgres(location.url, options), options.now)
  }
  const { openSqliteServer, openSqliteOperator } = await import('./sqlite/engine.ts')
  const open = role === 'server' ? openSqliteServer : openSqliteOperator
  return assembleStore(await open(location.directory, options), options.now)
}
