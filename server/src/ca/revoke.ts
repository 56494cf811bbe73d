import { auditEvent } from '../audit/events.ts'
import type { StoredCertificate } from '../pki/certificate.ts'
import { noAccess, requireStepUp } from '../pki/authorization.ts'
import { Problem } from '../pki/problem.ts'
import { certificateRevoked } from '../telemetry/events.ts'
import type { RevocationReason } from '../pki/revocation.ts'
import type { RevokeOutcome } from '../store/store.ts'
import { announceRevocation } from './announce-revocation.ts'
import type { Act, RevokeRequest, RevokeResult } from './certification-authority.ts'
import type { CaDependencies } from './dependencies.ts'
import { publishWith } from './publish-due.ts'
import { listUrl } from './publication.ts'
import { openAuthorityKey } from './signing-authority.ts'
import { noCertificate, visibleCertificate } from './visible-certificate.ts'

/**
 * Revokes a certificate. When this returns it is durable, and no instance's OCSP calls the certificate good any more. Under a protected CA the passphrase is required, as the contract
 * says: whoever revokes must be somebody who could issue.
 *
 * @returns the certificate with its revocation: after a change of reason, with the original time
 * @throws Problem `notFound` | `forbidden` | `stepUpRequired` | `alreadyRevoked` | `passphraseMissing` | `passphraseWrong`
 */
export async function revoke(
  deps: CaDependencies,
  act: Act,
  request: RevokeRequest,
): Promise<RevokeResult> {
  const certificate = await visibleCertificate(deps, act, request.certificateId, 'revoke')
  // A hold can be released again; nothing else can.
  if (request.reason !== 'certificateHold') requireStepUp(act.principal, deps.clock.now())
  const authority = await deps.store.authorities.get(certificate.authorityId)
  if (authority === undefined) throw noAccess()
  using lease = authority.hasPassphrase
    ? await openAuthorityKey(deps, act.principal, authority, request.passphrase)
    : undefined
  const outcome = await record(deps, act, certificate, request.reason)
  certificateRevoked(deps.telemetry, {
    certificateId: certificate.id,
    authorityId: authority.id,
    serialNumber: certificate.serialNumber,
    reason: request.reason,
    replaced: outcome.replaced,
    requestId: act.requestId,
  })
  await announceRevocation(deps, certificate)
  if (lease) await publishWith(deps, authority, lease.signer)
  const { shard, number } = outcome.list
  const url = listUrl(deps.publication.baseUrl(), authority.id, shard)
  return { certificate: { ...certificate, revocation: outcome.revocation }, list: { number, url } }
}

async function record(
  { store, clock }: Pick<CaDependencies, 'store' | 'clock'>,
  act: Act,
  certificate: StoredCertificate,
  reason: RevocationReason,
): Promise<Extract<RevokeOutcome, { kind: 'revoked' }>> {
  const revokedAt = clock.now()
  const outcome = await store.certificates.revoke(certificate.id, { revokedAt, reason }, [
    auditEvent(act, 'certificate.revoked', {
      at: revokedAt,
      workspaceId: certificate.workspaceId,
      subject: certificate.id,
      detail: {
        authorityId: certificate.authorityId,
        serialNumber: certificate.serialNumber,
        reason,
      },
    }),
  ])
  switch (outcome.kind) {
    case 'revoked':
      return outcome
    case 'refused':
      throw new Problem(
        'alreadyRevoked',
        `this certificate was revoked on ${new Date(outcome.revocation.revokedAt).toISOString()} (${outcome.revocation.reason}); only a hold can be replaced, and any reason be raised to keyCompromise`,
      )
    case 'notFound':
      throw noCertificate()
  }
}
