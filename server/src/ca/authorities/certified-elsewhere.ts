import { equalBytes, parseCertificate } from '@certman/x509'
import type { AuthorityPath, CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { CaDependencies } from '../dependencies.ts'

/** Whether a CA that is nobody's child here was certified by an authority that is not ours. */
export function isCertifiedElsewhere(
  authority: Pick<CertificateAuthority, 'parentId' | 'certificate'>,
): boolean {
  if (authority.parentId !== null) return false
  const { subject, issuer } = parseCertificate(authority.certificate)
  return !equalBytes(subject.der, issuer.der)
}

/** @returns DER, from the CA itself up to the root, wherever that is */
export async function chainOf(
  { authorityRequests }: Pick<CaDependencies['store'], 'authorityRequests'>,
  path: AuthorityPath,
): Promise<readonly Uint8Array[]> {
  const ours = path.map(({ certificate }) => certificate)
  // The path is never empty.
  const top = path.at(-1)!
  if (!isCertifiedElsewhere(top)) return ours
  return [...ours, ...(await authorityRequests.issuersOf(top.id))]
}
