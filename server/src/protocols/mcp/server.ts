import { McpServer } from '@modelcontextprotocol/server'
import { mayAnywhere, type Caller } from './caller.ts'
import { instructionsFor } from './instructions.ts'
import { registerPrompts } from './prompts.ts'
import { registerResources } from './resources.ts'
import type { McpServices } from './dependencies.ts'
import { registerTool } from './tool.ts'
import { TOOLS } from './tools.ts'

/** What is served, newest first; a client that asks for an older one is offered 2025-11-25. */
export const REVISIONS = ['2026-07-28', '2025-11-25', '2025-06-18'] as const

/** How long a person is waited for where the question holds a connection. */
const QUESTION_MILLISECONDS = 5 * 60_000

/** One server for one message: it holds only the tools that its caller may use. */
export function createServer(services: McpServices, caller: Caller): McpServer {
  const server = new McpServer(
    { name: 'certman', title: 'Certman', version: services.version },
    {
      instructions: instructionsFor(caller.principal),
      supportedProtocolVersions: [...REVISIONS],
      requestState: { verify: (state) => verifyState(services, caller, state) },
      inputRequired: { roundTimeoutMs: QUESTION_MILLISECONDS },
    },
  )
  for (const tool of TOOLS) {
    if (tool.needs !== null && !mayAnywhere(caller.principal, tool.needs)) continue
    registerTool(server, services, tool)
  }
  if (mayAnywhere(caller.principal, 'read')) {
    registerResources(server, services)
    registerPrompts(server, caller)
  }
  services.mcp.fixtures?.register(server)
  // What there is changes only with the credential, of which a connection has one: nothing is announced.
  const { tools, resources, prompts } = server.server.getCapabilities()
  server.server.registerCapabilities({
    ...(tools && { tools: { listChanged: false } }),
    ...(resources && { resources: { listChanged: false } }),
    ...(prompts && { prompts: { listChanged: false } }),
  })
  return server
}

/** What comes back with a person's answer must be what was handed out with the question (MCP 2026-07-28, multi round-trip requests). */
function verifyState({ mcp }: McpServices, { principal }: Caller, state: string): void {
  if (mcp.fixtures) mcp.fixtures.verifyState(state)
  else mcp.confirmations.verify(principal, state)
}
