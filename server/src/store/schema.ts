import type { Generated } from 'kysely'
import type { AuditActor } from '../pki/audit-event.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { IssuanceChannel } from '../pki/issuance-origin.ts'
import type { IssuanceMode } from '../pki/certificate.ts'
import type { Role } from '../pki/member.ts'
import type { RevocationReason } from '../pki/revocation.ts'
import type { Plan } from '../pki/workspace.ts'

/** The tables, as both dialects hold them: times in milliseconds, booleans 0 or 1, lists as JSON text. */
export interface Database {
  migrations: MigrationsTable
  heartbeat: { id: number; at: number }
  users: { id: Uuid; email: string; created_at: number }
  workspaces: { id: Uuid; name: string; slug: string; plan: Plan; created_at: number }
  members: { workspace_id: Uuid; user_id: Uuid; role: Role }
  setup_tokens: { token_hash: Uint8Array; user_id: Uuid; expires_at: number }
  authorities: AuthoritiesTable
  authority_keys: { authority_id: Uuid; sealed: Uint8Array; version: number }
  authority_requests: AuthorityRequestsTable
  authority_issuers: { authority_id: Uuid; certificates: Uint8Array }
  certificates: CertificatesTable
  revocation_lists: RevocationListsTable
  revocation_list_bytes: {
    authority_id: Uuid
    shard: number
    number: number
    der: Uint8Array
    base_number: number | null
    base_from: number | null
    base_to: number | null
    base_at: number | null
  }
  responders: RespondersTable
  status_feed: { id: number; position: number; changes: number }
  status_changes: StatusChangesTable
  certificate_bytes: { seq: number; bytes: Uint8Array }
  blocked_keys: { workspace_id: Uuid; key_hash: Uint8Array; blocked_at: number }
  idempotency: IdempotencyTable
  api_keys: ApiKeysTable
  api_key_permissions: ApiKeyPermissionsTable
  audit_chains: {
    chain: string
    length: number
    head_mac: Uint8Array
    after_chain: string | null
    after_position: number | null
    after_mac: Uint8Array | null
  }
  audit_events: AuditEventsTable
  secrets: { name: string; sealed: Uint8Array }
  key_links: KeyLinksTable
  used_confirmations: { id: string; expires_at: number }
}

export interface MigrationsTable {
  number: number
  name: string
  applied_at: number
}

export interface AuthoritiesTable {
  seq: Generated<number>
  id: Uuid
  workspace_id: Uuid
  parent_id: Uuid | null
  name: string
  common_name: string
  organization: string | null
  organizational_unit: string | null
  country: string | null
  state: string | null
  locality: string | null
  key_algorithm: string
  created_at: number
  has_passphrase: number
  depth: number
  path_length: number | null
  /** 1: one full revocation list, shard 0; N > 1: shards 1 … N. */
  shards: Generated<number>
  /** The CA's current certificate, a row of `certificates`. */
  certificate_id: Uuid
  revoked_at: number | null
  revocation_reason: RevocationReason | null
}

export interface AuthorityRequestsTable {
  /** Of the CA to come. */
  id: Uuid
  workspace_id: Uuid
  name: string
  common_name: string
  key_algorithm: string
  has_passphrase: number
  request: Uint8Array
  sealed: Uint8Array
  version: number
  created_at: number
}

/** Every serial number that a CA has used, whether the certificate came to exist or not. */
export interface CertificatesTable {
  seq: Generated<number>
  id: Uuid
  /** The issuer. */
  authority_id: Uuid
  /** The CA that a CA certificate certifies; NULL for end entities. */
  subject_authority_id: Uuid | null
  serial_number: string
  mode: IssuanceMode | null
  common_name: string
  /** The common name in lower case: what a search looks into. */
  search_name: string
  subject_has_common_name: number
  san_dns: string
  san_ip: string
  key_algorithm: string
  key_hash: Uint8Array
  not_before: number
  not_after: number
  validity_days: number
  created_at: number
  renewed_from_id: Uuid | null
  /** The newest certificate that renewed it. */
  replaced_by_id: Uuid | null
  /** NULL: issued before it was written down. */
  channel: IssuanceChannel | null
  issued_by_kind: AuditActor['kind'] | null
  issued_by_id: string | null
  /** The first 48 bits of the certificate's SHA-256 fingerprint. */
  fingerprint_start: number | null
  /** NULL: an intent; a signature may exist, but nobody was given it. */
  issued_at: number | null
  /** created_at of an issued end-entity certificate, else NULL: what lists show and how they are ordered. */
  listed_at: number | null
  revoked_at: number | null
  revocation_reason: RevocationReason | null
  /** Of the issuer's revocation lists the one that would tell of it. */
  shard: Generated<number>
  /** The list number that the last change of the revocation reserved; stays after a release from hold. */
  revocation_number: number | null
}

export interface RevocationListsTable {
  authority_id: Uuid
  shard: number
  /** The highest number reserved. */
  wanted_number: number
  published_number: Generated<number>
  this_update: number | null
  next_update: number | null
  /** this_update of the list before the published one. */
  former_update: number | null
  /** 0: dirty or never published; else the middle of the published list's life. */
  due_at: Generated<number>
  lease_holder: string | null
  lease_until: Generated<number>
  /** The number that the lease was last given for. */
  lease_number: Generated<number>
}

export interface StatusChangesTable {
  /** Follows the clock. */
  position: number
  /** Without gaps. */
  ordinal: number
  authority_id: Uuid
  serial_number: string
}

export interface RespondersTable {
  seq: Generated<number>
  authority_id: Uuid
  certificate_id: Uuid
  sealed: Uint8Array
  version: number
}

export interface IdempotencyTable {
  credential_id: Uuid
  route: string
  idempotency_key: string
  fingerprint: string
  claim_id: Uuid
  claimed_at: number
  completed_at: number | null
  response: string | null
}

export interface ApiKeysTable {
  id: Uuid
  workspace_id: Uuid
  user_id: Uuid
  name: string
  prefix: string
  key_hash: Uint8Array
  created_at: number
  expires_at: number | null
  revoked_at: number | null
  last_used_at: number | null
  last_used_address: string | null
  replaced_by: Uuid | null
  /** Where another key took its place: until then both are good. */
  ends_at: number | null
  /** JSON: networks in CIDR form; none: from anywhere. */
  allowed_addresses: string
  may_return_private_keys: number
  created_by: Uuid | null
}

export interface ApiKeyPermissionsTable {
  api_key_id: Uuid
  authority_id: Uuid
  can_read: number
  can_issue: number
  can_revoke: number
}

export interface KeyLinksTable {
  id: Uuid
  user_id: Uuid
  workspace_id: Uuid
  certificate_id: Uuid
  sealed: Uint8Array
  created_at: number
  expires_at: number
}

export interface AuditEventsTable {
  seq: Generated<number>
  chain: string
  position: number
  key_id: string
  encoded: string
  mac: Uint8Array
}
