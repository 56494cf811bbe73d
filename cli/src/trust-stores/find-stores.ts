import { javaStore } from './java-store.ts'
import { nssStores } from './nss-stores.ts'
import { systemStore } from './system-stores.ts'
import type { StoreKind, TrustHost, TrustStore } from './trust-store.ts'

/** The stores of this machine, of the kinds that are wanted. */
export async function findStores(
  host: TrustHost,
  kinds: ReadonlySet<StoreKind>,
): Promise<readonly TrustStore[]> {
  const found = [
    kinds.has('system') ? systemStore(host) : undefined,
    ...(kinds.has('nss') ? nssStores(host) : []),
    kinds.has('java') ? await javaStore(host) : undefined,
  ]
  return found.filter((store) => store !== undefined)
}
