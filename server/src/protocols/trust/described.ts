import { createHash } from 'node:crypto'
import {
  commonNameOf,
  equalBytes,
  keyAlgorithmName,
  nameToString,
  parseCertificate,
  serialNumberToHex,
} from '@certman/x509'
import type { RelyingParties } from '../../ca/revocation/relying-parties.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'

/** What the page says of a CA, all of it public: it stands in the certificate, or in a list. */
export interface DescribedAuthority {
  /** undefined: it is none of ours. */
  readonly id: Uuid | undefined
  /** Of its certificate here, without an extension. */
  readonly path: string
  readonly title: string
  /** RFC 4514. */
  readonly subject: string
  readonly issuer: string
  readonly serialNumber: string
  readonly keyAlgorithm: string
  readonly validity: CertificateAuthority['validity']
  readonly revokedAt: number | undefined
  /** SHA-256 of the certificate's DER, upper-case hexadecimal. */
  readonly fingerprint: string
  /** Of the downloaded files, without an extension; safe to write into any shell. */
  readonly fileName: string
}

export interface TrustPath {
  readonly own: DescribedAuthority
  /** Equal to `own` on the page of a root; of others, where another organisation certified the highest of ours. */
  readonly root: DescribedAuthority
}

/** @returns undefined when there is no such CA */
export async function findTrustPath(
  relyingParties: Pick<RelyingParties, 'authority' | 'chain'>,
  id: Uuid,
): Promise<TrustPath | undefined> {
  const authority = await relyingParties.authority(id)
  if (authority === undefined) return undefined
  const own = describe(authority)
  let top = authority
  while (top.parentId !== null) {
    const parent = await relyingParties.authority(top.parentId)
    if (parent === undefined) return undefined
    top = parent
  }
  const root = (await relyingParties.chain(id))?.at(-1)
  if (root !== undefined && !equalBytes(root, top.certificate))
    return { own, root: describeForeign(root, `/ca/${id}/root`) }
  return { own, root: top === authority ? own : describe(top) }
}

function describe(authority: CertificateAuthority): DescribedAuthority {
  const { subject, issuer } = parseCertificate(authority.certificate)
  return {
    id: authority.id,
    path: `/ca/${authority.id}`,
    title: authority.commonName,
    subject: nameToString(subject),
    issuer: nameToString(issuer),
    serialNumber: authority.serialNumber,
    keyAlgorithm: authority.keyAlgorithm,
    validity: authority.validity,
    revokedAt: authority.revocation?.revokedAt,
    fingerprint: fingerprintOf(authority.certificate),
    fileName: fileNameOf(authority.commonName),
  }
}

function describeForeign(der: Uint8Array, path: string): DescribedAuthority {
  const { subject, issuer, serialNumber, publicKey, notBefore, notAfter } = parseCertificate(der)
  const title = commonNameOf(subject) ?? nameToString(subject)
  return {
    id: undefined,
    path,
    title,
    subject: nameToString(subject),
    issuer: nameToString(issuer),
    serialNumber: serialNumberToHex(serialNumber),
    keyAlgorithm: keyAlgorithmName(publicKey),
    validity: { notBefore: notBefore.getTime(), notAfter: notAfter.getTime() },
    revokedAt: undefined,
    fingerprint: fingerprintOf(der),
    fileName: fileNameOf(title),
  }
}

const fingerprintOf = (der: Uint8Array): string =>
  createHash('sha256').update(der).digest('hex').toUpperCase()

function fileNameOf(commonName: string): string {
  const plain = commonName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
  return plain === '' ? 'root-ca' : plain
}
