import { z } from '@hono/zod-openapi'
import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { text, time, timeText } from '../fields.ts'

const tag = 'Account'
const done = z.object({ status: z.literal('changed') })

const changeProfile = consoleEndpoint({
  method: 'patch',
  route: '/console/v1/account',
  operationId: 'changeProfile',
  tag,
  summary: 'Change what one is called, and in which language one is written to',
  access: 'session',
  body: {
    schema: z.object({ name: text(100).optional(), locale: text(10).nullable().optional() }),
  },
  response: done,
  costs: 'request',
  async answer({ signIn }, { exchange, act, body }) {
    await signIn.changeProfile(act, body)
    return replyJson(exchange, { status: 'changed' })
  },
})

const changePassword = consoleEndpoint({
  method: 'put',
  route: '/console/v1/account/password',
  operationId: 'changePassword',
  tag,
  summary: 'Set another password; other sessions end',
  access: 'session',
  body: { schema: z.object({ password: z.string().max(1024) }) },
  response: done,
  costs: 'request',
  async answer({ signIn }, { exchange, act, body }) {
    await signIn.changePassword(act, body.password)
    return replyJson(exchange, { status: 'changed' })
  },
})

const identity = z
  .object({ provider: z.string(), name: z.string(), email: z.string(), created_at: time() })
  .openapi('Identity')

const listIdentities = consoleEndpoint({
  method: 'get',
  route: '/console/v1/account/identities',
  operationId: 'listIdentities',
  tag,
  summary: 'Accounts elsewhere that sign one in',
  access: 'session',
  response: z.object({ identities: z.array(identity) }),
  costs: 'request',
  async answer({ signIn }, { exchange, act }) {
    const identities = await signIn.listIdentities(act)
    return replyJson(exchange, {
      identities: identities.map(({ provider, name, email, createdAt }) => ({
        provider,
        name,
        email,
        created_at: timeText(createdAt),
      })),
    })
  },
})

const unlinkIdentity = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/account/identities/{provider}',
  operationId: 'unlinkIdentity',
  tag,
  summary: 'Let an account elsewhere sign one in no longer',
  access: 'session',
  path: z.object({ provider: text(100) }),
  response: z.object({ status: z.literal('unlinked') }),
  costs: 'request',
  async answer({ signIn }, { exchange, act, path }) {
    await signIn.unlinkIdentity(act, path.provider)
    return replyJson(exchange, { status: 'unlinked' })
  },
})

export const ACCOUNT_ENDPOINTS: readonly ConsoleEndpoint[] = [
  changeProfile,
  changePassword,
  listIdentities,
  unlinkIdentity,
]
