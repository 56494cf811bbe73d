import { z } from '@hono/zod-openapi'
import { flag, optionalTime, time, timeText, uuid } from '../fields.ts'
import type { DescribedRequest } from '../../../access/oauth/consent.ts'
import type { OAuthClient, OAuthGrant } from '../../../access/oauth/requests.ts'
import type { Permissions } from '../../../pki/permission.ts'
import type { Uuid } from '../../../pki/identifier.ts'

/** What is agreed to: per CA, at least one of the three. */
export const agreementBody = z.object({
  permissions: z
    .array(
      z.object({
        authorityId: uuid(),
        canRead: flag(),
        canIssue: flag(),
        canRevoke: flag(),
      }),
    )
    .max(1000, { error: 'must have at most 1000 members' }),
  mayReturnPrivateKeys: flag().optional(),
})

export function agreementFrom(body: z.output<typeof agreementBody>): {
  readonly grants: ReadonlyMap<Uuid, Permissions>
  readonly mayReturnPrivateKeys: boolean
} {
  const grants = new Map<Uuid, Permissions>()
  for (const { authorityId, ...permissions } of body.permissions) {
    grants.set(authorityId, permissions)
  }
  return { grants, mayReturnPrivateKeys: body.mayReturnPrivateKeys ?? false }
}

export const requestSchema = z
  .object({
    client_id: z.string(),
    client_name: z.string(),
    client_uri: z.string().nullable(),
    client_kind: z.enum(['registered', 'document', 'confidential']).openapi({
      description:
        'Who vouches for the name: nobody (`registered`), the host of its id (`document`), a workspace (`confidential`)',
    }),
    vouched_by: z.string().nullable().openapi({
      description: 'The workspace that made the client, where the user is a member of it',
    }),
    redirects_to: z.string().nullable().openapi({
      description: 'Where the answer goes; null for a device',
    }),
    resource: z.enum(['api', 'mcp']),
  })
  .openapi('OAuthRequest')

export function renderRequest(request: DescribedRequest): z.input<typeof requestSchema> {
  const { client, resource, redirectsTo, vouchedBy } = request
  return {
    client_id: client.id,
    client_name: client.name,
    client_uri: client.uri,
    client_kind: client.kind,
    vouched_by: vouchedBy,
    redirects_to: redirectsTo,
    resource,
  }
}

export const decidedSchema = z.object({
  location: z.string().nullable().openapi({
    description: 'Where the browser goes on; null for a device, which asks for the answer itself',
  }),
})

const grantPermissions = z.object({
  authority_id: z.uuid(),
  can_read: z.boolean(),
  can_issue: z.boolean(),
  can_revoke: z.boolean(),
})

export const grantSchema = z
  .object({
    id: z.uuid(),
    client_id: z.string(),
    client_name: z.string(),
    user: z.object({ id: z.uuid(), email: z.string() }),
    resource: z.enum(['api', 'mcp']),
    may_return_private_keys: z.boolean(),
    permissions: z.array(grantPermissions),
    created_at: time(),
    expires_at: time(),
    last_used_at: time().nullable(),
  })
  .openapi('OAuthGrant')

export function renderGrant(grant: OAuthGrant): z.input<typeof grantSchema> {
  return {
    id: grant.id,
    client_id: grant.clientId,
    client_name: grant.clientName,
    user: { id: grant.user.id, email: grant.user.email },
    resource: grant.resource,
    may_return_private_keys: grant.mayReturnKeys,
    permissions: [...grant.grants].map(([authorityId, { canRead, canIssue, canRevoke }]) => ({
      authority_id: authorityId,
      can_read: canRead,
      can_issue: canIssue,
      can_revoke: canRevoke,
    })),
    created_at: timeText(grant.createdAt),
    expires_at: timeText(grant.expiresAt),
    last_used_at: optionalTime(grant.lastUsedAt),
  }
}

export const clientSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    redirect_uris: z.array(z.string()),
    created_at: time(),
    last_used_at: time().nullable(),
  })
  .openapi('OAuthClient')

export function renderClient(client: OAuthClient): z.input<typeof clientSchema> {
  // Written by our own verb: see access/oauth/manage-clients.ts.
  const metadata = JSON.parse(client.metadata) as { readonly redirect_uris: string[] }
  return {
    id: client.id,
    name: client.name,
    redirect_uris: metadata.redirect_uris,
    created_at: timeText(client.createdAt),
    last_used_at: optionalTime(client.lastUsedAt),
  }
}
