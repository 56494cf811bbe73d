import type { Passphrase } from '../keys/keystore.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { Store } from '../store/store.ts'
import type { Console } from './console.ts'
import { existingPassphrase } from './passphrase-source.ts'

/** @returns the passphrase of the CA whose key signs for this one, its parent or itself; undefined when it has none */
export async function signerPassphrase(
  console: Console,
  store: Pick<Store, 'authorities'>,
  id: Uuid,
  file: string | undefined,
): Promise<Passphrase | undefined> {
  const path = await store.authorities.path(id)
  const signer = path?.[1] ?? path?.[0]
  if (!signer?.hasPassphrase) return undefined
  return existingPassphrase(console, {
    file,
    option: '--passphrase-file',
    of: `the CA "${signer.name}"`,
  })
}
