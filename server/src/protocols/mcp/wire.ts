import { encodePem } from '@certman/x509'
import { z } from 'zod'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { CertificateRecord, StoredCertificate } from '../../pki/certificate.ts'

/** The shapes of the contract, member by member as /v1 has them. */

const time = z.string().describe('ISO 8601, UTC')
export const pem = z.string().describe('PEM')

const listed = {
  id: z.string(),
  ca_id: z.string(),
  common_name: z.string(),
  san_dns: z.array(z.string()),
  san_ip: z.array(z.string()),
  key_algorithm: z.string(),
  valid_from: time,
  valid_to: time,
  serial_number: z.string().describe('Upper-case hexadecimal'),
  revoked_at: time.nullable(),
  revocation_reason: z.string().nullable(),
  created_at: time,
}
export const certificateSummary = z.object(listed)
export const certificateDetail = z.object({ ...listed, certificate_pem: pem })

const authority = {
  id: z.string(),
  name: z.string(),
  common_name: z.string(),
  organization: z.string().nullable(),
  key_algorithm: z.string(),
  valid_from: time,
  valid_to: time,
  created_at: time,
  parent_ca_id: z.string().nullable(),
  depth: z.number().int().describe('0: root'),
  path_length: z.number().int().nullable().describe('CAs that may stand below it; null: unlimited'),
}
export const authoritySummary = z.object(authority)
export const authorityDetail = z.object({
  ...authority,
  country: z.string().nullable(),
  state: z.string().nullable(),
  locality: z.string().nullable(),
  certificate_pem: pem,
  serial_number: z.string(),
  has_passphrase: z.boolean().describe('Protected: a person must issue from it in the dashboard'),
  revoked_at: time.nullable(),
  revocation_reason: z.string().nullable(),
})

export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

export function certificatePem(der: Uint8Array): string {
  return encodePem('CERTIFICATE', der)
}

export function renderListed(certificate: CertificateRecord): z.input<typeof certificateSummary> {
  const { revocation } = certificate
  return {
    id: certificate.id,
    ca_id: certificate.authorityId,
    common_name: certificate.commonName,
    san_dns: [...certificate.sanDns],
    san_ip: [...certificate.sanIp],
    key_algorithm: certificate.keyAlgorithm,
    valid_from: timeText(certificate.validity.notBefore),
    valid_to: timeText(certificate.validity.notAfter),
    serial_number: certificate.serialNumber,
    revoked_at: revocation === null ? null : timeText(revocation.revokedAt),
    revocation_reason: revocation?.reason ?? null,
    created_at: timeText(certificate.createdAt),
  }
}

export function renderCertificate(
  certificate: StoredCertificate,
): z.input<typeof certificateDetail> {
  return {
    ...renderListed(certificate),
    certificate_pem: certificatePem(certificate.certificate),
  }
}

export function renderAuthority(
  authorityRecord: CertificateAuthority,
): z.input<typeof authoritySummary> {
  return {
    id: authorityRecord.id,
    name: authorityRecord.name,
    common_name: authorityRecord.commonName,
    organization: authorityRecord.organization,
    key_algorithm: authorityRecord.keyAlgorithm,
    valid_from: timeText(authorityRecord.validity.notBefore),
    valid_to: timeText(authorityRecord.validity.notAfter),
    created_at: timeText(authorityRecord.createdAt),
    parent_ca_id: authorityRecord.parentId,
    depth: authorityRecord.depth,
    path_length: authorityRecord.pathLength,
  }
}

export function renderAuthorityDetail(
  record: CertificateAuthority,
): z.input<typeof authorityDetail> {
  const { revocation } = record
  return {
    ...renderAuthority(record),
    country: record.country,
    state: record.state,
    locality: record.locality,
    certificate_pem: certificatePem(record.certificate),
    serial_number: record.serialNumber,
    has_passphrase: record.hasPassphrase,
    revoked_at: revocation === null ? null : timeText(revocation.revokedAt),
    revocation_reason: revocation?.reason ?? null,
  }
}
