import { CertmanError } from '@certman/sdk'
import { Option, type Command } from 'commander'
import { existsSync, rmSync } from 'node:fs'
import type { KeyObject } from 'node:crypto'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { readInputText } from '../input-file.ts'
import { days, list } from '../options.ts'
import { assertWritable, moveInto, writeAtomically } from '../output-file.ts'
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../key-algorithms.ts'
import { addPassphraseOptions, withPassphrase, type PassphraseOptions } from '../passphrase.ts'
import { Refusal } from '../refusal.ts'

interface SignOptions extends PassphraseOptions {
  readonly caId: string
  readonly commonName?: string
  readonly sanDns?: string[]
  readonly sanIp?: string[]
  readonly keyAlgorithm: KeyAlgorithm
  readonly validityDays?: number
  readonly key?: string
  readonly outKey?: string
  readonly outCert?: string
  readonly force?: true
}

export function addCertSign(cert: Command, console: Console): void {
  const command = cert
    .command('sign')
    .description('Issue a certificate for a key that is made here and never leaves this machine')
    .requiredOption('--ca-id <id>', 'the CA to issue from')
    .option('--common-name <name>', 'the first name, unless given')
    .option('--san-dns <names>', 'DNS names, separated by commas', list)
    .option('--san-ip <addresses>', 'IP addresses, separated by commas', list)
    .addOption(
      new Option('--key-algorithm <name>', 'of the new key')
        .choices(KEY_ALGORITHMS)
        .default('ECDSA-P256'),
    )
    .option('--validity-days <days>', '365, unless given', days)
    .option('--key <file>', 'use this private key instead of a new one')
    .option('--out-key <file>', 'write the new key there')
    .option('--out-cert <file>', 'write the certificate there instead of printing it')
    .option('--force', 'replace files that are there')
    .action((options: SignOptions) => sign(console, options))
  addPassphraseOptions(command)
  addExamples(
    command,
    'certman cert sign --ca-id 550e8400-e29b-41d4-a716-446655440000 --san-dns app.internal --out-key app.key --out-cert app.pem',
    'certman cert sign --ca-id 550e8400-e29b-41d4-a716-446655440000 --key app.key --san-dns app.internal > app.pem',
  )
}

async function sign(console: Console, options: SignOptions): Promise<void> {
  const { caId, validityDays, outKey, outCert } = options
  const force = options.force === true
  assertWritable([outKey, outCert], force)
  const { certificates } = connect(console)
  const key = await keyFor(console, options)
  const csrPem = await makeRequest(key, options)
  // The new key is on the disk before anything is asked for it, and replaces none before there is a certificate.
  const pending = outKey === undefined ? undefined : `${outKey}.new`
  if (pending !== undefined) await keep(key, pending)
  try {
    const result = await withPassphrase(console, options, (caPassphrase) =>
      certificates.issue({ caId, mode: 'csr', csrPem, validityDays, caPassphrase }),
    )
    const pem = result.certificate.certificate_pem
    if (outCert !== undefined) {
      writeAtomically(outCert, `${pem}\n`, { force })
      console.tell(`Certificate written to ${outCert}`)
    }
    if (outKey !== undefined) {
      moveInto(outKey, `${outKey}.new`, force)
      console.tell(`Private key written to ${outKey}`)
    }
    await console.report({ json: result, text: outCert === undefined ? pem : '' })
  } catch (error) {
    if (pending !== undefined) forget(console, pending, error)
    throw error
  }
}

async function keyFor(console: Console, options: SignOptions): Promise<KeyObject> {
  const { generateKey, parseKey } = await import('../own-key.ts')
  const { key, outKey, keyAlgorithm } = options
  if ((key === undefined) === (outKey === undefined))
    throw new Refusal(
      'one of --key and --out-key is needed',
      '--out-key FILE keeps a new key, --key FILE uses the one that is there',
    )
  return key === undefined
    ? generateKey(keyAlgorithm)
    : parseKey(await readInputText(console, key), key)
}

async function keep(key: KeyObject, path: string): Promise<void> {
  const { keyToPem } = await import('../own-key.ts')
  writeAtomically(path, keyToPem(key), { force: true })
}

/** When the server said no, nobody has a certificate for the key; in any other case there may be one. */
function forget(console: Console, pending: string, error: unknown): void {
  if (!existsSync(pending)) return
  if (error instanceof CertmanError && error.status !== 0) rmSync(pending)
  else console.say(`The new private key stays in ${pending}: there may be a certificate for it.`)
}

async function makeRequest(key: KeyObject, options: SignOptions): Promise<string> {
  const { requestFor } = await import('../own-key.ts')
  const { sanDns = [], sanIp = [], commonName = sanDns[0] ?? sanIp[0] } = options
  return requestFor(key, { commonName, sanDns, sanIp })
}
