import type { Uuid } from '../pki/identifier.ts'
import { signerOf, withSignerPassphrase } from './ca-signer.ts'
import { fingerprint, renderAuthority } from './ca-view.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { plain, timeText } from './table.ts'

export interface RenewOptions {
  readonly validityDays?: number
  readonly passphraseFile?: string
}

export async function renewCa(console: Console, id: Uuid, options: RenewOptions): Promise<void> {
  const { renewAuthority } = await import('../ca/authorities/renew-authority.ts')
  const authority = await asOperator(console, async (operator) => {
    const { instance, act } = operator
    const signer = await signerOf(instance.store, id)
    const from = { signer, file: options.passphraseFile, option: '--passphrase-file' }
    return withSignerPassphrase(console, operator, from, (signerPassphrase) =>
      renewAuthority(instance.ca, act, {
        id,
        validityDays: options.validityDays,
        signerPassphrase,
      }),
    )
  })
  console.report({
    json: { ca: renderAuthority(authority) },
    text: [
      `the CA "${plain(authority.name)}" is renewed until ${timeText(authority.validity.notAfter)}`,
      `fingerprint  ${fingerprint(authority)}`,
    ].join('\n'),
  })
  if (authority.parentId === null)
    console.say('give the new root certificate to whoever trusts the old one')
}
