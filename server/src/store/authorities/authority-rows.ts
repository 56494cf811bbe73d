import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Revocation, RevocationReason } from '../../pki/revocation.ts'

/** What every query about CAs selects: the CA `a`, its current certificate `c`, the bytes `b`. */
export const AUTHORITY_COLUMNS = `a.id, a.workspace_id, a.parent_id, a.name, a.common_name, a.organization,
  a.organizational_unit, a.country, a.state, a.locality, a.key_algorithm, a.created_at, a.has_passphrase,
  a.depth, a.path_length, a.shards, a.revoked_at, a.revocation_reason,
  c.serial_number, c.not_before, c.not_after, b.bytes`

export const AUTHORITY_TABLES = `authorities a
  join certificates c on c.id = a.certificate_id
  join certificate_bytes b on b.seq = c.seq`

export interface AuthorityRow {
  readonly id: Uuid
  readonly workspace_id: Uuid
  readonly parent_id: Uuid | null
  readonly name: string
  readonly common_name: string
  readonly organization: string | null
  readonly organizational_unit: string | null
  readonly country: string | null
  readonly state: string | null
  readonly locality: string | null
  readonly key_algorithm: string
  readonly created_at: number
  readonly has_passphrase: number
  readonly depth: number
  readonly path_length: number | null
  readonly shards: number
  readonly revoked_at: number | null
  readonly revocation_reason: RevocationReason | null
  readonly serial_number: string
  readonly not_before: number
  readonly not_after: number
  readonly bytes: Uint8Array
}

export function authorityFromRow(row: AuthorityRow): CertificateAuthority {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    parentId: row.parent_id,
    name: row.name,
    commonName: row.common_name,
    organization: row.organization,
    organizationalUnit: row.organizational_unit,
    country: row.country,
    state: row.state,
    locality: row.locality,
    keyAlgorithm: row.key_algorithm,
    certificate: row.bytes,
    serialNumber: row.serial_number,
    validity: { notBefore: row.not_before, notAfter: row.not_after },
    createdAt: row.created_at,
    hasPassphrase: row.has_passphrase === 1,
    depth: row.depth,
    pathLength: row.path_length,
    shards: row.shards,
    revocation: revocationFromRow(row),
  }
}

export function revocationFromRow(row: {
  readonly revoked_at: number | null
  readonly revocation_reason: RevocationReason | null
}): Revocation | null {
  if (row.revoked_at === null || row.revocation_reason === null) return null
  return { revokedAt: row.revoked_at, reason: row.revocation_reason }
}
