import { z } from '@hono/zod-openapi'
import { replyJson } from '../../../http/exchange.ts'
import { Problem } from '../../../pki/problem.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { oneOf, text } from '../fields.ts'
import { credentialAnswer, credentialOptions } from './passkey.ts'
import type { Proof } from '../../../access/sign-in/prove.ts'

const tag = 'Sign-in'

const proofBody = z.object({
  method: oneOf(['password', 'code', 'passkey']),
  password: z.string().max(1024).optional(),
  code: text(40).optional(),
  response: credentialAnswer.optional(),
})

const prove = consoleEndpoint({
  method: 'post',
  route: '/console/v1/session/proof',
  operationId: 'proveIdentity',
  tag,
  summary: 'Prove anew who one is, for what cannot be undone; it counts for ten minutes',
  access: 'session',
  body: { schema: proofBody },
  response: z.object({ status: z.literal('proved') }),
  costs: 'request',
  async answer({ signIn }, { exchange, act, body }) {
    await signIn.proveIdentity(act, proofFrom(body))
    return replyJson(exchange, { status: 'proved' })
  },
})

function proofFrom({ method, ...given }: z.output<typeof proofBody>): Proof {
  if (method === 'passkey') return { method, response: given.response ?? missing('response') }
  if (method === 'code') return { method, code: given.code ?? missing('code') }
  return { method, password: given.password ?? missing('password') }
}

function missing(field: string): never {
  throw new Problem('invalidRequest', `${field} is missing; it is the proof`, { field })
}

const options = consoleEndpoint({
  method: 'post',
  route: '/console/v1/session/proof/passkey-options',
  operationId: 'passkeyProofOptions',
  tag,
  summary: 'What one of the own passkeys is to sign',
  access: 'session',
  response: credentialOptions,
  costs: 'request',
  async answer({ signIn }, { exchange, act }) {
    const origin = exchange.request.header('origin')
    return replyJson(exchange, { options: await signIn.passkeyProofOptions(act, origin) })
  },
})

export const PROOF_ENDPOINTS: readonly ConsoleEndpoint[] = [prove, options]
