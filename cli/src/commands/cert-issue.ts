import type { IssueCertificateRequest, IssueCertificateResponse } from '@certman/sdk'
import type { Command } from 'commander'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { readInputText } from '../input-file.ts'
import { KEY_IS_SHOWN_ONCE, assertOutputs, writeIssued, type OutputOptions } from '../issued.ts'
import { days, list } from '../options.ts'
import { addPassphraseOptions, withPassphrase, type PassphraseOptions } from '../passphrase.ts'
import { members } from '../table.ts'

interface IssueOptions extends OutputOptions, PassphraseOptions {
  readonly caId: string
  readonly commonName?: string
  readonly sanDns?: string[]
  readonly sanIp?: string[]
  readonly keyAlgorithm?: string
  readonly validityDays?: number
  readonly csr?: string
}

export function addCertIssue(cert: Command, console: Console): void {
  const command = cert
    .command('issue')
    .description('Issue a certificate, with a key that the server makes or for a CSR of yours')
    .requiredOption('--ca-id <id>', 'the CA to issue from')
    .option('--common-name <name>', 'the first DNS name, unless given')
    .option('--san-dns <names>', 'DNS names, separated by commas', list)
    .option('--san-ip <addresses>', 'IP addresses, separated by commas', list)
    .option('--key-algorithm <name>', 'RSA-2048, RSA-4096, ECDSA-P256 (default) or ECDSA-P384')
    .option('--validity-days <days>', '365, unless given', days)
    .option('--csr <file>', 'certify the key of this CSR, or - for standard input')
    .option('--out-cert <file>', 'write the certificate there')
    .option('--out-key <file>', 'write the private key there')
    .option('--force', 'replace files that are there')
    .action((options: IssueOptions) => issue(console, options))
  addPassphraseOptions(command)
  addExamples(
    command,
    'certman cert issue --ca-id 550e8400-e29b-41d4-a716-446655440000 --san-dns app.internal,www.app.internal --out-cert app.pem --out-key app.key',
    'certman cert issue --ca-id 550e8400-e29b-41d4-a716-446655440000 --csr request.pem --out-cert app.pem',
  )
}

async function issue(console: Console, options: IssueOptions): Promise<void> {
  assertOutputs(options)
  const { certificates } = connect(console)
  const request = await requestOf(console, options)
  const result = await withPassphrase(console, options, (caPassphrase) =>
    certificates.issue({ ...request, caPassphrase }),
  )
  await showIssued(console, result, options)
}

async function requestOf(
  console: Console,
  options: IssueOptions,
): Promise<IssueCertificateRequest> {
  const { caId, csr, sanDns, sanIp, validityDays } = options
  const csrPem = csr === undefined ? undefined : await readInputText(console, csr)
  return {
    caId,
    sanDns,
    sanIp,
    // The server says which there are, and may know more of them than this program.
    keyAlgorithm: options.keyAlgorithm as IssueCertificateRequest['keyAlgorithm'],
    validityDays,
    ...(csrPem === undefined
      ? { mode: 'managed', commonName: options.commonName ?? sanDns?.[0] }
      : { mode: 'csr', csrPem }),
  }
}

async function showIssued(
  console: Console,
  result: IssueCertificateResponse,
  options: OutputOptions,
): Promise<void> {
  const { certificate } = result
  const key = writeIssued(console, result, options)
  if (key !== undefined) console.say(KEY_IS_SHOWN_ONCE)
  // What no file took; for programs always the whole answer, as it came.
  const text =
    options.outCert === undefined && options.outKey === undefined
      ? members({
          id: certificate.id,
          commonName: certificate.common_name,
          validFrom: certificate.valid_from,
          validTo: certificate.valid_to,
          certificate: certificate.certificate_pem,
          privateKey: key ?? '',
        })
      : [options.outCert === undefined ? certificate.certificate_pem : '', key ?? '']
          .filter((pem) => pem !== '')
          .join('\n')
  await console.report({ json: result, text })
}
