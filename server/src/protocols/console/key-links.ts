import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { parseUuid, type Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import { consoleEndpoint, type ConsoleEndpoint } from './endpoint.ts'
import type { WaitingKey } from '../../access/key-links.ts'

const tag = 'Key links'
const path = z.object({ keyLinkId: z.string() })

const keyLink = z
  .object({
    id: z.uuid(),
    workspace_id: z.uuid(),
    certificate_id: z.uuid(),
    common_name: z.string(),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
  })
  .openapi('KeyLink')

const look = consoleEndpoint({
  method: 'get',
  route: '/console/v1/key-links/{keyLinkId}',
  operationId: 'getKeyLink',
  tag,
  summary: 'What private key waits under this link for the person who is signed in',
  access: 'session',
  path,
  response: z.object({ keyLink }),
  costs: 'request',
  answer: async ({ keyLinks }, { exchange, principal, path: { keyLinkId } }) =>
    replyJson(exchange, {
      keyLink: renderKeyLink(await keyLinks.look(principal, idOf(keyLinkId))),
    }),
})

const open = consoleEndpoint({
  method: 'post',
  route: '/console/v1/key-links/{keyLinkId}/open',
  operationId: 'openKeyLink',
  tag,
  summary: 'Give the private key once, and erase it',
  access: 'session',
  path,
  response: z.object({ keyLink, privateKey: z.string() }),
  costs: 'request',
  async answer({ keyLinks }, { exchange, act, path: { keyLinkId } }) {
    const opened = await keyLinks.open(act, idOf(keyLinkId))
    return replyJson(exchange, {
      keyLink: renderKeyLink(opened),
      privateKey: opened.privateKeyPem.reveal(),
    })
  },
})

export const KEY_LINK_ENDPOINTS: readonly ConsoleEndpoint[] = [look, open]

function renderKeyLink(waiting: WaitingKey): z.input<typeof keyLink> {
  return {
    id: waiting.id,
    workspace_id: waiting.workspaceId,
    certificate_id: waiting.certificateId,
    common_name: waiting.commonName,
    created_at: new Date(waiting.createdAt).toISOString(),
    expires_at: new Date(waiting.expiresAt).toISOString(),
  }
}

/** What is no id is answered as an unknown one: an address that was copied badly deserves the same words. */
function idOf(text: string): Uuid {
  const id = parseUuid(text)
  if (id !== undefined) return id
  throw new Problem(
    'notFound',
    'this is no address of a private key; copy the whole link from the answer of the assistant',
  )
}
