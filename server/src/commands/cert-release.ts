import type { Uuid } from '../pki/identifier.ts'
import { nameOf, renderCertificate } from './cert-view.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'

export async function releaseCert(console: Console, id: Uuid): Promise<void> {
  const { releaseHold } = await import('../ca/revocation/release-hold.ts')
  await asOperator(console, async ({ instance, act }) => {
    const certificate = await releaseHold(instance.ca, act, id)
    console.report({
      json: { certificate: renderCertificate(certificate) },
      text: `${nameOf(certificate)} is released from hold`,
    })
    const authority = await instance.store.authorities.get(certificate.authorityId)
    if (authority?.hasPassphrase) {
      console.say(
        `OCSP says so now; its list will after: certman-server ca publish-crl ${authority.id}`,
      )
    }
  })
}
