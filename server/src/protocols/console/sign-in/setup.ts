import { z } from '@hono/zod-openapi'
import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { text, time, timeText } from '../fields.ts'
import { replySignedIn, signedInResponse } from './schemas.ts'

const tag = 'Sign-in'
const token = text(100)

const look = consoleEndpoint({
  method: 'post',
  route: '/console/v1/setup/look',
  operationId: 'lookAtSetupLink',
  tag,
  summary: 'For whom a set-up link is',
  access: 'public',
  body: { schema: z.object({ token }) },
  response: z.object({ email: z.string(), name: z.string(), expiresAt: time() }),
  costs: 'request',
  async answer({ signIn }, { exchange, visitor, body }) {
    const { expiresAt, ...whose } = await signIn.describeSetupLink(body.token, visitor)
    return replyJson(exchange, { ...whose, expiresAt: timeText(expiresAt) })
  },
})

const redeem = consoleEndpoint({
  method: 'post',
  route: '/console/v1/setup',
  operationId: 'redeemSetupLink',
  tag,
  summary: 'Set a password with a set-up link, once, and sign in',
  access: 'public',
  body: {
    schema: z.object({ token, password: z.string().max(1024), name: text(100).optional() }),
  },
  response: signedInResponse,
  costs: 'request',
  async answer(services, { exchange, visitor, body }) {
    const { name = '', ...rest } = body
    const session = await services.signIn.redeemSetupLink({ ...rest, name }, visitor)
    return replySignedIn(services, { exchange, visitor }, session)
  },
})

export const SETUP_ENDPOINTS: readonly ConsoleEndpoint[] = [look, redeem]
