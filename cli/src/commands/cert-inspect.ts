import type { Command } from 'commander'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { members } from '../table.ts'

export function addCertInspect(cert: Command, console: Console): void {
  const command = cert
    .command('inspect')
    .description('Show what certificates say, wherever they are')
    .argument('<subject>', 'a file, - for standard input, host:port, or an id')
    .action((subject: string) => inspect(console, subject))
  addExamples(
    command,
    'certman cert inspect app.pem',
    'certman cert inspect app.internal:443 --json',
    'openssl s_client -connect app.internal:443 </dev/null | certman cert inspect -',
  )
}

async function inspect(console: Console, named: string): Promise<void> {
  const [{ findSubject }, { describe }] = await Promise.all([
    import('../subject.ts'),
    import('../describe.ts'),
  ])
  const { certificates } = await findSubject(console, named)
  const found = certificates.map((certificate) => describe(certificate, console.now()))
  await console.report({ json: found, text: found.map(members).join('\n\n') })
}
