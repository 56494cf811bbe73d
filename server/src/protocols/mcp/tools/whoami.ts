import { z } from 'zod'
import { workspaceOf } from '../../../pki/principal.ts'
import { READS, tool } from '../tool.ts'

const permissions = z.object({
  canRead: z.boolean(),
  canIssue: z.boolean(),
  canRevoke: z.boolean(),
})

export const whoami = tool({
  name: 'whoami',
  title: 'Who am I',
  description:
    'Tells for which user and workspace this connection acts, by which credential, and what it may do with which certificate authority (CA).',
  needs: null,
  input: z.object({}),
  output: z.object({
    user: z.object({ id: z.string(), email: z.string() }),
    workspace: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
    apiKey: z.object({ id: z.string(), name: z.string(), prefix: z.string() }).optional(),
    oauthClient: z.object({ id: z.string(), name: z.string() }).optional(),
    permissions: z.record(z.string(), permissions).describe('By CA id'),
    mayShowPrivateKeys: z.boolean(),
  }),
  annotations: READS,
  async answer({ principal }) {
    const { user, grants } = principal
    const workspace = workspaceOf(principal)
    return {
      said: `You act for ${user.email} in the workspace "${workspace?.name}", on ${grants.size} certificate authorities.`,
      data: {
        user: { id: user.id, email: user.email },
        workspace: {
          id: workspace?.id ?? '',
          name: workspace?.name ?? '',
          slug: workspace?.slug ?? '',
        },
        ...(principal.kind === 'apiKey'
          ? { apiKey: { id: principal.id, name: principal.name, prefix: principal.prefix } }
          : {}),
        ...(principal.kind === 'oauth'
          ? { oauthClient: { id: principal.clientId, name: principal.clientName } }
          : {}),
        permissions: Object.fromEntries(
          [...grants].map(([id, { canRead, canIssue, canRevoke }]) => [
            id,
            { canRead, canIssue, canRevoke },
          ]),
        ),
        mayShowPrivateKeys: principal.mayReturnPrivateKeys === true,
      },
    }
  },
})
