import { encodePem, equalBytes, parseCertificate } from '@certman/x509'
import { BundleError } from './bundle-error.ts'

/** What stands in a bundle, whatever its form. */
export interface BundleContents {
  /** DER: the certificate that the bundle is about first, then its issuers upwards; or trust anchors in any order. */
  readonly certificates: readonly Uint8Array[]
  /** The private key of the first certificate as PrivateKeyInfo, DER (RFC 5208 §5). */
  readonly privateKey?: Uint8Array
}

/** The certificates that a server sends: all but the trust anchor, which the peer has already (RFC 8446 §4.4.2). */
export function sentCertificates(certificates: readonly Uint8Array[]): readonly Uint8Array[] {
  return certificates.filter((der, index) => index === 0 || !isSelfIssued(der))
}

/** The certificates above the first, the trust anchor included. */
export function issuerCertificates(certificates: readonly Uint8Array[]): readonly Uint8Array[] {
  return certificates.slice(1)
}

export function isSelfIssued(der: Uint8Array): boolean {
  const { subject, issuer } = parseCertificate(der)
  return equalBytes(subject.der, issuer.der)
}

/** @throws BundleError `keyMissing` */
export function requireKey({ privateKey }: BundleContents, form: string): Uint8Array {
  if (privateKey !== undefined) return privateKey
  throw new BundleError('keyMissing', `${form} holds the private key, and none is given`)
}

export function firstCertificate({ certificates }: BundleContents): Uint8Array {
  const first = certificates[0]
  if (first !== undefined) return first
  throw new BundleError('malformedBundle', 'there is no certificate to put into the bundle')
}

/** Textual encodings one beneath the other, with a newline at the end (RFC 7468 §2). */
export function pemText(blocks: readonly (readonly [label: string, der: Uint8Array])[]): string {
  return blocks.map(([label, der]) => `${encodePem(label, der)}\n`).join('')
}

export const certificateBlocks = (
  certificates: readonly Uint8Array[],
): (readonly [string, Uint8Array])[] => certificates.map((der) => ['CERTIFICATE', der] as const)
