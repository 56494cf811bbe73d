import type { Passphrase } from '../../keys/keystore.ts'
import type { RestServices } from './endpoint.ts'

/** Lends the passphrase to one act and wipes it afterwards, whatever came of the act. */
export async function withPassphrase<Result>(
  services: RestServices,
  text: string | undefined,
  act: (passphrase: Passphrase | undefined) => Promise<Result>,
): Promise<Result> {
  if (text === undefined) return act(undefined)
  const passphrase = services.passphrase(text)
  try {
    return await act(passphrase)
  } finally {
    passphrase.wipe()
  }
}
