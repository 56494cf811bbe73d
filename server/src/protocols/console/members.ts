import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { ROLES } from '../../pki/member.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { oneOf, optionalTime, time, uuid } from './fields.ts'
import type { Person } from '../../access/administration.ts'

const tag = 'Members'
const path = z.object({ userId: uuid() })

const member = z
  .object({
    user_id: z.uuid(),
    email: z.string(),
    role: z.enum(ROLES),
    joined_at: time().nullable(),
    last_seen_at: time().nullable(),
    has_second_factor: z.boolean(),
  })
  .openapi('Member')

const list = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/members',
  operationId: 'listMembers',
  tag,
  summary: 'Who belongs to the workspace',
  access: 'workspace',
  response: z.object({ members: z.array(member) }),
  costs: 'request',
  async answer({ administration }, { exchange, act, principal }) {
    const people = await administration.listMembers(act, principal.workspace.id)
    return replyJson(exchange, { members: people.map(render) })
  },
})

const change = consoleEndpoint({
  method: 'patch',
  route: '/console/v1/workspaces/{workspaceId}/members/{userId}',
  operationId: 'changeMemberRole',
  tag,
  summary: 'Give a member another role; the last owner stays one',
  access: 'workspace',
  path,
  body: { schema: z.object({ role: oneOf(ROLES) }) },
  response: z.object({ member }),
  costs: 'request',
  async answer({ administration }, { exchange, act, principal, path: { userId }, body }) {
    const workspaceId = principal.workspace.id
    const person = await administration.changeRole(act, { workspaceId, userId, role: body.role })
    return replyJson(exchange, { member: render(person) })
  },
})

const remove = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/workspaces/{workspaceId}/members/{userId}',
  operationId: 'removeMember',
  tag,
  summary: 'Take a member out, or leave; their API keys and OAuth grants end at once',
  access: 'workspace',
  path,
  response: z.object({ apiKeys: z.number().int(), oauthGrants: z.number().int() }),
  costs: 'request',
  async answer({ administration }, { exchange, act, principal, path: { userId } }) {
    const workspaceId = principal.workspace.id
    const { apiKeys, oauthGrants } = await administration.removeMember(act, { workspaceId, userId })
    return replyJson(exchange, { apiKeys, oauthGrants })
  },
})

export const MEMBER_ENDPOINTS: readonly ConsoleEndpoint[] = [list, change, remove]

function render(person: Person): z.input<typeof member> {
  return {
    user_id: person.userId,
    email: person.email,
    role: person.role,
    joined_at: optionalTime(person.joinedAt),
    last_seen_at: optionalTime(person.lastSeenAt),
    has_second_factor: person.hasSecondFactor,
  }
}
