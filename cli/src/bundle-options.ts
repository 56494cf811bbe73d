import type { BundleForm } from '@certman/bundles'
import { Option, type Command } from 'commander'

/** How a bundle is asked for, by `cert download` and `local convert` alike. */
export interface BundleOptions {
  readonly key?: string
  readonly passwordFile?: string
  readonly name?: string
  readonly namespace?: string
  readonly out?: string
  readonly force?: true
}

/** What people get, for the help. */
const FORMS = {
  pem: 'the certificate alone, PEM',
  fullchain: 'the certificate and its issuers without the root, PEM, as servers send it',
  chain: 'its issuers with the root, PEM',
  der: 'the certificate alone, DER',
  p7b: 'all certificates, PKCS#7 in PEM',
  p12: 'key and all certificates under a password, PKCS#12',
  jks: 'the same for old Java, JKS',
  haproxy: 'certificate, issuers and key in one PEM file, as HAProxy wants it',
  k8s: 'a Secret of type kubernetes.io/tls, YAML',
} as const satisfies Record<Exclude<BundleForm, 'key'>, string>

/** Under the help of a command: what the forms are. */
export function addFormsHelp(
  command: Command,
  others: Readonly<Record<string, string>> = {},
): Command {
  const lines = Object.entries({ ...FORMS, ...others }).map(
    ([form, title]) => `  ${form.padEnd(10)}  ${title}`,
  )
  return command.addHelpText('after', `\nForms:\n${lines.join('\n')}`)
}

export function formOption(flags: string, ...others: readonly string[]): Option {
  return new Option(flags, 'see below').choices([...Object.keys(FORMS), ...others])
}

export function addBundleOptions(command: Command): Command {
  return command
    .option('--key <file>', 'the private key, which goes into p12, jks, haproxy and k8s')
    .option('--password-file <file>', 'of a p12 or jks store, or - for standard input')
    .option('--name <name>', 'of the entry in a store, or of the Secret')
    .option('--namespace <name>', 'of the Secret')
    .option('--out <file>', 'write it there, or - for standard output')
    .option('--force', 'replace a file that is there')
}
