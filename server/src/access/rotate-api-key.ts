import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireRole, requireStepUp } from '../pki/authorization.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type { NewApiKey } from '../store/programs/api-key-store.ts'
import { hashApiKey, newApiKey, prefixOf } from './api-key.ts'
import { requirePerson, type AccessContext } from './context.ts'
import { createdEvent, whyNotPlaced, type CreatedApiKey } from './create-api-key.ts'
import { requireGrants } from './key-grants.ts'
import { findApiKey } from './revoke-api-key.ts'

const HOUR_MILLISECONDS = 3_600_000
/** A month: whoever needs longer wants two keys. */
export const MAX_OVERLAP_HOURS = 744

export interface ApiKeyRotationRequest {
  readonly workspaceId: Uuid
  readonly id: Uuid
  /** For so long the former key is good beside the new one; 0: it ends at once. */
  readonly overlapHours: number
  /** Milliseconds since the Unix epoch; null: never; undefined: as long from now as the former one lived from its making. */
  readonly expiresAt?: number | null | undefined
}

export interface RotatedApiKey extends CreatedApiKey {
  /** Until when the former key is good. */
  readonly formerEndsAt: number
}

/**
 * A new key with the same name and rights; the former one ends by itself. Only its own user may: a key acts as its user, and
 * its secret is seen by whoever makes it.
 * @throws Problem `notFound`, `forbidden`, `stepUpRequired`, `invalidRequest`; `conflict` for a key that has ended or was replaced
 */
export async function rotateApiKey(
  context: AccessContext,
  act: AuditedAct,
  request: ApiKeyRotationRequest,
): Promise<RotatedApiKey> {
  requireRole(act.principal, request.workspaceId, 'member')
  const createdBy = requirePerson(act.principal)
  const former = await findApiKey(context, act, request)
  if (createdBy !== null && createdBy !== former.user.id) {
    throw new Problem(
      'forbidden',
      `a key acts as its user, so only ${former.user.email} may rotate this one; revoke it if it must end`,
    )
  }
  requireStepUp(act.principal, context.now())
  const { overlapHours } = request
  if (overlapHours < 0 || overlapHours > MAX_OVERLAP_HOURS) {
    throw new Problem(
      'invalidRequest',
      `an overlap of ${overlapHours} hours is not within 0 to ${MAX_OVERLAP_HOURS}`,
      { field: 'overlapHours' },
    )
  }
  const at = context.now()
  const expiresAt = request.expiresAt === undefined ? lifeOf(former, at) : request.expiresAt
  if (expiresAt !== null && expiresAt <= at) {
    throw new Problem(
      'invalidRequest',
      'the new key would have expired already; give a later time',
      {
        field: 'expiresAt',
      },
    )
  }
  requireGrants(former.grants, former.workspace.plan)

  const key = newApiKey(context.random)
  const record: NewApiKey = {
    id: newUuid(context.randomUuid),
    workspaceId: former.workspace.id,
    userId: former.user.id,
    name: former.name,
    prefix: prefixOf(key),
    keyHash: hashApiKey(key.reveal()),
    createdAt: at,
    expiresAt,
    allowedAddresses: former.allowedAddresses,
    mayReturnPrivateKeys: former.mayReturnPrivateKeys,
    createdBy,
    grants: former.grants,
  }
  const formerEndsAt = endOf(former, at + overlapHours * HOUR_MILLISECONDS)
  const rotated = auditEvent(act, 'apiKey.rotated', {
    subject: former.id,
    workspaceId: former.workspace.id,
    at,
    detail: {
      name: former.name,
      prefix: former.prefix,
      replacedBy: record.id,
      endsAt: formerEndsAt,
    },
  })
  const outcome = await context.store.apiKeys.rotate(
    { id: former.id, key: record, endsAt: formerEndsAt, at },
    [createdEvent(act, record), rotated],
  )
  if (outcome === 'ended') {
    throw new Problem(
      'conflict',
      `the API key "${former.name}" (${former.prefix}…) has ended or was replaced already; make a new one`,
    )
  }
  if (outcome !== 'rotated') throw whyNotPlaced(outcome, former.workspace)
  return { key, record, formerEndsAt }
}

interface Lifetime {
  readonly createdAt: number
  readonly expiresAt: number | null
}

function lifeOf({ createdAt, expiresAt }: Lifetime, at: number): number | null {
  return expiresAt === null ? null : at + (expiresAt - createdAt)
}

/** An overlap makes no key last longer than it would have. */
function endOf({ expiresAt }: Lifetime, overlap: number): number {
  return expiresAt === null ? overlap : Math.min(expiresAt, overlap)
}
