import type { Command } from 'commander'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { plain } from '../table.ts'

export function addWhoami(program: Command, console: Console): void {
  const command = program
    .command('whoami')
    .description('Show whose API key this is; with --json also what it may do')
    .action(() => whoami(console))
  addExamples(command, 'certman whoami', 'certman whoami --json')
}

async function whoami(console: Console): Promise<void> {
  const identity = await connect(console).whoami()
  const { user, workspace, apiKey, oauthClient } = identity
  await console.report({
    json: identity,
    text: [
      `User:      ${plain(user.email)}`,
      `Workspace: ${plain(workspace.name)} (${plain(workspace.slug)})`,
      ...(apiKey ? [`API Key:   ${plain(apiKey.name)} (${plain(apiKey.prefix)}...)`] : []),
      ...(oauthClient ? [`Program:   ${plain(oauthClient.name)}`] : []),
    ].join('\n'),
  })
}
