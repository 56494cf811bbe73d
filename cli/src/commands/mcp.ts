import type { Command } from 'commander'
import { apiKeyOf, connect, grantFor, serverUrlOf } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'

export function addMcp(program: Command, console: Console): void {
  const command = program
    .command('mcp')
    .description(
      'Speak MCP on standard input and output, for assistants that start a program instead of calling an address',
    )
    .action(() => mcp(console))
  addExamples(
    command,
    'certman mcp',
    'claude mcp add certman -- certman mcp',
    'CERTMAN_API_KEY=cm_… certman mcp --api-url https://certman.internal',
  )
}

async function mcp(console: Console): Promise<void> {
  const { bridge } = await import('../mcp/bridge.ts')
  await bridge({
    url: `${serverUrlOf(console)}/mcp`,
    credential: credentialOf(console),
    fetch: console.fetch,
    input: console.input,
    output: console.output,
    say: (line) => console.say(line),
  })
}

function credentialOf(console: Console): () => Promise<string> {
  const apiKey = apiKeyOf(console)
  if (apiKey !== undefined) {
    // Refuses a key that no header could hold, in words that do not repeat it.
    connect(console)
    return async () => apiKey
  }
  grantFor(console, 'mcp')
  return async () => {
    const { freshToken } = await import('../oauth/session.ts')
    return freshToken(console, 'mcp')
  }
}
