import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type { SecretText } from '../pki/secret-text.ts'
import type { NewApiKey } from '../store/store.ts'
import { hashApiKey, newApiKey, prefixOf } from './api-key.ts'
import { requireName, requireOperator, type AccessContext } from './context.ts'
import { requireGrants, type Grants } from './key-grants.ts'

export interface ApiKeyRequest {
  readonly workspaceId: Uuid
  /** Whose key it is: a member of the workspace. */
  readonly userId: Uuid
  /** 1 to 100 characters. */
  readonly name: string
  readonly grants: Grants
  /** Milliseconds since the Unix epoch; null: never. */
  readonly expiresAt: number | null
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
  requireOperator(act)
  const name = requireName(request.name, 'an API key')
  const at = context.now()
  if (request.expiresAt !== null && request.expiresAt <= at) {
    throw new Problem(
      'invalidRequest',
      'the API key would have expired already; give a later time',
      { field: 'expiresAt' },
    )
  }
  const workspace = await context.store.workspaces.get(request.workspaceId)
  if (!workspace)
    throw new Problem('notFound', 'there is no such workspace; list them to find the one you mean')
  requireGrants(request.grants, workspace.plan)

  const key = newApiKey(context.random)
  const record: NewApiKey = {
    id: newUuid(context.randomUuid),
    workspaceId: workspace.id,
    userId: request.userId,
    name,
    prefix: prefixOf(key),
    keyHash: hashApiKey(key.reveal()),
    createdAt: at,
    expiresAt: request.expiresAt,
    grants: request.grants,
  }
  const audit = auditEvent(act, 'apiKey.created', {
    subject: record.id,
    workspaceId: workspace.id,
    at,
    detail: {
      name,
      prefix: record.prefix,
      authorities: record.grants.size,
      expiresAt: record.expiresAt,
    },
  })
  const outcome = await context.store.apiKeys.create(record, [audit])
  if (outcome === 'foreignAuthority') {
    throw new Problem(
      'invalidRequest',
      `a certificate authority of the key is not in the workspace "${workspace.name}"; choose one that is`,
      {
        field: 'grants',
      },
    )
  }
  if (outcome === 'notMember') {
    throw new Problem(
      'invalidRequest',
      `the user is not a member of the workspace "${workspace.name}"; add them first`,
      {
        field: 'userId',
      },
    )
  }
  return { key, record }
}
