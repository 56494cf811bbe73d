import { Option, type Command } from 'commander'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { plain } from '../table.ts'

const ALGORITHMS = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
  sha1: 'SHA-1',
} as const

type Algorithm = keyof typeof ALGORITHMS

export function addLocalFingerprint(local: Command, console: Console): void {
  const command = local
    .command('fingerprint')
    .description('Print the fingerprint of each certificate, to be compared with what others see')
    .argument('<subject>', 'a file, - for standard input, host:port, or an id')
    .addOption(
      new Option('--algorithm <name>', 'the hash')
        .choices(Object.keys(ALGORITHMS))
        .default('sha256'),
    )
    .action((subject: string, { algorithm }: { readonly algorithm: Algorithm }) =>
      printFingerprints(console, subject, algorithm),
    )
  addExamples(
    command,
    'certman local fingerprint root.pem',
    'certman local fingerprint app.internal:443 --algorithm sha1',
  )
}

async function printFingerprints(
  console: Console,
  named: string,
  algorithm: Algorithm,
): Promise<void> {
  const [{ findSubject }, { fingerprint }, { nameToString }] = await Promise.all([
    import('../subject.ts'),
    import('../cryptography.ts'),
    import('@certman/x509'),
  ])
  const { certificates } = await findSubject(console, named)
  const found = certificates.map((certificate) => ({
    fingerprint: fingerprint(certificate.der, ALGORITHMS[algorithm]),
    subject: nameToString(certificate.subject),
  }))
  await console.report({
    json: found,
    text: found.map(({ fingerprint, subject }) => `${fingerprint}  ${plain(subject)}`).join('\n'),
  })
}
