import { auditKeyOf, type Instance } from '../compose.ts'
import { AUDIT_KEY_PREFIX } from './instance-secrets.ts'

/** That of today's master key, and those of its predecessors: what every link of the audit is proven with. */
export async function auditKeys({
  store,
  keys,
  masterKey,
}: Pick<Instance, 'store' | 'keys' | 'masterKey'>): Promise<ReadonlyMap<string, Uint8Array>> {
  const current = auditKeyOf(masterKey())
  const found = new Map([[current.id, current.key]])
  for (const { name, sealed } of await store.secrets.all()) {
    if (name.startsWith(AUDIT_KEY_PREFIX))
      found.set(name.slice(AUDIT_KEY_PREFIX.length), keys.openSecret(name, sealed))
  }
  return found
}
