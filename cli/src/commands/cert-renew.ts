import type { RenewCertificateResponse } from '@certman/sdk'
import type { Command } from 'commander'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { readInputText } from '../input-file.ts'
import { KEY_IS_SHOWN_ONCE, assertOutputs, writeIssued, type OutputOptions } from '../issued.ts'
import { days } from '../options.ts'
import { addPassphraseOptions, withPassphrase, type PassphraseOptions } from '../passphrase.ts'
import { members } from '../table.ts'

interface RenewOptions extends OutputOptions, PassphraseOptions {
  readonly validityDays?: number
  readonly csr?: string
}

export function addCertRenew(cert: Command, console: Console): void {
  const command = cert
    .command('renew')
    .description('Issue a certificate like another one, with a new key')
    .argument('<id>', 'as the list shows it')
    .option('--validity-days <days>', 'as before, unless given', days)
    .option('--csr <file>', 'a new CSR, where the first one came from a CSR; - for standard input')
    .option('--out-cert <file>', 'write the certificate there')
    .option('--out-key <file>', 'write the private key there')
    .option('--force', 'replace files that are there')
    .action((id: string, options: RenewOptions) => renew(console, id, options))
  addPassphraseOptions(command)
  addExamples(
    command,
    'certman cert renew 660e8400-e29b-41d4-a716-446655440001 --out-cert app.pem --out-key app.key --force',
  )
}

async function renew(console: Console, id: string, options: RenewOptions): Promise<void> {
  assertOutputs(options)
  const { certificates } = connect(console)
  const { csr, validityDays } = options
  const csrPem = csr === undefined ? undefined : await readInputText(console, csr)
  const result = await withPassphrase(console, options, (caPassphrase) =>
    certificates.renew(id, { validityDays, csrPem, caPassphrase }),
  )
  const key = writeIssued(console, result, options)
  if (key !== undefined) console.say(KEY_IS_SHOWN_ONCE)
  await console.report({ json: result, text: textOf(result, key, options) })
}

/** A key that no file took follows what is said of the certificate. */
function textOf(
  { certificate }: RenewCertificateResponse,
  key: string | undefined,
  { outCert }: OutputOptions,
): string {
  if (outCert !== undefined) return (key ?? '').trimEnd()
  return members({
    id: certificate.id,
    commonName: certificate.common_name,
    validFrom: certificate.valid_from,
    validTo: certificate.valid_to,
    serialNumber: certificate.serial_number,
    // Whoever gets the key here needs what belongs to it.
    ...(key === undefined
      ? {}
      : { certificate: certificate.certificate_pem, privateKey: key.trimEnd() }),
  })
}
