import { z } from '@hono/zod-openapi'
import { replyJson } from '../../../http/exchange.ts'
import { forgetSession } from '../cookie.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { time, timeText, uuid } from '../fields.ts'
import { renderSession, sessionResponse } from './schemas.ts'

const tag = 'Sign-in'

const getSession = consoleEndpoint({
  method: 'get',
  route: '/console/v1/session',
  operationId: 'getSession',
  tag,
  summary: 'Who is signed in, where they may go, and the token for what changes something',
  access: 'session',
  response: sessionResponse,
  costs: 'request',
  async answer({ signIn }, { exchange, principal, csrfToken }) {
    const session = await signIn.currentSession(principal)
    return replyJson(exchange, renderSession(session, principal, csrfToken))
  },
})

const signOut = consoleEndpoint({
  method: 'post',
  route: '/console/v1/sign-out',
  operationId: 'signOut',
  tag,
  summary: 'End the session',
  access: 'session',
  response: z.object({ status: z.literal('signedOut') }),
  costs: 'request',
  async answer({ signIn }, { exchange, act }) {
    await signIn.signOut(act)
    forgetSession(exchange)
    return replyJson(exchange, { status: 'signedOut' })
  },
})

const listedSession = z
  .object({
    id: z.uuid(),
    method: z.enum(['setupLink', 'password', 'passkey', 'provider']),
    created_at: time(),
    last_seen_at: time(),
    ends_at: time(),
    address: z.string(),
    user_agent: z.string(),
    has_second_factor: z.boolean(),
    is_current: z.boolean(),
  })
  .openapi('ListedSession')

const listSessions = consoleEndpoint({
  method: 'get',
  route: '/console/v1/account/sessions',
  operationId: 'listSessions',
  tag,
  summary: 'Where one is signed in',
  access: 'session',
  response: z.object({ sessions: z.array(listedSession) }),
  costs: 'request',
  async answer({ signIn }, { exchange, act, principal }) {
    const sessions = await signIn.listSessions(act)
    return replyJson(exchange, {
      sessions: sessions.map((session) => ({
        id: session.id,
        method: session.method,
        created_at: timeText(session.createdAt),
        last_seen_at: timeText(session.lastSeenAt),
        ends_at: timeText(Math.min(session.expiresAt, session.idleUntil)),
        address: session.address,
        user_agent: session.userAgent,
        has_second_factor: session.hasSecondFactor,
        is_current: session.id === principal.sessionId,
      })),
    })
  },
})

const endSession = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/account/sessions/{sessionId}',
  operationId: 'endSession',
  tag,
  summary: 'Sign out elsewhere',
  access: 'session',
  path: z.object({ sessionId: uuid() }),
  response: z.object({ status: z.literal('ended') }),
  costs: 'request',
  async answer({ signIn }, { exchange, act, path }) {
    await signIn.endSession(act, path.sessionId)
    return replyJson(exchange, { status: 'ended' })
  },
})

const endOtherSessions = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/account/sessions',
  operationId: 'endOtherSessions',
  tag,
  summary: 'Sign out everywhere else',
  access: 'session',
  response: z.object({ ended: z.number().int() }),
  costs: 'request',
  answer: async ({ signIn }, { exchange, act }) =>
    replyJson(exchange, { ended: await signIn.endOtherSessions(act) }),
})

export const SESSION_ENDPOINTS: readonly ConsoleEndpoint[] = [
  getSession,
  signOut,
  listSessions,
  endSession,
  endOtherSessions,
]
