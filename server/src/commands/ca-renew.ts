import type { Uuid } from '../pki/identifier.ts'
import { signerPassphrase } from './ca-signer-passphrase.ts'
import { fingerprint, renderAuthority } from './ca-view.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { plain, timeText } from './table.ts'

export interface RenewOptions {
  readonly validityDays?: number
  readonly passphraseFile?: string
}

export async function renewCa(console: Console, id: Uuid, options: RenewOptions): Promise<void> {
  const { renewAuthority } = await import('../ca/renew-authority.ts')
  await asOperator(console, async ({ instance, act }) => {
    const passphrase = await signerPassphrase(console, instance.store, id, options.passphraseFile)
    try {
      const authority = await renewAuthority(instance.ca, act, {
        id,
        validityDays: options.validityDays,
        signerPassphrase: passphrase,
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
    } finally {
      passphrase?.wipe()
    }
  })
}
