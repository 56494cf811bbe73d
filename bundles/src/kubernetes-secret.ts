import type { BundleContents } from './contents.ts'
import {
  certificateBlocks,
  isSelfIssued,
  pemText,
  requireKey,
  sentCertificates,
} from './contents.ts'
import { BundleError } from './bundle-error.ts'

/** RFC 1123 §2.1, as Kubernetes wants the names of objects. */
const OBJECT_NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/

/**
 * A manifest of type kubernetes.io/tls: `tls.crt` is what the server sends, `ca.crt` the trust anchor as cert-manager names it.
 * @throws BundleError `keyMissing`, and `unsupported` for a name that no object may have
 */
export function encodeKubernetesSecret(
  contents: BundleContents,
  { name, namespace }: { readonly name: string; readonly namespace?: string | undefined },
): string {
  const key = requireKey(contents, 'a Kubernetes Secret')
  const metadata = [`  name: ${quoted(objectName(name))}`]
  if (namespace !== undefined) metadata.push(`  namespace: ${quoted(objectName(namespace))}`)
  const anchors = contents.certificates.slice(1).filter(isSelfIssued)
  const data = [
    ...(anchors.length > 0 ? [`  ca.crt: ${base64(pemText(certificateBlocks(anchors)))}`] : []),
    `  tls.crt: ${base64(pemText(certificateBlocks(sentCertificates(contents.certificates))))}`,
    `  tls.key: ${base64(pemText([['PRIVATE KEY', key]]))}`,
  ]
  return [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    ...metadata,
    'type: kubernetes.io/tls',
    'data:',
    ...data,
    '',
  ].join('\n')
}

function objectName(name: string): string {
  if (OBJECT_NAME.test(name)) return name
  throw new BundleError(
    'unsupported',
    `"${name}" is no name of a Kubernetes object: lower-case letters, digits, "-" and "." (RFC 1123)`,
  )
}

/** YAML reads a bare `1.10` or `null` as something else than text. */
const quoted = (name: string): string => `"${name}"`

/** PEM is ASCII, which is all that btoa takes. */
const base64 = (text: string): string => btoa(text)
