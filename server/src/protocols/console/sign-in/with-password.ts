import { z } from '@hono/zod-openapi'
import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { text } from '../fields.ts'
import { replySignedIn, signedInResponse } from './schemas.ts'

const tag = 'Sign-in'

const withPassword = consoleEndpoint({
  method: 'post',
  route: '/console/v1/sign-in/password',
  operationId: 'signInWithPassword',
  tag,
  summary: 'Sign in with a password; where there is a second factor, get a ticket for it',
  access: 'public',
  body: { schema: z.object({ email: text(300), password: z.string().max(1024) }) },
  response: z.object({
    status: z.enum(['signedIn', 'secondFactor']),
    expiresAt: z.string().optional(),
    ticket: z.string().optional(),
  }),
  costs: 'request',
  async answer(services, { exchange, visitor, body }) {
    const outcome = await services.signIn.signInWithPassword(body, visitor)
    if (outcome.kind === 'signedIn')
      return replySignedIn(services, { exchange, visitor }, outcome.session)
    return replyJson(exchange, { status: 'secondFactor', ticket: outcome.ticket.reveal() })
  },
})

const withCode = consoleEndpoint({
  method: 'post',
  route: '/console/v1/sign-in/code',
  operationId: 'signInWithCode',
  tag,
  summary: 'Finish signing in with a code of the authenticator app, or a recovery code',
  access: 'public',
  body: { schema: z.object({ ticket: text(100), code: text(40) }) },
  response: signedInResponse,
  costs: 'request',
  async answer(services, { exchange, visitor, body }) {
    const session = await services.signIn.signInWithCode(body, visitor)
    return replySignedIn(services, { exchange, visitor }, session)
  },
})

export const PASSWORD_ENDPOINTS: readonly ConsoleEndpoint[] = [withPassword, withCode]
