import type { Passphrase } from '../../../keys/keystore.ts'
import type { ConsoleServices } from '../dependencies.ts'

/** What was typed: `new…` is being chosen, the others open a CA that is protected already. */
interface Typed {
  readonly passphrase?: string | undefined
  readonly caPassphrase?: string | undefined
}

export interface LentPassphrases {
  /** Of the CA that comes to be. */
  readonly passphrase: Passphrase | undefined
  /** Of the CA whose key signs. */
  readonly caPassphrase: Passphrase | undefined
}

/** Lends what was typed to one act and wipes it afterwards, whatever came of the act. */
export async function withPassphrases<Result>(
  services: Pick<ConsoleServices, 'passphrase' | 'newPassphrase'>,
  typed: Typed,
  act: (lent: LentPassphrases) => Promise<Result>,
): Promise<Result> {
  const passphrase =
    typed.passphrase === undefined ? undefined : services.newPassphrase(typed.passphrase)
  let caPassphrase: Passphrase | undefined
  try {
    if (typed.caPassphrase !== undefined) caPassphrase = services.passphrase(typed.caPassphrase)
    return await act({ passphrase, caPassphrase })
  } finally {
    passphrase?.wipe()
    caPassphrase?.wipe()
  }
}
