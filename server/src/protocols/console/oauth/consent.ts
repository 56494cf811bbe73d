import { z } from '@hono/zod-openapi'
import { CONSENT_COOKIE_PATH, consentCookie } from '../../../http/consent-cookie.ts'
import { replyJson } from '../../../http/exchange.ts'
import { Problem } from '../../../pki/problem.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { text } from '../fields.ts'
import {
  agreementBody,
  agreementFrom,
  decidedSchema,
  renderRequest,
  requestSchema,
} from './schemas.ts'
import type { Exchange } from '../../../http/exchange.ts'

const tag = 'OAuth'
const requestPath = z.object({ requestId: text(100) })
const deviceBody = z.object({ userCode: text(40) })

/**
 * A request belongs to the browser that brought it: otherwise somebody could send the address of their own to another
 * user, and get what that one agrees to.
 */
function requireSameBrowser({ request }: Exchange, requestId: string): void {
  const wanted = `${consentCookie(requestId)}=${requestId}`
  const cookies = (request.header('cookie') ?? '').split(';').map((pair) => pair.trim())
  if (cookies.includes(wanted)) return
  throw new Problem(
    'notFound',
    'this request was not begun in this browser, or has expired; go back to the program and start again',
  )
}

function forgetRequest(exchange: Exchange, requestId: string): void {
  exchange.headers['Set-Cookie'] =
    `${consentCookie(requestId)}=; Path=${CONSENT_COOKIE_PATH}; Secure; HttpOnly; SameSite=Lax; Max-Age=0`
}

const getRequest = consoleEndpoint({
  method: 'get',
  route: '/console/v1/oauth/requests/{requestId}',
  operationId: 'getOAuthRequest',
  tag,
  summary: 'What a program asks for',
  access: 'session',
  path: requestPath,
  response: z.object({ request: requestSchema }),
  costs: 'request',
  async answer({ programs }, { exchange, act, path }) {
    requireSameBrowser(exchange, path.requestId)
    const request = await programs.request(act, path)
    return replyJson(exchange, { request: renderRequest(request) })
  },
})

const refuseRequest = consoleEndpoint({
  method: 'post',
  route: '/console/v1/oauth/requests/{requestId}/refuse',
  operationId: 'refuseOAuthRequest',
  tag,
  summary: 'Do not let the program in',
  access: 'session',
  path: requestPath,
  response: decidedSchema,
  costs: 'request',
  async answer({ programs }, { exchange, act, path }) {
    requireSameBrowser(exchange, path.requestId)
    const location = await programs.refuse(act, path)
    forgetRequest(exchange, path.requestId)
    return replyJson(exchange, { location })
  },
})

const agreeToRequest = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/oauth/requests/{requestId}/agree',
  operationId: 'agreeToOAuthRequest',
  tag,
  summary: 'Let the program in, in this workspace and with these permissions',
  access: 'workspace',
  path: requestPath,
  body: { schema: agreementBody },
  response: decidedSchema,
  costs: 'request',
  async answer({ programs }, { exchange, act, path, body }) {
    requireSameBrowser(exchange, path.requestId)
    const name = { requestId: path.requestId }
    const location = await programs.agree(act, name, agreementFrom(body))
    forgetRequest(exchange, path.requestId)
    return replyJson(exchange, { location })
  },
})

const findDevice = consoleEndpoint({
  method: 'post',
  route: '/console/v1/oauth/devices/find',
  operationId: 'findOAuthDevice',
  tag,
  summary: 'What the device asks for that shows this code',
  access: 'session',
  body: { schema: deviceBody },
  response: z.object({ request: requestSchema }),
  costs: 'request',
  async answer({ programs }, { exchange, act, body }) {
    const request = await programs.request(act, body)
    return replyJson(exchange, { request: renderRequest(request) })
  },
})

const refuseDevice = consoleEndpoint({
  method: 'post',
  route: '/console/v1/oauth/devices/refuse',
  operationId: 'refuseOAuthDevice',
  tag,
  summary: 'Do not let the device in',
  access: 'session',
  body: { schema: deviceBody },
  response: decidedSchema,
  costs: 'request',
  async answer({ programs }, { exchange, act, body }) {
    return replyJson(exchange, { location: await programs.refuse(act, body) })
  },
})

const agreeToDevice = consoleEndpoint({
  method: 'post',
  route: '/console/v1/workspaces/{workspaceId}/oauth/devices/agree',
  operationId: 'agreeToOAuthDevice',
  tag,
  summary: 'Let the device in, in this workspace and with these permissions',
  access: 'workspace',
  body: { schema: agreementBody.extend(deviceBody.shape) },
  response: decidedSchema,
  costs: 'request',
  async answer({ programs }, { exchange, act, body }) {
    const { userCode } = body
    return replyJson(exchange, {
      location: await programs.agree(act, { userCode }, agreementFrom(body)),
    })
  },
})

const choice = z
  .object({
    id: z.uuid(),
    name: z.string(),
    common_name: z.string(),
    depth: z.int(),
    parent_ca_id: z.uuid().nullable(),
    has_passphrase: z.boolean(),
  })
  .openapi('OAuthChoice')

const getChoices = consoleEndpoint({
  method: 'get',
  route: '/console/v1/workspaces/{workspaceId}/oauth/choices',
  operationId: 'getOAuthChoices',
  tag,
  summary: 'What a program can be let do in this workspace',
  access: 'workspace',
  response: z.object({ plan: z.enum(['free', 'pro']), authorities: z.array(choice) }),
  costs: 'request',
  async answer({ programs }, { exchange, act }) {
    const { plan, authorities } = await programs.choices(act)
    return replyJson(exchange, {
      plan,
      authorities: authorities.map((authority) => ({
        id: authority.id,
        name: authority.name,
        common_name: authority.commonName,
        depth: authority.depth,
        parent_ca_id: authority.parentId,
        has_passphrase: authority.hasPassphrase,
      })),
    })
  },
})

export const CONSENT_ENDPOINTS: readonly ConsoleEndpoint[] = [
  getRequest,
  refuseRequest,
  agreeToRequest,
  findDevice,
  refuseDevice,
  agreeToDevice,
  getChoices,
]
