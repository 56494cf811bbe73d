import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireName } from '../pki/display-name.ts'
import { requireAddressRanges } from '../pki/address-range.ts'
import { noWorkspace, requireRole } from '../pki/authorization.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type { SecretText } from '../pki/secret-text.ts'
import type { Workspace } from '../pki/workspace.ts'
import type { NewApiKey } from '../store/programs/api-key-store.ts'
import { hashApiKey, newApiKey, prefixOf } from './api-key.ts'
import { requirePerson, type AccessContext } from './context.ts'
import { requireGrants, type Grants } from './key-grants.ts'

export interface ApiKeyRequest {
  readonly workspaceId: Uuid
  /** Whose key it is: a member of the workspace. Somebody signed in makes keys for themselves only. */
  readonly userId: Uuid
  /** 1 to 100 characters. */
  readonly name: string
  readonly grants: Grants
  /** Milliseconds since the Unix epoch; null: never. */
  readonly expiresAt: number | null
  /** Addresses and networks; none: from anywhere. */
  readonly allowedAddresses?: readonly string[] | undefined
  /** Whether an assistant that uses the key over MCP may be answered with private keys. */
  readonly mayReturnPrivateKeys?: boolean | undefined
}

export interface CreatedApiKey {
  /** Shown once; only its hash is kept. */
  readonly key: SecretText
  readonly record: NewApiKey
}

/** @throws Problem `forbidden`, `notFound`, `invalidRequest` or `policyRefused`, each saying what to do */
export async function createApiKey(
  context: AccessContext,
  act: AuditedAct,
  request: ApiKeyRequest,
): Promise<CreatedApiKey> {
  const { workspaceId, userId } = request
  requireRole(act.principal, workspaceId, 'member')
  const createdBy = requirePerson(act.principal)
  if (createdBy !== null && createdBy !== userId) {
    throw new Problem('forbidden', 'a key acts as its user; each member makes their own keys')
  }
  const name = requireName(request.name, 'an API key')
  const at = context.now()
  if (request.expiresAt !== null && request.expiresAt <= at) {
    throw new Problem(
      'invalidRequest',
      'the API key would have expired already; give a later time',
      { field: 'expiresAt' },
    )
  }
  const allowedAddresses = requireAddressRanges(request.allowedAddresses ?? [], 'allowedAddresses')
  const workspace = await context.store.workspaces.get(workspaceId)
  if (!workspace) throw noWorkspace()
  requireGrants(request.grants, workspace.plan)

  const key = newApiKey(context.random)
  const record: NewApiKey = {
    id: newUuid(context.randomUuid),
    workspaceId: workspace.id,
    userId,
    name,
    prefix: prefixOf(key),
    keyHash: hashApiKey(key.reveal()),
    createdAt: at,
    expiresAt: request.expiresAt,
    allowedAddresses,
    mayReturnPrivateKeys: request.mayReturnPrivateKeys ?? false,
    createdBy,
    grants: request.grants,
  }
  const outcome = await context.store.apiKeys.create(record, [createdEvent(act, record)])
  if (outcome !== 'created') throw whyNotPlaced(outcome, workspace)
  return { key, record }
}

export function createdEvent(act: AuditedAct, record: NewApiKey): ReturnType<typeof auditEvent> {
  return auditEvent(act, 'apiKey.created', {
    subject: record.id,
    workspaceId: record.workspaceId,
    at: record.createdAt,
    detail: {
      name: record.name,
      prefix: record.prefix,
      authorities: record.grants.size,
      expiresAt: record.expiresAt,
      addresses: record.allowedAddresses.length,
      mayReturnPrivateKeys: record.mayReturnPrivateKeys,
    },
  })
}

export function whyNotPlaced(
  outcome: 'foreignAuthority' | 'notMember',
  workspace: Pick<Workspace, 'name'>,
): Problem {
  if (outcome === 'foreignAuthority') {
    return new Problem(
      'invalidRequest',
      `a certificate authority of the key is not in the workspace "${workspace.name}"; choose one that is`,
      { field: 'grants' },
    )
  }
  return new Problem(
    'invalidRequest',
    `the user is not a member of the workspace "${workspace.name}"; add them first`,
    { field: 'userId' },
  )
}
