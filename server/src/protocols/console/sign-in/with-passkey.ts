import { z } from '@hono/zod-openapi'
import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { credentialAnswer, credentialOptions } from './passkey.ts'
import { replySignedIn, signedInResponse } from './schemas.ts'

const tag = 'Sign-in'

const options = consoleEndpoint({
  method: 'post',
  route: '/console/v1/sign-in/passkey/options',
  operationId: 'passkeySignInOptions',
  tag,
  summary: 'What an authenticator is to sign; nobody is named',
  access: 'public',
  response: credentialOptions,
  costs: 'request',
  async answer({ signIn }, { exchange, visitor }) {
    const origin = exchange.request.header('origin')
    return replyJson(exchange, { options: await signIn.passkeySignInOptions(origin, visitor) })
  },
})

const withPasskey = consoleEndpoint({
  method: 'post',
  route: '/console/v1/sign-in/passkey',
  operationId: 'signInWithPasskey',
  tag,
  summary: 'Sign in with what the authenticator signed',
  access: 'public',
  body: { schema: z.object({ response: credentialAnswer }) },
  response: signedInResponse,
  costs: 'request',
  async answer(services, { exchange, visitor, body }) {
    const session = await services.signIn.signInWithPasskey(body.response, visitor)
    return replySignedIn(services, { exchange, visitor }, session)
  },
})

export const PASSKEY_SIGN_IN_ENDPOINTS: readonly ConsoleEndpoint[] = [options, withPasskey]
