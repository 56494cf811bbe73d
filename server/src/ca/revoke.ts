import { auditEvent } from '../audit/events.ts'
import type { StoredCertificate } from '../pki/certificate.ts'
import { noAccess } from '../pki/authorization.ts'
import { Problem } from '../pki/problem.ts'
import { certificateRevoked } from '../telemetry/events.ts'
import type { Act, RevokeRequest } from './certification-authority.ts'
import type { CaDependencies } from './dependencies.ts'
import { openAuthorityKey } from './signing-authority.ts'
import { visibleCertificate } from './visible-certificate.ts'

/**
 * Revokes a certificate; it is durable when this returns. Under a protected CA the passphrase is required, as the contract
 * says: whoever revokes must be somebody who could issue.
 *
 * @returns the certificate with its revocation: after a change of reason, with the original time
 * @throws Problem `notFound` | `forbidden` | `alreadyRevoked` | `passphraseMissing` | `passphraseWrong`
 */
export async function revoke(
  deps: CaDependencies,
  act: Act,
  request: RevokeRequest,
): Promise<StoredCertificate> {
  const certificate = await visibleCertificate(deps, act, request.certificateId, 'revoke')
  const authority = await deps.store.authorities.get(certificate.authorityId)
  if (authority === undefined) throw noAccess()
  if (authority.hasPassphrase) {
    const lease = await openAuthorityKey(deps, act.principal, authority, request.passphrase)
    lease[Symbol.dispose]()
  }
  const revokedAt = deps.clock.now()
  const outcome = await deps.store.certificates.revoke(
    certificate.id,
    { revokedAt, reason: request.reason },
    [
      auditEvent(act, 'certificate.revoked', {
        at: revokedAt,
        workspaceId: certificate.workspaceId,
        subject: certificate.id,
        detail: {
          authorityId: authority.id,
          serialNumber: certificate.serialNumber,
          reason: request.reason,
        },
      }),
    ],
  )
  switch (outcome.kind) {
    case 'revoked':
      certificateRevoked(deps.telemetry, {
        certificateId: certificate.id,
        authorityId: authority.id,
        serialNumber: certificate.serialNumber,
        reason: request.reason,
        replaced: outcome.replaced,
        requestId: act.requestId,
      })
      return { ...certificate, revocation: outcome.revocation }
    case 'refused':
      throw new Problem(
        'alreadyRevoked',
        `this certificate was revoked on ${new Date(outcome.revocation.revokedAt).toISOString()} (${outcome.revocation.reason}); only a hold can be replaced, and any reason be raised to keyCompromise`,
      )
    case 'notFound':
      throw new Problem('notFound', 'no such certificate; list the certificates to find its id')
  }
}
