import type { BundleContents, BundleForm } from '@certman/bundles'
import type { Command } from 'commander'
import { addBundleOptions, addFormsHelp, formOption } from '../bundle-options.ts'
import type { BundleOptions } from '../bundle-options.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { Refusal } from '../refusal.ts'

interface ConvertOptions extends BundleOptions {
  readonly to: BundleForm
  readonly fromPasswordFile?: string
}

export function addLocalConvert(local: Command, console: Console): void {
  const command = local
    .command('convert')
    .description('Turn certificates and keys into another form, without any server')
    .argument('<file...>', 'PEM, DER, PKCS#7, PKCS#12 or JKS, or - for standard input')
    .addOption(formOption('--to <form>', 'key').makeOptionMandatory())
    .option('--from-password-file <file>', 'of a store that is read')
    .action((files: string[], options: ConvertOptions) => convert(console, files, options))
  addBundleOptions(command)
  addFormsHelp(command, { key: 'the private key alone, PKCS#8 in PEM' })
  addExamples(
    command,
    'certman local convert web.p12 --to haproxy --out web.pem',
    'certman local convert web.pem ca.pem --key web.key --to p12 --password-file secret --out web.p12',
    'certman local convert root.pem --to jks --out trust.jks',
    'certman local convert old.jks --to key --out web.key',
  )
}

async function convert(
  console: Console,
  files: readonly string[],
  options: ConvertOptions,
): Promise<void> {
  const { assertBelongsTo, assertBundled, emitBundle, pkcs8Of, readKey } =
    await import('../bundled.ts')
  const { readFiles } = await import('../bundle-files.ts')
  const form = options.to
  assertBundled(form, options)
  const key = await readKey(console, options.key)
  const read = await readFiles(console, files, options.fromPasswordFile)
  const privateKey = key ?? read.privateKey
  const { certificates } = read
  if (form !== 'key' && certificates.length === 0)
    throw new Refusal('there is no certificate in what was given', 'name a file that has one')
  if (privateKey !== undefined && certificates.length > 0)
    assertBelongsTo(privateKey, certificates[0])
  const contents: BundleContents = {
    certificates,
    ...(privateKey === undefined ? {} : { privateKey: pkcs8Of(privateKey) }),
  }
  await emitBundle(console, form, contents, options)
}
