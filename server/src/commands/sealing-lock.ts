import type { Instance } from '../compose.ts'
import { checkMasterKey } from '../compose/instance-secrets.ts'
import { holdSealing } from '../store/sealing-lock.ts'

/** Lets something be sealed while no rotation of the master key is under way. */
export async function withSealingLock<Result>(
  instance: Pick<Instance, 'config' | 'store' | 'keys'>,
  use: () => Promise<Result>,
): Promise<Result> {
  using _lock = holdSealing(instance.config.dataDirectory)
  // A rotation may have ended since the instance was opened: this takes the new key up.
  await checkMasterKey(instance.store.secrets, instance.keys)
  return await use()
}
