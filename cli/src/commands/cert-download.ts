import type { BundleForm } from '@certman/bundles'
import type { Command } from 'commander'
import { addBundleOptions, addFormsHelp, formOption } from '../bundle-options.ts'
import type { BundleOptions } from '../bundle-options.ts'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { Refusal } from '../refusal.ts'

interface DownloadOptions extends BundleOptions {
  readonly format: Exclude<BundleForm, 'key'>
  readonly trustStore?: true
}

export function addCertDownload(cert: Command, console: Console): void {
  const command = cert
    .command('download')
    .description('Write a certificate in the form that a program wants')
    .argument('<id>', 'as the list shows it')
    .addOption(formOption('--format <form>').default('pem'))
    .option('--trust-store', 'a p12 or jks store of its issuers as trust anchors, without a key')
    .action((id: string, options: DownloadOptions) => download(console, id, options))
  addBundleOptions(command)
  addFormsHelp(command)
  addExamples(
    command,
    'certman cert download 660e8400-e29b-41d4-a716-446655440001 --format fullchain --out web.pem',
    'certman cert download 660e8400-e29b-41d4-a716-446655440001 --format p12 --key web.key --out web.p12',
    'certman cert download 660e8400-e29b-41d4-a716-446655440001 --format jks --trust-store --out trust.jks',
    'certman cert download 660e8400-e29b-41d4-a716-446655440001 --format k8s --key web.key | kubectl apply -f -',
  )
}

async function download(console: Console, id: string, options: DownloadOptions): Promise<void> {
  const { assertBelongsTo, assertBundled, emitBundle, pkcs8Of, readKey } =
    await import('../bundled.ts')
  const { decodePem } = await import('@certman/x509')
  const derOf = (pem: string): Uint8Array[] => decodePem(pem).map(({ der }) => der)
  const { format, trustStore } = options
  assertKeyOrTrustStore(options)
  assertBundled(format, options)
  const key = await readKey(console, options.key)
  const { certificates, cas } = connect(console)
  const { certificate } = await certificates.get(id)
  const { chain } = await cas.chain(certificate.ca_id)
  const issuers = chain.flatMap(derOf)
  const leaf = derOf(certificate.certificate_pem)
  if (key !== undefined) assertBelongsTo(key, leaf[0])
  await emitBundle(
    console,
    format,
    {
      certificates: trustStore === true ? issuers : [...leaf, ...issuers],
      ...(key === undefined ? {} : { privateKey: pkcs8Of(key) }),
    },
    options,
  )
}

/** A store without a key makes whatever is in it a trust anchor, which a leaf must never become by accident. */
function assertKeyOrTrustStore({ format, key, trustStore }: DownloadOptions): void {
  const isStore = format === 'p12' || format === 'jks'
  if (trustStore === true && (!isStore || key !== undefined))
    throw new Refusal(
      'only a p12 or jks store without a key is a trust store',
      'drop --trust-store',
    )
  if (isStore && trustStore !== true && key === undefined)
    throw new Refusal(
      `a ${format} store holds the private key, and none is given`,
      'name it with --key FILE, or make a trust store of its issuers with --trust-store',
    )
}
