import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { endpoint } from './endpoint.ts'
import { id, text } from './schemas/answer.ts'
import type { BearerPrincipal } from '../../pki/principal.ts'

const permissions = z
  .object({ canRead: z.boolean(), canIssue: z.boolean(), canRevoke: z.boolean() })
  .openapi('Permissions')

const whoamiAnswer = z.object({
  user: z.object({ id: id('User ID'), email: z.string() }),
  workspace: z.object({ id: id('Workspace ID'), name: text('Name'), slug: text('Short name') }),
  apiKey: z
    .object({
      id: id('API key ID'),
      name: text('Name'),
      prefix: text('The first seven characters of the key'),
    })
    .optional()
    .openapi({ description: 'The key that was sent' }),
  oauthClient: z
    .object({ id: text('Client ID'), name: text('Name') })
    .optional()
    .openapi({ description: 'The program that was let in by OAuth, instead of `apiKey`' }),
  permissions: z.record(z.string(), permissions).openapi({
    description: 'What the credential may do, by Certificate Authority ID',
  }),
})

export const whoami = endpoint({
  method: 'get',
  route: '/v1/whoami',
  operationId: 'whoami',
  tag: 'API key',
  summary: 'Who am I',
  description:
    'Returns information about the authenticated API key, including the associated user, workspace, and permissions.',
  response: {
    schema: whoamiAnswer,
    example: {
      user: { id: '550e8400-e29b-41d4-a716-446655440000', email: 'user@example.com' },
      workspace: {
        id: '660e8400-e29b-41d4-a716-446655440001',
        name: 'My Workspace',
        slug: 'my-workspace',
      },
      apiKey: {
        id: '770e8400-e29b-41d4-a716-446655440002',
        name: 'Production Key',
        prefix: 'cm_prod',
      },
      permissions: {
        '880e8400-e29b-41d4-a716-446655440003': { canRead: true, canIssue: true, canRevoke: false },
      },
    },
  },
  refusals: [],
  costs: 'request',
  answer: (_services, { exchange, principal }) => replyJson(exchange, renderWhoami(principal)),
})

function renderWhoami(principal: BearerPrincipal): object {
  const { user, workspace, grants } = principal
  return {
    user: { id: user.id, email: user.email },
    workspace: { id: workspace.id, name: workspace.name, slug: workspace.slug },
    ...credentialOf(principal),
    permissions: Object.fromEntries(
      [...grants].map(([authority, { canRead, canIssue, canRevoke }]) => [
        authority,
        { canRead, canIssue, canRevoke },
      ]),
    ),
  }
}

function credentialOf(principal: BearerPrincipal): object {
  if (principal.kind === 'oauth') {
    return { oauthClient: { id: principal.clientId, name: principal.clientName } }
  }
  const { id, name, prefix } = principal
  return { apiKey: { id, name, prefix } }
}
