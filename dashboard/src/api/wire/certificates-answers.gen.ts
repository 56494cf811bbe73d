// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface DescribedCertificate {
  kind: 'certificate'
  subject: string
  issuer: string
  serialNumber: string
  notBefore: string
  notAfter: string
  isAuthority: boolean
  key: {
    algorithm: string
    bits: number
    spkiSha256: string
    weakness: string | null
  }
  sha256: string
  sha1: string
  signatureAlgorithm: string
  extensions: ({
    oid: string
    name: string | null
    critical: boolean
    values: string[]
    hex: string
  })[]
}

export interface DescribedRequest {
  kind: 'request'
  subject: string
  commonName: string | null
  sanDns: string[]
  sanIp: string[]
  key: {
    algorithm: string
    bits: number
    spkiSha256: string
    weakness: string | null
  }
  possessionProved: boolean
  signatureAlgorithm: string
  extensions: ({
    oid: string
    name: string | null
    critical: boolean
    values: string[]
    hex: string
  })[]
}

export interface DescribedRevocationList {
  kind: 'revocationList'
  issuer: string
  thisUpdate: string
  nextUpdate: string | null
  number: string | null
  entries: number
  revoked: ({
    serialNumber: string
    revokedAt: string
    reason: string
  })[]
  signatureAlgorithm: string
  extensions: ({
    oid: string
    name: string | null
    critical: boolean
    values: string[]
    hex: string
  })[]
}

export interface ListedCertificate {
  id: string
  ca_id: string
  common_name: string
  san_dns: string[]
  san_ip: string[]
  key_algorithm: string
  valid_from: string
  valid_to: string
  serial_number: string
  revoked_at: string | null
  revocation_reason: string | null
  created_at: string
  mode: 'managed' | 'csr'
  status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
  channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
  renewed_from: string | null
  replaced_by: string | null
}

export interface ListCertificatesQuery {
  caId?: string | undefined
  status?: 'active' | 'expiring' | 'expired' | 'revoked' | 'replaced' | 'all' | undefined
  search?: string | undefined
  createdFrom?: string | undefined
  createdTo?: string | undefined
  expiresFrom?: string | undefined
  expiresTo?: string | undefined
  revokedFrom?: string | undefined
  replaced?: 'yes' | 'no' | undefined
  algorithm?: string | undefined
  channel?: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown' | undefined
  sort?: 'created' | 'expires' | 'name' | undefined
  direction?: 'asc' | 'desc' | undefined
  page?: number | undefined
  pageSize?: number | undefined
}

export interface ListCertificatesResponse {
  certificates: ListedCertificate[]
  total: number
  isTotalKnown: boolean
  page: number
  pageSize: number
  totalPages: number
}

export interface IssueCertificateResponse {
  certificate: {
    id: string
    ca_id: string
    common_name: string
    san_dns: string[]
    san_ip: string[]
    key_algorithm: string
    valid_from: string
    valid_to: string
    serial_number: string
    revoked_at: string | null
    revocation_reason: string | null
    created_at: string
    mode: 'managed' | 'csr'
    status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
    channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
    renewed_from: string | null
    replaced_by: string | null
    certificate_pem: string
  }
  chain_pem: string[]
  privateKey?: string | undefined
}

export interface ExportCertificatesQuery {
  caId?: string | undefined
  status?: 'active' | 'expiring' | 'expired' | 'revoked' | 'replaced' | 'all' | undefined
  search?: string | undefined
  createdFrom?: string | undefined
  createdTo?: string | undefined
  expiresFrom?: string | undefined
  expiresTo?: string | undefined
  revokedFrom?: string | undefined
  replaced?: 'yes' | 'no' | undefined
  algorithm?: string | undefined
  channel?: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown' | undefined
  format: 'csv' | 'json'
}

export interface PreviewCertificateResponse {
  ca: {
    id: string
    name: string
    valid_to: string
    has_passphrase: boolean
  }
  names: {
    commonName: string
    sanDns: string[]
    sanIp: string[]
  } | null
  sanDns: (string | null)[]
  sanIp: (string | null)[]
  valid_from: string
  valid_to: string
  isCapped: boolean
  problems: ({
    field: string
    code: string
    message: string
  })[]
}

export interface GetCertificatePemsResponse {
  certificates: ({
    id: string
    ca_id: string
    common_name: string
    serial_number: string
    certificate_pem: string
  })[]
  chains: {
    [name: string]: string[]
  }
}

export interface GetCertificateResponse {
  certificate: {
    id: string
    ca_id: string
    common_name: string
    san_dns: string[]
    san_ip: string[]
    key_algorithm: string
    valid_from: string
    valid_to: string
    serial_number: string
    revoked_at: string | null
    revocation_reason: string | null
    created_at: string
    mode: 'managed' | 'csr'
    status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
    channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
    renewed_from: string | null
    replaced_by: string | null
    validity_days: number
    certificate_pem: string
    issued_by: {
      kind: string
      id: string
      name: string | null
    } | null
  }
  decoded: DescribedCertificate
  chain: ({
    ca_id: string
    name: string
    valid_from: string
    valid_to: string
    has_passphrase: boolean
    certificate_pem: string
  })[]
  renewals: ({
    id: string
    serial_number: string
    valid_from: string
    valid_to: string
    status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
    created_at: string
  })[]
  history: ({
    action: string
    outcome: 'done' | 'refused'
    at: string
    actor: {
      kind: string
      id: string
      name: string | null
    }
    address: string | null
    detail: {
      [name: string]: string | number | boolean | null
    }
  })[]
}

export interface RenewCertificateResponse {
  certificate: {
    id: string
    ca_id: string
    common_name: string
    san_dns: string[]
    san_ip: string[]
    key_algorithm: string
    valid_from: string
    valid_to: string
    serial_number: string
    revoked_at: string | null
    revocation_reason: string | null
    created_at: string
    mode: 'managed' | 'csr'
    status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
    channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
    renewed_from: string | null
    replaced_by: string | null
    certificate_pem: string
  }
  chain_pem: string[]
  privateKey?: string | undefined
}

export interface RevokeCertificateResponse {
  certificate: ListedCertificate
}

export interface ReleaseCertificateResponse {
  certificate: ListedCertificate
}

export interface DecodePemResponse {
  objects: (DescribedCertificate | DescribedRequest | DescribedRevocationList)[]
}
