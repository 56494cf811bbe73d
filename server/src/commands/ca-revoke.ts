import type { Uuid } from '../pki/identifier.ts'
import type { RevocationReason } from '../pki/revocation.ts'
import { signerOf, withSignerPassphrase } from './ca-signer.ts'
import { renderAuthority } from './ca-view.ts'
import { confirmByName } from './confirm.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { plain } from './table.ts'

const ABOUT = { question: 'Revoking cannot be undone.', refusal: 'a CA is revoked for good' }

export interface RevokeOptions {
  readonly reason: RevocationReason
  readonly yes?: true
  readonly passphraseFile?: string
}

export async function revokeCa(console: Console, id: Uuid, options: RevokeOptions): Promise<void> {
  const { reason, yes, passphraseFile } = options
  const { revokeAuthority } = await import('../ca/authorities/revoke-authority.ts')
  const authority = await asOperator(console, async (operator) => {
    const { instance, act } = operator
    if (!yes) await confirmByName(console, instance.store, id, ABOUT)
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
