import { Option, type Command } from 'commander'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../key-algorithms.ts'
import { assertWritable, writeAtomically } from '../output-file.ts'

interface KeygenOptions {
  readonly keyAlgorithm: KeyAlgorithm
  readonly outKey?: string
  readonly force?: true
}

export function addLocalKeygen(local: Command, console: Console): void {
  const command = local
    .command('keygen')
    .description('Make a private key (PKCS#8, PEM)')
    .addOption(
      new Option('--key-algorithm <name>', 'of the key')
        .choices(KEY_ALGORITHMS)
        .default('ECDSA-P256'),
    )
    .option('--out-key <file>', 'write it there instead of printing it')
    .option('--force', 'replace the file if it is there')
    .action((options: KeygenOptions) => keygen(console, options))
  addExamples(command, 'certman local keygen --key-algorithm ECDSA-P384 --out-key app.key')
}

async function keygen(console: Console, options: KeygenOptions): Promise<void> {
  const { keyAlgorithm, outKey } = options
  const force = options.force === true
  assertWritable([outKey], force)
  const { generateKey, keyToPem } = await import('../own-key.ts')
  const pem = keyToPem(await generateKey(keyAlgorithm))
  if (outKey === undefined)
    return console.report({ json: { privateKey: pem.trimEnd() }, text: pem.trimEnd() })
  writeAtomically(outKey, pem, { force })
  console.tell(`Private key written to ${outKey}`)
}
