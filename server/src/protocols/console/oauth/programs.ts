import { z } from '@hono/zod-openapi'
import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { text, uuid } from '../fields.ts'
import { clientSchema, grantSchema, renderClient, renderGrant } from './schemas.ts'

const tag = 'OAuth'
const base = '/console/v1/workspaces/{workspaceId}/oauth'
const clientPath = z.object({ clientId: text(100) })
const withSecret = z.object({
  client: clientSchema,
  client_secret: z.string().openapi({ description: 'Shown once' }),
})

const listGrants = consoleEndpoint({
  method: 'get',
  route: `${base}/grants`,
  operationId: 'listOAuthGrants',
  tag,
  summary: 'Programs that were let in: by oneself; for owners and admins by everybody',
  access: 'workspace',
  response: z.object({ grants: z.array(grantSchema) }),
  costs: 'request',
  async answer({ programs }, { exchange, act }) {
    const grants = await programs.grants(act)
    return replyJson(exchange, { grants: grants.map((grant) => renderGrant(grant)) })
  },
})

const endGrant = consoleEndpoint({
  method: 'delete',
  route: `${base}/grants/{grantId}`,
  operationId: 'endOAuthGrant',
  tag,
  summary: 'Shut a program out; effective at once',
  access: 'workspace',
  path: z.object({ grantId: uuid() }),
  response: z.object({ message: z.string() }),
  costs: 'request',
  async answer({ programs }, { exchange, act, path }) {
    await programs.endGrant(act, path.grantId)
    return replyJson(exchange, { message: 'the program has no access any more' })
  },
})

const listClients = consoleEndpoint({
  method: 'get',
  route: `${base}/clients`,
  operationId: 'listOAuthClients',
  tag,
  summary: 'The OAuth clients that were made in this workspace',
  access: 'workspace',
  response: z.object({ clients: z.array(clientSchema) }),
  costs: 'request',
  async answer({ programs }, { exchange, act }) {
    const clients = await programs.clients(act)
    return replyJson(exchange, { clients: clients.map((client) => renderClient(client)) })
  },
})

const createClient = consoleEndpoint({
  method: 'post',
  route: `${base}/clients`,
  operationId: 'createOAuthClient',
  tag,
  summary: 'Make an OAuth client; its secret is shown once',
  access: 'workspace',
  body: {
    schema: z.object({
      name: text(400),
      redirectUris: z.array(text(2000)).max(50, { error: 'must have at most 50 members' }),
    }),
  },
  response: withSecret,
  costs: 'request',
  async answer({ programs }, { exchange, act, body }) {
    const { client, secret } = await programs.createClient(act, body)
    return replyJson(exchange, { client: renderClient(client), client_secret: secret.reveal() })
  },
})

const replaceSecret = consoleEndpoint({
  method: 'post',
  route: `${base}/clients/{clientId}/secret`,
  operationId: 'replaceOAuthClientSecret',
  tag,
  summary: 'Give an OAuth client a new secret, shown once; the former one ends',
  access: 'workspace',
  path: clientPath,
  response: withSecret,
  costs: 'request',
  async answer({ programs }, { exchange, act, path }) {
    const { client, secret } = await programs.replaceSecret(act, path.clientId)
    return replyJson(exchange, { client: renderClient(client), client_secret: secret.reveal() })
  },
})

const deleteClient = consoleEndpoint({
  method: 'delete',
  route: `${base}/clients/{clientId}`,
  operationId: 'deleteOAuthClient',
  tag,
  summary: 'Delete an OAuth client; whatever was granted to it ends',
  access: 'workspace',
  path: clientPath,
  response: z.object({ message: z.string() }),
  costs: 'request',
  async answer({ programs }, { exchange, act, path }) {
    await programs.deleteClient(act, path.clientId)
    return replyJson(exchange, { message: 'the OAuth client is deleted' })
  },
})

export const PROGRAM_ENDPOINTS: readonly ConsoleEndpoint[] = [
  listGrants,
  endGrant,
  listClients,
  createClient,
  replaceSecret,
  deleteClient,
]
