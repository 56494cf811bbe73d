import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { MAIL_LANGUAGES } from '../../access/mailer.ts'
import { ROLES } from '../../pki/member.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { oneOf, optionalTime, text, time, timeText, uuid } from './fields.ts'
import type { Invited, StoredInvitation } from '../../access/administration.ts'

const tag = 'Invitations'
const path = z.object({ invitationId: uuid() })
/** 32 octets as base64url. */
const token = { schema: z.object({ token: text(100) }) }

const invitation = z
  .object({
    id: z.uuid(),
    email: z.string(),
    role: z.enum(ROLES),
    invited_by: z.string().nullable(),
    created_at: time(),
    expires_at: time(),
    sent_at: time().nullable(),
  })
  .openapi('Invitation')

const invited = z.object({
  invitation,
  /** Shown once. */
  link: z.string(),
  mail: z.enum(['sent', 'failed', 'notConfigured']),
})

const list = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/invitations',
  operationId: 'listInvitations',
  tag,
  summary: 'Invitations that are open, and those that have expired',
  access: 'workspace',
  response: z.object({ invitations: z.array(invitation) }),
  costs: 'request',
  async answer({ administration }, { exchange, act, principal }) {
    const open = await administration.listInvitations(act, principal.workspace.id)
    return replyJson(exchange, { invitations: open.map(render) })
  },
})

const create = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/invitations',
  operationId: 'createInvitation',
  tag,
  summary: 'Invite an address; the link is shown once, and sent where there is a mail server',
  access: 'workspace',
  body: {
    schema: z.object({
      email: text(254),
      role: oneOf(ROLES),
      language: oneOf(MAIL_LANGUAGES).default('en'),
    }),
  },
  response: invited,
  costs: 'request',
  async answer({ administration }, { exchange, act, principal, body }) {
    const workspaceId = principal.workspace.id
    const made = await administration.createInvitation(act, { ...body, workspaceId })
    return replyJson(exchange, renderInvited(made))
  },
})

const renew = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/invitations/{invitationId}/renew',
  operationId: 'renewInvitation',
  tag,
  summary: 'A new link and seven more days; the former link ends',
  access: 'workspace',
  path,
  body: { schema: z.object({ language: oneOf(MAIL_LANGUAGES).default('en') }) },
  response: invited,
  costs: 'request',
  async answer({ administration }, { exchange, act, principal, path: { invitationId }, body }) {
    const renewed = await administration.renewInvitation(act, {
      workspaceId: principal.workspace.id,
      id: invitationId,
      language: body.language,
    })
    return replyJson(exchange, renderInvited(renewed))
  },
})

const revoke = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/workspaces/{workspaceId}/invitations/{invitationId}',
  operationId: 'revokeInvitation',
  tag,
  summary: 'Withdraw an invitation',
  access: 'workspace',
  path,
  response: z.object({}),
  costs: 'request',
  async answer({ administration }, { exchange, act, principal, path: { invitationId } }) {
    await administration.revokeInvitation(act, {
      workspaceId: principal.workspace.id,
      id: invitationId,
    })
    return replyJson(exchange, {})
  },
})

const inspect = consoleEndpoint({
  method: 'post',
  route: '/console/v1/invitations/inspect',
  operationId: 'inspectInvitation',
  tag,
  summary: 'What an invitation is for, to whoever holds its link',
  access: 'public',
  body: token,
  response: z.object({
    workspaceName: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    invitedBy: z.string().nullable(),
    expiresAt: time(),
    hasAccount: z.boolean(),
  }),
  costs: 'request',
  async answer({ administration }, { exchange, body }) {
    const found = await administration.inspectInvitation(body.token)
    return replyJson(exchange, { ...found, expiresAt: timeText(found.expiresAt) })
  },
})

const accept = consoleEndpoint({
  method: 'post',
  route: '/console/v1/invitations/accept',
  operationId: 'acceptInvitation',
  tag,
  summary: 'Become a member; for the very address that was invited',
  access: 'session',
  body: token,
  response: z.object({
    workspace: z.object({ id: z.uuid(), name: z.string(), slug: z.string() }),
  }),
  costs: 'request',
  async answer({ administration }, { exchange, act, body }) {
    const { id, name, slug } = await administration.acceptInvitation(act, body.token)
    return replyJson(exchange, { workspace: { id, name, slug } })
  },
})

const acceptAsNew = consoleEndpoint({
  method: 'post',
  route: '/console/v1/invitations/accept-as-new',
  operationId: 'acceptInvitationAsNewPerson',
  tag,
  summary:
    'Become a user and a member; answers with the link under which to choose a password or passkey',
  access: 'public',
  body: token,
  response: z.object({ setupLink: z.string() }),
  costs: 'request',
  async answer({ administration }, { exchange, visitor, body }) {
    const link = await administration.acceptAsNewPerson(visitor, body.token)
    return replyJson(exchange, { setupLink: link.reveal() })
  },
})

export const INVITATION_ENDPOINTS: readonly ConsoleEndpoint[] = [
  list,
  create,
  renew,
  revoke,
  inspect,
  accept,
  acceptAsNew,
]

function render(stored: StoredInvitation): z.input<typeof invitation> {
  return {
    id: stored.id,
    email: stored.email,
    role: stored.role,
    invited_by: stored.invitedByEmail,
    created_at: timeText(stored.createdAt),
    expires_at: timeText(stored.expiresAt),
    sent_at: optionalTime(stored.sentAt),
  }
}

function renderInvited(made: Invited): z.input<typeof invited> {
  return { invitation: render(made.invitation), link: made.link.reveal(), mail: made.mail }
}
