import { isCredential } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { EarlierRequest, IdempotencyClaim } from '../store/certificates/idempotency-store.ts'
import type { Act, IdempotencyRequest } from './certification-authority.ts'
import type { CaDependencies } from './dependencies.ts'

/**
 * The claim that this request lays to its Idempotency-Key; it is written with the intent. Only credentials have a scope.
 */
export function claimFor(
  { newId, clock, fingerprint }: Pick<CaDependencies, 'newId' | 'clock' | 'fingerprint'>,
  act: Act,
  request: IdempotencyRequest | undefined,
): IdempotencyClaim | null {
  if (request === undefined || !isCredential(act.principal)) return null
  return {
    credentialId: act.principal.id,
    route: request.route,
    key: request.key,
    fingerprint: fingerprint(request.body),
    claimId: newId(),
    claimedAt: clock.now(),
  }
}

/** @returns the answer given before, or undefined when this request is the first */
export async function replay(
  { store, clock }: Pick<CaDependencies, 'store' | 'clock'>,
  claim: IdempotencyClaim | null,
): Promise<string | undefined> {
  if (claim === null) return undefined
  const earlier = await store.idempotency.find(claim, clock.now())
  return earlier && earlierAnswer(earlier, claim)
}

/** @throws Problem `idempotencyMismatch` (another body), `idempotencyInProgress` (the first one still runs) */
export function earlierAnswer(earlier: EarlierRequest, claim: IdempotencyClaim | null): string {
  if (earlier.fingerprint !== claim?.fingerprint) {
    throw new Problem(
      'idempotencyMismatch',
      'this Idempotency-Key was used with another body; use a new key for a new request',
    )
  }
  if (earlier.kind === 'running') {
    throw new Problem(
      'idempotencyInProgress',
      'the first request with this Idempotency-Key is still running; repeat it in a moment',
      {
        retryAfterSeconds: 1,
      },
    )
  }
  return earlier.response
}
