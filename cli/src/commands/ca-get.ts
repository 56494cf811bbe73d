import type { Command } from 'commander'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { members } from '../table.ts'

export function addCaGet(parent: Command, console: Console): void {
  const command = parent
    .command('get')
    .description('Show a certificate authority')
    .argument('<id>', 'as the list shows it')
    .action(async (id: string) => {
      const { ca } = await connect(console).cas.get(id)
      await console.report({ json: ca, text: members(ca) })
    })
  addExamples(command, 'certman ca get 550e8400-e29b-41d4-a716-446655440000')
}
