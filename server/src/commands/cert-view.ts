import type { StoredCertificate } from '../pki/certificate.ts'
import { plain, timeText } from './table.ts'

/** The members that the API shows of a certificate and that a revocation is about. */
export function renderCertificate(certificate: StoredCertificate): object {
  const { revocation } = certificate
  return {
    id: certificate.id,
    ca_id: certificate.authorityId,
    common_name: certificate.commonName,
    serial_number: certificate.serialNumber,
    revoked_at: revocation === null ? null : timeText(revocation.revokedAt),
    revocation_reason: revocation?.reason ?? null,
  }
}

export function nameOf({ commonName, serialNumber }: StoredCertificate): string {
  return `the certificate "${plain(commonName)}" (${serialNumber})`
}
