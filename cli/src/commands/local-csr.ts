import type { Command } from 'commander'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { readInputText } from '../input-file.ts'
import { list } from '../options.ts'
import { assertWritable, writeAtomically } from '../output-file.ts'

interface CsrOptions {
  readonly key: string
  readonly commonName?: string
  readonly sanDns?: string[]
  readonly sanIp?: string[]
  readonly out?: string
  readonly force?: true
}

export function addLocalCsr(local: Command, console: Console): void {
  const command = local
    .command('csr')
    .description('Make a certificate signing request (PKCS#10, PEM) for a key')
    .requiredOption('--key <file>', 'the private key, PEM; - for standard input')
    .option('--common-name <name>', 'the first name, unless given')
    .option('--san-dns <names>', 'DNS names, separated by commas', list)
    .option('--san-ip <addresses>', 'IP addresses, separated by commas', list)
    .option('--out <file>', 'write it there instead of printing it')
    .option('--force', 'replace the file if it is there')
    .action((options: CsrOptions) => csr(console, options))
  addExamples(
    command,
    'certman local csr --key app.key --san-dns app.internal,www.app.internal --out app.csr',
    'certman cert issue --ca-id 550e8400-e29b-41d4-a716-446655440000 --csr app.csr --out-cert app.pem',
  )
}

async function csr(console: Console, options: CsrOptions): Promise<void> {
  const { key: keyFile, out, sanDns = [], sanIp = [] } = options
  const force = options.force === true
  assertWritable([out], force)
  const { parseKey, requestFor } = await import('../own-key.ts')
  const key = parseKey(await readInputText(console, keyFile), keyFile)
  const commonName = options.commonName ?? sanDns[0] ?? sanIp[0]
  const pem = await requestFor(key, { commonName, sanDns, sanIp })
  if (out === undefined)
    return console.report({ json: { csr: pem.trimEnd() }, text: pem.trimEnd() })
  writeAtomically(out, pem, { force })
  console.tell(`CSR written to ${out}`)
}
