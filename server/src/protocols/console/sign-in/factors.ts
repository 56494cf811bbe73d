import { z } from '@hono/zod-openapi'
import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { optionalTime, text, time, timeText, uuid } from '../fields.ts'
import { credentialAnswer, credentialOptions } from './passkey.ts'
import type { Passkey } from '../../../access/sign-in/sign-in.ts'

const tag = 'Account'
const passkeyPath = z.object({ passkeyId: uuid() })

const passkey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    created_at: time(),
    last_used_at: time().nullable(),
    /** Whether it is kept beyond the one device. */
    is_backed_up: z.boolean(),
  })
  .openapi('Passkey')

function renderPasskey(one: Passkey): z.input<typeof passkey> {
  return {
    id: one.id,
    name: one.name,
    created_at: timeText(one.createdAt),
    last_used_at: optionalTime(one.lastUsedAt),
    is_backed_up: one.isBackedUp,
  }
}

const listPasskeys = consoleEndpoint({
  method: 'get',
  route: '/console/v1/account/passkeys',
  operationId: 'listPasskeys',
  tag,
  summary: 'One’s own passkeys',
  access: 'session',
  response: z.object({ passkeys: z.array(passkey) }),
  costs: 'request',
  async answer({ signIn }, { exchange, act }) {
    const passkeys = await signIn.listPasskeys(act)
    return replyJson(exchange, { passkeys: passkeys.map((one) => renderPasskey(one)) })
  },
})

const options = consoleEndpoint({
  method: 'post',
  route: '/console/v1/account/passkeys/options',
  operationId: 'passkeyOptions',
  tag,
  summary: 'What an authenticator needs to make a passkey',
  access: 'session',
  response: credentialOptions,
  costs: 'request',
  async answer({ signIn }, { exchange, act }) {
    const origin = exchange.request.header('origin')
    return replyJson(exchange, { options: await signIn.passkeyOptions(act, origin) })
  },
})

const add = consoleEndpoint({
  method: 'post',
  route: '/console/v1/account/passkeys',
  operationId: 'addPasskey',
  tag,
  summary: 'Add the passkey that the authenticator made',
  access: 'session',
  body: { schema: z.object({ name: text(200), response: credentialAnswer }) },
  response: z.object({ passkey }),
  costs: 'request',
  answer: async ({ signIn }, { exchange, act, body }) =>
    replyJson(exchange, { passkey: renderPasskey(await signIn.addPasskey(act, body)) }),
})

const rename = consoleEndpoint({
  method: 'patch',
  route: '/console/v1/account/passkeys/{passkeyId}',
  operationId: 'renamePasskey',
  tag,
  summary: 'Call a passkey otherwise',
  access: 'session',
  path: passkeyPath,
  body: { schema: z.object({ name: text(200) }) },
  response: z.object({ status: z.literal('renamed') }),
  costs: 'request',
  async answer({ signIn }, { exchange, act, path, body }) {
    await signIn.renamePasskey(act, { ...path, ...body })
    return replyJson(exchange, { status: 'renamed' })
  },
})

const remove = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/account/passkeys/{passkeyId}',
  operationId: 'removePasskey',
  tag,
  summary: 'Let a passkey sign one in no longer',
  access: 'session',
  path: passkeyPath,
  response: z.object({ status: z.literal('removed') }),
  costs: 'request',
  async answer({ signIn }, { exchange, act, path }) {
    await signIn.removePasskey(act, path.passkeyId)
    return replyJson(exchange, { status: 'removed' })
  },
})

const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

const offerApp = consoleEndpoint({
  method: 'post',
  route: '/console/v1/account/authenticator-app',
  operationId: 'offerAuthenticatorApp',
  tag,
  summary: 'A new secret for an authenticator app (RFC 6238); in force once a code of it was given',
  access: 'session',
  response: z.object({ secret: z.string(), uri: z.string() }),
  costs: 'request',
  answer: async ({ signIn }, { exchange, act }) =>
    replyJson(exchange, await signIn.offerAuthenticatorApp(act)),
})

const confirmApp = consoleEndpoint({
  method: 'post',
  route: '/console/v1/account/authenticator-app/confirm',
  operationId: 'confirmAuthenticatorApp',
  tag,
  summary: 'Give a first code of the app; the recovery codes are shown now and never again',
  access: 'session',
  body: { schema: z.object({ code: text(40) }) },
  response: recoveryCodes,
  costs: 'request',
  async answer({ signIn }, { exchange, act, body }) {
    const codes = await signIn.confirmAuthenticatorApp(act, body.code)
    return replyJson(exchange, { recoveryCodes: codes })
  },
})

const removeApp = consoleEndpoint({
  method: 'delete',
  route: '/console/v1/account/authenticator-app',
  operationId: 'removeAuthenticatorApp',
  tag,
  summary: 'Ask for no code any more; the recovery codes go with it',
  access: 'session',
  response: z.object({ status: z.literal('removed') }),
  costs: 'request',
  async answer({ signIn }, { exchange, act }) {
    await signIn.removeAuthenticatorApp(act)
    return replyJson(exchange, { status: 'removed' })
  },
})

const replaceCodes = consoleEndpoint({
  method: 'post',
  route: '/console/v1/account/recovery-codes',
  operationId: 'replaceRecoveryCodes',
  tag,
  summary: 'New recovery codes; the former ones are worth nothing',
  access: 'session',
  response: recoveryCodes,
  costs: 'request',
  answer: async ({ signIn }, { exchange, act }) =>
    replyJson(exchange, { recoveryCodes: await signIn.replaceRecoveryCodes(act) }),
})

export const FACTOR_ENDPOINTS: readonly ConsoleEndpoint[] = [
  listPasskeys,
  options,
  add,
  rename,
  remove,
  offerApp,
  confirmApp,
  removeApp,
  replaceCodes,
]
