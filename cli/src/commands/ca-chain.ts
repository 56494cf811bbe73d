import type { Command } from 'commander'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { assertWritable, writeAtomically } from '../output-file.ts'

interface ChainOptions {
  readonly out?: string
  readonly force?: true
}

/** Certificates of authorities are for everybody to read. */
const EVERYBODY = 0o644

export function addCaChain(ca: Command, console: Console): void {
  const command = ca
    .command('chain')
    .description('Print the certificates from a CA up to its root, as PEM')
    .argument('<id>', 'as the list shows it')
    .option('--out <file>', 'write them to a file')
    .option('--force', 'replace the file if it is there')
    .action((id: string, options: ChainOptions) => chain(console, id, options))
  addExamples(
    command,
    'certman ca chain 550e8400-e29b-41d4-a716-446655440000 --out chain.pem',
    'certman ca chain 550e8400-e29b-41d4-a716-446655440000 | openssl verify -CAfile /dev/stdin leaf.pem',
  )
}

async function chain(console: Console, id: string, { out, force }: ChainOptions): Promise<void> {
  if (out !== undefined) assertWritable([out], force === true)
  const answer = await connect(console).cas.chain(id)
  const text = answer.chain.join('\n')
  if (out === undefined) return console.report({ json: answer, text })
  writeAtomically(out, `${text}\n`, { force: force === true, mode: EVERYBODY })
  console.tell(`Chain written to ${out}`)
}
