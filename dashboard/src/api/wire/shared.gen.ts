// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface ConsoleAuthority {
  id: string
  name: string
  common_name: string
  organization: string | null
  organizational_unit: string | null
  country: string | null
  state: string | null
  locality: string | null
  key_algorithm: string
  serial_number: string
  fingerprint_sha256: string
  valid_from: string
  valid_to: string
  created_at: string
  has_passphrase: boolean
  parent_ca_id: string | null
  depth: number
  path_length: number | null
  shards: number
  revoked_at: string | null
  revocation_reason: string | null
  certified_elsewhere: boolean
  active_certificates: number
  publication: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
  next_update: string | null
  unusable_reason: string | null
}

export type ConsoleAuthorityDetail = ConsoleAuthority & {
  certificate_pem: string
  subject: string
  issuer: string
  subject_key_identifier: string
  signature_algorithm: string
}
