import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import { flag, optionalTime, text, time, timeText, uuid } from './fields.ts'
import type { ListedUser } from '../../access/administration.ts'

const tag = 'Users'
const path = z.object({ userId: uuid() })

const user = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    created_at: time(),
    is_operator: z.boolean(),
    deactivated_at: time().nullable(),
    has_second_factor: z.boolean(),
    can_sign_in: z.boolean(),
    last_seen_at: time().nullable(),
    workspaces: z.number().int(),
  })
  .openapi('InstanceUser')

const link = { setupLink: z.string(), expiresAt: time() }

const list = consoleEndpoint({
  method: 'get',
  route: '/console/v1/instance/users',
  operationId: 'listUsers',
  tag,
  summary: 'Everybody on the instance',
  access: 'instance',
  response: z.object({ users: z.array(user) }),
  costs: 'request',
  answer: async ({ administration }, { exchange, act }) =>
    replyJson(exchange, { users: (await administration.listUsers(act)).map(render) }),
})

const create = consoleEndpoint({
  method: 'post',
  route: '/console/v1/instance/users',
  operationId: 'createUser',
  tag,
  summary: 'A new user, with the link under which they choose a password or passkey',
  access: 'instance',
  body: { schema: z.object({ email: text(254) }) },
  response: z.object({ user, ...link }),
  costs: 'request',
  async answer({ administration }, { exchange, act, body }) {
    const made = await administration.addUser(act, body)
    return replyJson(exchange, {
      user: render(made.user),
      setupLink: made.link.reveal(),
      expiresAt: timeText(made.expiresAt),
    })
  },
})

const change = consoleEndpoint({
  method: 'patch',
  route: '/console/v1/instance/users/{userId}',
  operationId: 'changeUser',
  tag,
  summary: 'Make somebody an operator or no longer one, deactivate them or let them in again',
  access: 'instance',
  path,
  body: { schema: z.object({ isOperator: flag().optional(), isActive: flag().optional() }) },
  response: z.object({ user }),
  costs: 'request',
  answer: async ({ administration }, { exchange, act, path: { userId }, body }) =>
    replyJson(exchange, {
      user: render(await administration.changeUser(act, { ...body, userId })),
    }),
})

const setupLink = consoleEndpoint({
  method: 'post',
  route: '/console/v1/instance/users/{userId}/setup-link',
  operationId: 'createSetupLink',
  tag,
  summary: 'A link under which somebody chooses anew what they sign in with; shown once',
  access: 'instance',
  path,
  response: z.object(link),
  costs: 'request',
  async answer({ administration }, { exchange, act, path: { userId } }) {
    const made = await administration.makeSetupLink(act, userId)
    return replyJson(exchange, {
      setupLink: made.link.reveal(),
      expiresAt: timeText(made.expiresAt),
    })
  },
})

export const USER_ENDPOINTS: readonly ConsoleEndpoint[] = [list, create, change, setupLink]

function render(listed: ListedUser): z.input<typeof user> {
  return {
    id: listed.id,
    email: listed.email,
    name: listed.name,
    created_at: timeText(listed.createdAt),
    is_operator: listed.isOperator,
    deactivated_at: optionalTime(listed.deactivatedAt),
    has_second_factor: listed.hasSecondFactor,
    can_sign_in: listed.canSignIn,
    last_seen_at: optionalTime(listed.lastSeenAt),
    workspaces: listed.workspaces,
  }
}
