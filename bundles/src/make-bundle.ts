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
import { requirePassword } from './password.ts'
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
  /** What people call it. */
  readonly title: string
  make(contents: BundleContents, options: BundleOptions): Promise<Uint8Array> | Uint8Array | string
}

const PEM = 'application/pem-certificate-chain'

/** Every form in which certificates are handed out. */
export const BUNDLE_FORMS = {
  pem: {
    mediaType: PEM,
    extension: '.pem',
    holdsKey: false,
    title: 'the certificate alone, PEM',
    make: (contents) => pemText(certificateBlocks([firstCertificate(contents)])),
  },
  fullchain: {
    mediaType: PEM,
    extension: '.pem',
    holdsKey: false,
    title: 'the certificate and its issuers without the root, PEM, as servers send it',
    make: ({ certificates }) => pemText(certificateBlocks(sentCertificates(certificates))),
  },
  chain: {
    mediaType: PEM,
    extension: '.pem',
    holdsKey: false,
    title: 'its issuers with the root, PEM',
    make: ({ certificates }) => pemText(certificateBlocks(issuerCertificates(certificates))),
  },
  der: {
    mediaType: 'application/pkix-cert',
    extension: '.cer',
    holdsKey: false,
    title: 'the certificate alone, DER',
    make: firstCertificate,
  },
  p7b: {
    mediaType: 'application/pkcs7-mime',
    extension: '.p7b',
    holdsKey: false,
    title: 'all certificates, PKCS#7 in PEM',
    make: ({ certificates }) => `${encodePem('PKCS7', encodeCertificateBundle(certificates))}\n`,
  },
  p12: {
    mediaType: 'application/pkcs12',
    extension: '.p12',
    holdsKey: true,
    title: 'key and all certificates under a password, PKCS#12; without a key a trust store',
    make: (contents, options) =>
      encodePkcs12(contents, {
        password: requirePassword(options.password, 'a PKCS#12 store'),
        alias: nameOf(contents, options),
      }),
  },
  jks: {
    mediaType: 'application/x-java-keystore',
    extension: '.jks',
    holdsKey: true,
    title: 'the same for old Java, JKS',
    make: (contents, options) =>
      encodeJks(contents, {
        password: requirePassword(options.password, 'a JKS store'),
        alias: nameOf(contents, options),
        now: options.now ?? new Date(),
      }),
  },
  haproxy: {
    mediaType: PEM,
    extension: '.pem',
    holdsKey: true,
    title: 'certificate, issuers and key in one PEM file, as HAProxy wants it',
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
    title: 'Secret of type kubernetes.io/tls, YAML',
    make: (contents, options) =>
      encodeKubernetesSecret(contents, {
        name: options.name ?? objectNameFrom(nameOf(contents, options)),
        namespace: options.namespace,
      }),
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
  firstCertificate(contents)
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
