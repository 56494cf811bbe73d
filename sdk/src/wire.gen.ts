// Generated from api/openapi.json by `npm run generate`; do not edit.

export interface Certificate {
  /** Certificate ID */
  id: string
  /** The CA that issued it */
  ca_id: string
  /** Common name, or the first alternative name of a certificate without one */
  common_name: string
  /** DNS Subject Alternative Names */
  san_dns: string[]
  /** IP address Subject Alternative Names */
  san_ip: string[]
  /** Key algorithm. An open list: keys from certification requests may report others, such as RSA-3072, ECDSA-P521 or Ed25519 */
  key_algorithm: string
  /** Start of validity */
  valid_from: string
  /** End of validity */
  valid_to: string
  /** Serial number in upper-case hexadecimal, of even length, without a sign octet */
  serial_number: string
  /** When it was revoked; null while it is not */
  revoked_at: string | null
  /** Why it was revoked; null while it is not */
  revocation_reason: string | null
  /** When it was issued */
  created_at: string
  /** The certificate as PEM: LF line ends, 64 columns, no trailing newline */
  certificate_pem: string
}

export interface CertificateAuthority {
  /** Certificate Authority ID */
  id: string
  /** Display name */
  name: string
  /** Common name of the subject */
  common_name: string
  /** Organization of the subject */
  organization: string | null
  /** Country of the subject */
  country: string | null
  /** State or province of the subject */
  state: string | null
  /** Locality of the subject */
  locality: string | null
  /** Key algorithm. An open list: keys from certification requests may report others, such as RSA-3072, ECDSA-P521 or Ed25519 */
  key_algorithm: string
  /** The certificate as PEM: LF line ends, 64 columns, no trailing newline */
  certificate_pem: string
  /** Serial number in upper-case hexadecimal, of even length, without a sign octet */
  serial_number: string
  /** Start of validity */
  valid_from: string
  /** End of validity */
  valid_to: string
  /** When the CA was created */
  created_at: string
  /** Whether issuing takes the CA passphrase (`caPassphrase`) */
  has_passphrase: boolean
  /** The CA that issued this one; null for a root */
  parent_ca_id: string | null
  /** 0 for a root, 1 below it, … */
  depth: number
  /** How many CAs may stand below this one (RFC 5280 §4.2.1.9); null: unlimited */
  path_length: number | null
  /** When it was revoked; null while it is not */
  revoked_at: string | null
  /** Why it was revoked; null while it is not */
  revocation_reason: string | null
}

export interface CertificateAuthoritySummary {
  /** Certificate Authority ID */
  id: string
  /** Display name */
  name: string
  /** Common name of the subject */
  common_name: string
  /** Organization of the subject */
  organization: string | null
  /** Key algorithm. An open list: keys from certification requests may report others, such as RSA-3072, ECDSA-P521 or Ed25519 */
  key_algorithm: string
  /** Start of validity */
  valid_from: string
  /** End of validity */
  valid_to: string
  /** When the CA was created */
  created_at: string
  /** The CA that issued this one; null for a root */
  parent_ca_id: string | null
  /** 0 for a root, 1 below it, … */
  depth: number
  /** How many CAs may stand below this one (RFC 5280 §4.2.1.9); null: unlimited */
  path_length: number | null
}

export interface CertificateSummary {
  /** Certificate ID */
  id: string
  /** The CA that issued it */
  ca_id: string
  /** Common name, or the first alternative name of a certificate without one */
  common_name: string
  /** DNS Subject Alternative Names */
  san_dns: string[]
  /** IP address Subject Alternative Names */
  san_ip: string[]
  /** Key algorithm. An open list: keys from certification requests may report others, such as RSA-3072, ECDSA-P521 or Ed25519 */
  key_algorithm: string
  /** Start of validity */
  valid_from: string
  /** End of validity */
  valid_to: string
  /** Serial number in upper-case hexadecimal, of even length, without a sign octet */
  serial_number: string
  /** When it was revoked; null while it is not */
  revoked_at: string | null
  /** Why it was revoked; null while it is not */
  revocation_reason: string | null
  /** When it was issued */
  created_at: string
}

export interface IssueRequest {
  /** ID of the Certificate Authority to issue from */
  caId: string
  /** `managed`: Certman generates the key pair. `csr`: you provide a Certificate Signing Request. */
  mode?: 'managed' | 'csr' | null | undefined
  /** Common name for the certificate (required for managed mode). In csr mode it replaces the common name of the request. */
  commonName?: string | null | undefined
  /** DNS Subject Alternative Names (supports wildcards like *.example.com). In csr mode `sanDns` and `sanIp`, if either is given, together replace all alternative names of the request. */
  sanDns?: string[] | null | undefined
  /** IP address Subject Alternative Names (IPv4 or IPv6) */
  sanIp?: string[] | null | undefined
  /** Key algorithm (default: ECDSA-P256). In csr mode it must be that of the request, if given. */
  keyAlgorithm?: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384' | null | undefined
  /** Certificate validity in days (max 397 per CA/Browser Forum; default: 365, cut to the end of the CA) */
  validityDays?: number | null | undefined
  /** Certificate Signing Request in PEM format (required for csr mode) */
  csrPem?: string | null | undefined
  /** CA passphrase (required if the CA is passphrase-protected) */
  caPassphrase?: string | null | undefined
}

