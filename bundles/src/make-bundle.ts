import { commonNameOf, encodeCertificateBundle, encodePem, parseCertificate } from '@certman/x509'
import type { BundleContents } from './contents.ts'
import {
  certificateBlocks,
  firstCertificate,
  issuerCertificates,
  pemText,
  requireKey,
  sentCertificates,
} from './contents.ts'
import { encodeJks } from './jks.ts'
import { encodeKubernetesSecret } from './kubernetes-secret.ts'
import { requireNewPassword } from './password.ts'
import { encodePkcs12 } from './pkcs12.ts'

export interface BundleOptions {
  /** Printable ASCII; p12 and jks need one. */
  readonly password?: string
  /** What a store calls the entry, and Kubernetes the Secret; the common name of the first certificate unless given. */
  readonly name?: string
  /** Of Kubernetes. */
  readonly namespace?: string
  /** When the entries of a JKS store were made; the present unless given. */
  readonly now?: Date
}

interface Form {
  readonly mediaType: string
  /** Of a file, with its dot. */
  readonly extension: string
  /** Whether the private key goes into it where there is one: such a file is readable by its owner only. */
  readonly holdsKey: boolean
  make(contents: BundleContents, options: BundleOptions): Promise<Uint8Array> | Uint8Array | string
}

const PEM = 'application/pem-certificate-chain'

/** Every form in which certificates are handed out. */
export const BUNDLE_FORMS = {
  pem: {
    mediaType: PEM,
    extension: '.pem',
    holdsKey: false,
    make: (contents) => pemText(certificateBlocks([firstCertificate(contents)])),
  },
  fullchain: {
    mediaType: PEM,
    extension: '.pem',
    holdsKey: false,
    make: ({ certificates }) => pemText(certificateBlocks(sentCertificates(certificates))),
  },
  chain: {
    mediaType: PEM,
    extension: '.pem',
    holdsKey: false,
    make: ({ certificates }) => pemText(certificateBlocks(issuerCertificates(certificates))),
  },
  der: {
    mediaType: 'application/pkix-cert',
    extension: '.cer',
    holdsKey: false,
    make: firstCertificate,
  },
  p7b: {
    mediaType: 'application/pkcs7-mime',
    extension: '.p7b',
    holdsKey: false,
    make: ({ certificates }) => `${encodePem('PKCS7', encodeCertificateBundle(certificates))}\n`,
  },
  p12: {
    mediaType: 'application/pkcs12',
    extension: '.p12',
    holdsKey: true,
    make: (contents, options) =>
      encodePkcs12(contents, {
        password: requireNewPassword(options.password, 'a PKCS#12 store'),
        alias: nameOf(contents, options),
      }),
  },
  jks: {
    mediaType: 'application/x-java-keystore',
    extension: '.jks',
    holdsKey: true,
    make: (contents, options) =>
      encodeJks(contents, {
        password: requireNewPassword(options.password, 'a JKS store'),
        alias: nameOf(contents, options),
        now: options.now ?? new Date(),
      }),
  },
  haproxy: {
    mediaType: PEM,
    extension: '.pem',
    holdsKey: true,
    make: (contents) =>
      pemText([
        ...certificateBlocks(sentCertificates(contents.certificates)),
        ['PRIVATE KEY', requireKey(contents, 'an HAProxy bundle')],
      ]),
  },
  k8s: {
    mediaType: 'application/yaml',
    extension: '.yaml',
    holdsKey: true,
    make: (contents, options) =>
      encodeKubernetesSecret(contents, {
        name: options.name ?? objectNameFrom(nameOf(contents, options)),
        namespace: options.namespace,
      }),
  },
  key: {
    mediaType: 'application/x-pem-file',
    extension: '.key',
    holdsKey: true,
    make: (contents) => pemText([['PRIVATE KEY', requireKey(contents, 'a key file')]]),
  },
} as const satisfies Record<string, Form>

export type BundleForm = keyof typeof BUNDLE_FORMS

/**
 * The file that a person or a program asked for.
 * @throws BundleError `keyMissing`, `passwordMissing`, `passwordNotAscii`, `unsupported`
 */
export async function makeBundle(
  form: BundleForm,
  contents: BundleContents,
  options: BundleOptions = {},
): Promise<Uint8Array> {
  if (form !== 'key') firstCertificate(contents)
  const made = await BUNDLE_FORMS[form].make(contents, options)
  return typeof made === 'string' ? new TextEncoder().encode(made) : made
}

function nameOf(contents: BundleContents, { name }: BundleOptions): string {
  return name ?? commonNameOf(parseCertificate(firstCertificate(contents)).subject) ?? 'certificate'
}

/** `*.Example.com` becomes `wildcard.example.com`. */
function objectNameFrom(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\*/, 'wildcard')
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
}
