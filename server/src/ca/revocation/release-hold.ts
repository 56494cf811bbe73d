import { auditEvent } from '../../audit/events.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { isCredential } from '../../pki/principal.ts'
import { Problem } from '../../pki/problem.ts'
import { announceRevocation } from './announce-revocation.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { noCertificate, visibleCertificate } from '../visible-certificate.ts'

/** Lifts a certificateHold (RFC 5280 §5.3.1): the next list drops the entry. Of a protected CA that takes `ca publish-crl`. */
export async function releaseHold(
  deps: CaDependencies,
  act: Act,
  id: Uuid,
): Promise<StoredCertificate> {
  requirePerson(act)
  const certificate = await visibleCertificate(deps, act, id, 'revoke')
  const at = deps.clock.now()
  const outcome = await deps.store.certificates.releaseHold(id, at, [
    auditEvent(act, 'certificate.released', {
      at,
      workspaceId: certificate.workspaceId,
      subject: id,
      detail: { authorityId: certificate.authorityId, serialNumber: certificate.serialNumber },
    }),
  ])
  switch (outcome.kind) {
    case 'released':
      await announceRevocation(deps, certificate)
      return { ...certificate, revocation: null }
    case 'notHeld':
      throw new Problem('conflict', 'this certificate is not on hold; only a hold can be released')
    case 'notFound':
      throw noCertificate()
  }
}

/** What was suspended for a reason is trusted again: no program decides that. */
function requirePerson({ principal }: Act): void {
  if (!isCredential(principal) || principal.kind === 'user') return
  throw new Problem(
    'forbidden',
    'only somebody who is signed in may release a hold; use the dashboard or the operator commands',
  )
}