export interface IssuedCertificate {
  /** Certificate ID */
  id: string
  /** Common name, or the first alternative name of a certificate without one */
  common_name: string
  /** The certificate as PEM: LF line ends, 64 columns, no trailing newline */
  certificate_pem: string
  /** DNS Subject Alternative Names */
  san_dns: string[]
  /** IP address Subject Alternative Names */
  san_ip: string[]
  /** Start of validity */
  valid_from: string
  /** End of validity */
  valid_to: string
  /** Serial number in upper-case hexadecimal, of even length, without a sign octet */
  serial_number: string
  /** When it was issued */
  created_at: string
}

export interface Permissions {
  canRead: boolean
  canIssue: boolean
  canRevoke: boolean
}

export interface RenewRequest {
  /** Certificate validity in days (max 397 per CA/Browser Forum; default: that of the original, cut to the end of the CA) */
  validityDays?: number | null | undefined
  /** New CSR in PEM format (required when renewing a CSR-based certificate) */
  csrPem?: string | null | undefined
  /** CA passphrase (required if the CA is passphrase-protected) */
  caPassphrase?: string | null | undefined
}

export interface RevokeRequest {
  /** Why the certificate is revoked */
  reason?: 'unspecified' | 'keyCompromise' | 'caCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'certificateHold' | 'privilegeWithdrawn' | null | undefined
  /** CA passphrase (required if the CA is passphrase-protected) */
  caPassphrase?: string | null | undefined
}

export interface RevokedCertificate {
  /** Certificate ID */
  id: string
  /** Common name, or the first alternative name of a certificate without one */
  common_name: string
  /** When it was revoked */
  revoked_at: string
  /** Why it was revoked */
  revocation_reason: string
}

export interface WhoamiResponse {
  user: {
    /** User ID */
    id: string
    email: string
  }
  workspace: {
    /** Workspace ID */
    id: string
    /** Name */
    name: string
    /** Short name */
    slug: string
  }
  /** The key that was sent */
  apiKey?: {
    /** API key ID */
    id: string
    /** Name */
    name: string
    /** The first seven characters of the key */
    prefix: string
  } | undefined
  /** The program that was let in by OAuth, instead of `apiKey` */
  oauthClient?: {
    /** Client ID */
    id: string
    /** Name */
    name: string
  } | undefined
  /** What the credential may do, by Certificate Authority ID */
  permissions: {
    [name: string]: Permissions
  }
}

export interface ListCertificateAuthoritiesQuery {
  /** Filter by parent CA ID. Use to list only children of a specific CA. An unknown or unreadable CA gives an empty list. */
  parentCaId?: string | undefined
  /** Which kind of Certificate Authorities to list */
  type?: 'root' | 'intermediate' | 'all' | undefined
}

export interface ListCertificateAuthoritiesResponse {
  cas: CertificateAuthoritySummary[]
}

export interface GetCertificateAuthorityResponse {
  ca: CertificateAuthority
}

export interface GetCertificateAuthorityChainResponse {
  /** The CA that the chain starts with */
  caId: string
  /** How many certificates the chain has */
  chainLength: number
  /** From the specified CA up to the root */
  chain: string[]
}

export interface ListCertificatesQuery {
  /** Filter by Certificate Authority ID. An unknown or unreadable CA gives an empty list. */
  caId?: string | undefined
  /** Filter by status; `active` means not revoked */
  status?: 'active' | 'revoked' | 'all' | undefined
  /** Search by common name (case-insensitive partial match) */
  search?: string | undefined
  /** Filter certificates created on or after this date (ISO 8601) */
  createdFrom?: string | undefined
  /** Filter certificates created on or before this date (ISO 8601). A date without a time includes that UTC day. */
  createdTo?: string | undefined
  /** Filter certificates expiring within N days */
  expiringInDays?: number | undefined
  /** Page number (1-indexed) */
  page?: number | undefined
  /** Number of items per page */
  pageSize?: number | undefined
}

export interface ListCertificatesResponse {
  certificates: CertificateSummary[]
  /** How many match: exact up to 10,000, above that at most ten seconds old */
  total: number
  page: number
  pageSize: number
  totalPages: number
}

export interface IssueCertificateResponse {
  certificate: IssuedCertificate
  /** The private key as PKCS#8 PEM, returned this one time and kept nowhere. Only for managed certificates. Store it securely. */
  privateKey?: string | undefined
}

export interface GetCertificateResponse {
  certificate: Certificate
}

export interface RevokeCertificateResponse {
  message: string
  certificate: RevokedCertificate
}

export interface RenewCertificateResponse {
  message: string
  certificate: IssuedCertificate
  /** The private key as PKCS#8 PEM, returned this one time and kept nowhere. Only for managed certificates. Store it securely. */
  privateKey?: string | undefined
}
