import { auditEvent } from '../../audit/events.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'
import { noAccess, requireStepUp } from '../../pki/authorization.ts'
import { Problem } from '../../pki/problem.ts'
import { certificateRevoked } from '../../telemetry/events.ts'
import type { Revocation, RevocationReason } from '../../pki/revocation.ts'
import type { RevokeOutcome } from '../../store/revocation/revocation-outcome.ts'
import { announceRevocation } from './announce-revocation.ts'
import type { Act, RevokeRequest, RevokeResult } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { publishWith } from './publish-due.ts'
import { listUrl } from './publication.ts'
import { openAuthorityKey } from '../signing-authority.ts'
import { listLacking, unpublished } from './unpublished-revocation.ts'
import { noCertificate, visibleCertificate } from '../visible-certificate.ts'

/**
 * Revokes a certificate. When this returns it is durable, and no instance's OCSP calls the certificate good any more. Under a
 * protected CA the passphrase is required, as the contract says: whoever revokes must be somebody who could issue; and the
 * list tells of it too, or the call is refused and ends what is missing when it is made again.
 *
 * @returns the certificate with its revocation: after a change of reason, with the original time
 * @throws Problem `notFound` | `forbidden` | `stepUpRequired` | `alreadyRevoked` | `passphraseMissing` | `passphraseWrong` |
 *   `unavailable`
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
  if (authority === undefined) throw noAccess(act.principal)
  using lease = authority.hasPassphrase
    ? await openAuthorityKey(deps, act.principal, authority, request.passphrase)
    : undefined
  const outcome = await record(deps, act, certificate, request.reason)
  // Also of one that was revoked before: its call may have come no further than to record it.
  await announceRevocation(deps, certificate)
  const { revocation } = outcome
  const list =
    outcome.kind === 'revoked'
      ? outcome.list
      : await listLacking(deps, authority, { ...certificate, revocation }, request.reason)
  if (list === undefined) throw alreadyRevoked(revocation)
  if (lease && !(await publishWith(deps, authority, lease.signer))) throw unpublished()
  const url = listUrl(deps.publication.baseUrl(), authority.id, list.shard)
  return { certificate: { ...certificate, revocation }, list: { number: list.number, url } }
}

async function record(
  { store, clock, telemetry }: Pick<CaDependencies, 'store' | 'clock' | 'telemetry'>,
  act: Act,
  { id, workspaceId, authorityId, serialNumber }: StoredCertificate,
  reason: RevocationReason,
): Promise<Exclude<RevokeOutcome, { kind: 'notFound' }>> {
  const revokedAt = clock.now()
  const outcome = await store.certificates.revoke(id, { revokedAt, reason }, [
    auditEvent(act, 'certificate.revoked', {
      at: revokedAt,
      workspaceId,
      subject: id,
      detail: { authorityId, serialNumber, reason },
    }),
  ])
  if (outcome.kind === 'notFound') throw noCertificate()
  if (outcome.kind === 'revoked') {
    const { replaced } = outcome
    const { requestId } = act
    const facts = { certificateId: id, authorityId, serialNumber, reason, replaced, requestId }
    certificateRevoked(telemetry, facts)
  }
  return outcome
}

function alreadyRevoked({ revokedAt, reason }: Revocation): Problem {
  const on = new Date(revokedAt).toISOString()
  if (reason === 'certificateHold') {
    return new Problem(
      'alreadyRevoked',
      `this certificate has been on hold since ${on}; give another reason to revoke it for good`,
    )
  }
  const left =
    reason === 'keyCompromise'
      ? 'nothing can be added to that'
      : 'its reason can only be raised to keyCompromise'
  return new Problem('alreadyRevoked', `this certificate was revoked on ${on} (${reason}); ${left}`)
}
