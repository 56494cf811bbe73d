import type { Passphrase } from '../../../keys/keystore.ts'
import type { Uuid } from '../../../pki/identifier.ts'
import type { ConsoleServices } from '../dependencies.ts'

/** Hands passphrases to a job, which wipes them when it ends; of a job that is refused they are wiped here. */
export async function lendingAll<Result>(
  services: Pick<ConsoleServices, 'passphrase'>,
  typed: readonly { readonly caId: Uuid; readonly passphrase: string }[],
  act: (lent: ReadonlyMap<Uuid, Passphrase>) => Promise<Result>,
): Promise<Result> {
  const lent = new Map<Uuid, Passphrase>()
  try {
    for (const { caId, passphrase } of typed) {
      lent.get(caId)?.wipe()
      lent.set(caId, services.passphrase(passphrase))
    }
    return await act(lent)
  } catch (error) {
    for (const passphrase of lent.values()) passphrase.wipe()
    throw error
  }
}
