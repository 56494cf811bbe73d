import { createHash } from 'node:crypto'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import { timeText } from './table.ts'

/** The members that the API's list shows, and those that matter to an operator. */
export function renderAuthority(authority: CertificateAuthority): object {
  const { revocation } = authority
  return {
    id: authority.id,
    workspace_id: authority.workspaceId,
    parent_ca_id: authority.parentId,
    name: authority.name,
    common_name: authority.commonName,
    organization: authority.organization,
    key_algorithm: authority.keyAlgorithm,
    serial_number: authority.serialNumber,
    fingerprint_sha256: fingerprint(authority),
    valid_from: timeText(authority.validity.notBefore),
    valid_to: timeText(authority.validity.notAfter),
    created_at: timeText(authority.createdAt),
    has_passphrase: authority.hasPassphrase,
    depth: authority.depth,
    path_length: authority.pathLength,
    shards: authority.shards,
    revoked_at: revocation === null ? null : timeText(revocation.revokedAt),
    revocation_reason: revocation?.reason ?? null,
  }
}

/** SHA-256 of the certificate, as OpenSSL and browsers write it. */
export function fingerprint({ certificate }: Pick<CertificateAuthority, 'certificate'>): string {
  const digest = createHash('sha256').update(certificate).digest('hex').toUpperCase()
  return digest.replace(/..(?=.)/g, '$&:')
}
