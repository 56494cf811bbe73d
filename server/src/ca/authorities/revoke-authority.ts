import { auditEvent } from '../../audit/events.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import { requireStepUp } from '../../pki/authorization.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { RevocationReason } from '../../pki/revocation.ts'
import type { Passphrase } from '../../keys/keystore.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { publishWith } from '../revocation/publish-due.ts'
import { managedPath, noAuthority } from './manage-authority.ts'
import { openAuthorityKey } from '../signing-authority.ts'
import { listLacking, unpublished } from '../revocation/unpublished-revocation.ts'

export interface RevokeAuthorityRequest {
  readonly id: Uuid
  readonly reason: RevocationReason
  /** What somebody typed to show that they mean this CA and no other. */
  readonly confirmedName?: string | undefined
  /** Of the parent, which vouches for the revocation, or of the root itself. */
  readonly signerPassphrase?: Passphrase | undefined
}

/** Revokes a CA: it issues nothing from now on, nor does any CA beneath it. */
export async function revokeAuthority(
  deps: CaDependencies,
  act: Act,
  request: RevokeAuthorityRequest,
): Promise<CertificateAuthority> {
  const [authority, parent] = await managedPath(deps, act, request.id)
  requireStepUp(act.principal, deps.clock.now())
  if (request.confirmedName !== undefined && request.confirmedName !== authority.name) {
    throw new Problem(
      'invalidRequest',
      'the name typed is not the name of this certificate authority; type it exactly',
      { field: 'name' },
    )
  }
  // Nothing could release it, and a hold says that the revocation may be lifted (RFC 5280 §5.3.1).
  if (request.reason === 'certificateHold') {
    throw new Problem(
      'invalidRequest',
      'a certificate authority is revoked for good and cannot be held; give another reason',
      { field: 'reason' },
    )
  }
  const signing = parent ?? authority
  using lease = signing.hasPassphrase
    ? await openAuthorityKey(deps, act.principal, signing, request.signerPassphrase)
    : undefined
  const revokedAt = deps.clock.now()
  const outcome = await deps.store.authorities.revoke(
    authority.id,
    { revokedAt, reason: request.reason },
    [
      auditEvent(act, 'authority.revoked', {
        at: revokedAt,
        workspaceId: authority.workspaceId,
        subject: authority.id,
        detail: {
          name: authority.name,
          serialNumber: authority.serialNumber,
          reason: request.reason,
        },
      }),
    ],
  )
  if (outcome.kind === 'notFound') throw noAuthority()
  // Also of one that was revoked before: its call may have come no further than to record it.
  const { serialNumber } = authority
  // A renewed CA has former certificates, which were revoked with it.
  deps.ocspMemory.forgetAll()
  await deps.store.statuses.settled(deps.instanceName)
  const { revocation } = outcome
  const isDone =
    outcome.kind === 'refused' &&
    !(await listLacking(deps, signing, { serialNumber, revocation }, request.reason))
  if (isDone) throw new Problem('alreadyRevoked', 'this certificate authority is revoked already')
  if (lease && !(await publishWith(deps, signing, lease.signer))) throw unpublished()
  return { ...authority, revocation }
}
