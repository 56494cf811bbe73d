import type { Command } from 'commander'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { members } from '../table.ts'

export function addCertGet(cert: Command, console: Console): void {
  const command = cert
    .command('get')
    .description('Show a certificate, its PEM included')
    .argument('<id>', 'as the list shows it')
    .action(async (id: string) => {
      const { certificate } = await connect(console).certificates.get(id)
      await console.report({ json: certificate, text: members(certificate) })
    })
  addExamples(command, 'certman cert get 660e8400-e29b-41d4-a716-446655440001 --json')
}
