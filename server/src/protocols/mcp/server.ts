import { McpServer } from '@modelcontextprotocol/server'
import { mayAnywhere, type Caller } from './caller.ts'
import { registerPrompts } from './prompts.ts'
import { registerResources } from './resources.ts'
import type { McpServices } from './services.ts'
import { registerTool } from './tool.ts'
import { TOOLS } from './tools.ts'

/** What is served, newest first; a client that asks for an older one is offered 2025-11-25. */
export const REVISIONS = ['2026-07-28', '2025-11-25', '2025-06-18'] as const

/** How long a person is waited for where the question holds a connection. */
const QUESTION_MILLISECONDS = 5 * 60_000

const INSTRUCTIONS = `Certman is a private certificate authority. These tools see and do only what the credential may.

- Prefer sign_csr to issue_certificate: the private key then never leaves the machine that will use it.
- Private keys are not shown to you: after issue_certificate give the person the link that the answer holds. It opens once, within ten minutes, for them alone.
- What cannot be undone answers first with a plan and a confirmationToken: show the plan to the person, and call again with the token only after they agreed.
- Never ask for the passphrase of a protected CA; give the person the link to the dashboard.`

/** One server for one message: it holds only the tools that its caller may use. */
export function createServer(services: McpServices, caller: Caller): McpServer {
  const server = new McpServer(
    { name: 'certman', title: 'Certman', version: services.version },
    {
      instructions: INSTRUCTIONS,
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
