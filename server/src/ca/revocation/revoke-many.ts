import { auditEvent } from '../../audit/events.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { RevocationReason } from '../../pki/revocation.ts'
import type { Passphrase } from '../../keys/keystore.ts'
import type {
  RevokeManyOutcome,
  RevokeManySelection,
} from '../../store/revocation/revocation-outcome.ts'
import { certificatesRevoked } from '../../telemetry/events.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { publishWith } from './publish-due.ts'
import { requireOperator } from '../require-operator.ts'
import { openAuthorityKey } from '../signing-authority.ts'
import { unpublished } from './unpublished-revocation.ts'

export interface RevokeManyRequest {
  readonly authorityId: Uuid
  /** Milliseconds, inclusive. */
  readonly issuedSince: number
  /** Milliseconds, exclusive; undefined: until now, so that what is issued meanwhile stays. */
  readonly issuedUntil?: number | undefined
  readonly reason: RevocationReason
  /** Of a protected CA. */
  readonly passphrase?: Passphrase | undefined
}

/** As many as the store takes in one transaction. */
const BATCH = 1_000

/**
 * Revokes what a CA issued in a span of time and what is neither revoked nor expired, oldest first. Each batch is durable by
 * itself and audited certificate by certificate; who was interrupted asks for the same again, and it goes on where it ended.
 * When this returns, no instance's OCSP calls any of them good any more.
 *
 * @param onBatch told after each batch how many are revoked by now
 * @returns how many this call revoked
 * @throws Problem `notFound` | `passphraseMissing` | `passphraseWrong` | `unavailable`
 */
export async function revokeMany(
  deps: CaDependencies,
  act: Act,
  request: RevokeManyRequest,
  onBatch: (revoked: number) => void,
): Promise<number> {
  requireOperator(act)
  const authority = await deps.store.authorities.get(request.authorityId)
  if (authority === undefined)
    throw new Problem('notFound', 'no such certificate authority; list the CAs to find its id')
  using lease = authority.hasPassphrase
    ? await openAuthorityKey(deps, act.principal, authority, request.passphrase)
    : undefined
  const span = {
    issuedSince: request.issuedSince,
    issuedUntil: request.issuedUntil ?? deps.clock.now() + 1,
  }
  let revoked = 0
  let after: RevokeManyOutcome['next']
  do {
    const batch: RevokeManyOutcome = await revokeBatch(deps, act, authority, request.reason, {
      ...span,
      after,
    })
    revoked += batch.revoked
    after = batch.next
    onBatch(revoked)
  } while (after !== undefined)
  // Once for all batches: it may take the second that another instance's lease has left.
  await deps.store.statuses.settled(deps.instanceName)
  if (lease && !(await publishWith(deps, authority, lease.signer))) throw unpublished()
  return revoked
}

async function revokeBatch(
  { store, clock, ocspMemory, telemetry }: CaDependencies,
  act: Act,
  authority: { readonly id: Uuid; readonly workspaceId: Uuid },
  reason: RevocationReason,
  selection: RevokeManySelection,
): Promise<RevokeManyOutcome> {
  const revokedAt = clock.now()
  const event = auditEvent(act, 'certificate.revoked', {
    at: revokedAt,
    workspaceId: authority.workspaceId,
    subject: null,
    detail: { authorityId: authority.id, reason },
  })
  const batch = await store.certificates.revokeMany(
    authority.id,
    selection,
    { revokedAt, reason },
    BATCH,
    [event],
  )
  if (batch.revoked === 0) return batch
  ocspMemory.forgetAll()
  certificatesRevoked(telemetry, { authorityId: authority.id, count: batch.revoked, reason })
  return batch
}
