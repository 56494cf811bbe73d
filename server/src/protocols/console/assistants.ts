import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import type { AssistantDeed } from '../../access/assistant-activity.ts'

const tag = 'Assistants'
const base = '/console/v1/workspaces/{workspaceId}/mcp'

const endpoint = z
  .object({
    url: z.string(),
    reach: z.enum(['thisMachine', 'privateNetwork', 'publicName']),
    revisions: z.array(z.string()),
    tools: z.array(z.object({ name: z.string(), title: z.string() })),
  })
  .openapi('AssistantEndpoint')

const deed = z
  .object({
    at: z.iso.datetime(),
    action: z.string(),
    outcome: z.enum(['done', 'refused']),
    client: z.string(),
    credential: z.string(),
    certificate_id: z.string().nullable(),
    common_name: z.string().nullable(),
  })
  .openapi('AssistantDeed')

const triedStep = z
  .object({
    step: z.enum(['reach', 'signIn', 'protocol']),
    ok: z.boolean(),
    detail: z.string(),
    milliseconds: z.int(),
  })
  .openapi('TriedStep')

const describe = consoleEndpoint({
  method: 'get',
  route: base,
  operationId: 'getAssistantEndpoint',
  tag,
  summary: 'Where assistants connect, and what they can do there',
  access: 'workspace',
  response: z.object({ endpoint }),
  costs: 'request',
  answer: ({ assistants }, { exchange }) =>
    replyJson(exchange, { endpoint: assistants.endpoint() }),
})

const activity = consoleEndpoint({
  method: 'get',
  route: `${base}/activity`,
  operationId: 'listAssistantActivity',
  tag,
  summary: 'What connected assistants did lately, newest first',
  access: 'workspace',
  response: z.object({ deeds: z.array(deed) }),
  costs: 'request',
  async answer({ assistants }, { exchange, act, principal }) {
    const deeds = await assistants.activity(act, principal.workspace.id)
    return replyJson(exchange, { deeds: deeds.map(renderDeed) })
  },
})

const tryEndpoint = consoleEndpoint({
  method: 'post',
  route: `${base}/test`,
  operationId: 'testAssistantEndpoint',
  tag,
  summary: 'Look at the endpoint of assistants as a client does',
  access: 'workspace',
  response: z.object({ steps: z.array(triedStep) }),
  costs: 'request',
  async answer({ assistants }, { exchange, act }) {
    return replyJson(exchange, { steps: await assistants.tryEndpoint(act) })
  },
})

export const ASSISTANT_ENDPOINTS: readonly ConsoleEndpoint[] = [describe, activity, tryEndpoint]

function renderDeed(one: AssistantDeed): z.input<typeof deed> {
  return {
    at: new Date(one.at).toISOString(),
    action: one.action,
    outcome: one.outcome,
    client: one.client,
    credential: one.credential,
    certificate_id: one.commonName === null ? null : one.subject,
    common_name: one.commonName,
  }
}
