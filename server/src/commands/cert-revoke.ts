import type { Uuid } from '../pki/identifier.ts'
import type { RevocationReason } from '../pki/revocation.ts'
import { withSignerPassphrase } from './ca-signer.ts'
import { nameOf, renderCertificate } from './cert-view.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'

export interface RevokeOptions {
  readonly reason: RevocationReason
  readonly passphraseFile?: string
}

export async function revokeCert(
  console: Console,
  id: Uuid,
  { reason, passphraseFile }: RevokeOptions,
): Promise<void> {
  const { revoke } = await import('../ca/revocation/revoke.ts')
  const { certificate, list } = await asOperator(console, async (operator) => {
    const { instance, act } = operator
    const { certificates, authorities } = instance.store
    const found = await certificates.get(id)
    const signer = found && (await authorities.get(found.authorityId))
    const from = { signer, file: passphraseFile, option: '--passphrase-file' }
    return withSignerPassphrase(console, operator, from, (passphrase) =>
      revoke(instance.ca, act, { certificateId: id, reason, passphrase }),
    )
  })
  console.report({
    json: { certificate: renderCertificate(certificate), crl: list },
    text: `${nameOf(certificate)} is revoked (${reason})`,
  })
}
