import { createMcpHandler } from '@modelcontextprotocol/server'
import type { Act } from '../../ca/certification-authority.ts'
import type { CredentialPrincipal } from '../../pki/principal.ts'
import { authInfoOf } from './caller.ts'
import { REVISIONS, createServer } from './server.ts'
import type { McpServices } from './dependencies.ts'

const [NEWEST] = REVISIONS

/** Asks the protocol itself, without a network, which tools somebody would find. @returns their names */
export async function rehearse(
  services: McpServices,
  principal: CredentialPrincipal,
  requestId: Act['requestId'],
): Promise<readonly string[]> {
  const act: Act = { principal, requestId, via: { face: 'mcp', client: 'certman dashboard' } }
  const caller = { principal, act, asksPeople: false }
  const handler = createMcpHandler(() => createServer(services, caller))
  const params = {
    _meta: {
      'io.modelcontextprotocol/protocolVersion': NEWEST,
      'io.modelcontextprotocol/clientInfo': { name: 'certman dashboard', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  }
  const response = await handler.fetch(
    new Request('http://localhost/mcp', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        'MCP-Protocol-Version': NEWEST,
        'Mcp-Method': 'tools/list',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params }),
    }),
    { authInfo: authInfoOf(caller) },
  )
  const answer = (await response.json()) as {
    readonly result?: { readonly tools?: readonly { readonly name: string }[] }
  }
  await handler.close()
  return (answer.result?.tools ?? []).map(({ name }) => name)
}
