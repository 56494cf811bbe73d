import type { Uuid } from '../pki/identifier.ts'
import type { RevocationReason } from '../pki/revocation.ts'
import type { Store } from '../store/store.ts'
import { ask, canAsk } from './ask.ts'
import { signerOf, withSignerPassphrase } from './ca-signer.ts'
import { renderAuthority } from './ca-view.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { Refusal } from './refusal.ts'
import { plain } from './table.ts'

export interface RevokeOptions {
  readonly reason: RevocationReason
  readonly yes?: true
  readonly passphraseFile?: string
}

export async function revokeCa(console: Console, id: Uuid, options: RevokeOptions): Promise<void> {
  const { reason, yes, passphraseFile } = options
  const { revokeAuthority } = await import('../ca/revoke-authority.ts')
  const authority = await asOperator(console, async (operator) => {
    const { instance, act } = operator
    if (!yes) await confirm(console, instance.store, id)
    const signer = await signerOf(instance.store, id)
    const from = { signer, file: passphraseFile, option: '--passphrase-file' }
    return withSignerPassphrase(console, operator, from, (signerPassphrase) =>
      revokeAuthority(instance.ca, act, { id, reason, signerPassphrase }),
    )
  })
  console.report({
    json: { ca: renderAuthority(authority) },
    text: `the CA "${plain(authority.name)}" is revoked (${reason})`,
  })
}

/** It cannot be taken back: whoever types the name has read it. An unknown CA is for the verb to refuse. */
async function confirm(
  console: Console,
  store: Pick<Store, 'authorities'>,
  id: Uuid,
): Promise<void> {
  const authority = await store.authorities.get(id)
  if (!authority) return
  if (!canAsk(console))
    throw new Refusal(
      'a CA is revoked for good, and there is no terminal to ask on',
      'add --yes to go ahead',
    )
  const typed = await ask(
    console,
    `Revoking cannot be undone. Type the name of the CA, ${plain(authority.name)}, to go ahead: `,
  )
  if (typed.trim() !== authority.name)
    throw new Refusal('that is not its name, so nothing was done', 'run the command again')
}
