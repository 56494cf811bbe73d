import type { CertificateRecord, IssuanceMode, StoredCertificate } from '../../pki/certificate.ts'
import type { AuditActor } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { IssuanceChannel, IssuanceOrigin } from '../../pki/issuance-origin.ts'
import type { RevocationReason } from '../../pki/revocation.ts'
import { revocationFromRow } from '../authorities/authority-rows.ts'
import { statement, type Connection } from '../connection.ts'

export const RECORD_COLUMNS = `c.id, c.authority_id, c.common_name, c.san_dns, c.san_ip, c.key_algorithm,
  c.not_before, c.not_after, c.serial_number, c.revoked_at, c.revocation_reason, c.created_at, c.mode,
  c.renewed_from_id, c.replaced_by_id, c.channel, c.issued_by_kind, c.issued_by_id`

const GET = statement(`select ${RECORD_COLUMNS}, a.workspace_id, c.subject_has_common_name,
    c.validity_days, c.key_hash, b.bytes
  from certificates c
  join authorities a on a.id = c.authority_id
  join certificate_bytes b on b.seq = c.seq
  where c.id = ? and c.listed_at is not null`)

export interface RecordRow {
  readonly id: Uuid
  readonly authority_id: Uuid
  readonly common_name: string
  readonly san_dns: string
  readonly san_ip: string
  readonly key_algorithm: string
  readonly not_before: number
  readonly not_after: number
  readonly serial_number: string
  readonly revoked_at: number | null
  readonly revocation_reason: RevocationReason | null
  readonly created_at: number
  readonly mode: IssuanceMode
  readonly renewed_from_id: Uuid | null
  readonly replaced_by_id: Uuid | null
  readonly channel: IssuanceChannel | null
  readonly issued_by_kind: AuditActor['kind'] | null
  readonly issued_by_id: string | null
}

interface StoredRow extends RecordRow {
  readonly workspace_id: Uuid
  readonly subject_has_common_name: number
  readonly validity_days: number
  readonly key_hash: Uint8Array
  readonly bytes: Uint8Array
}

/** Issued end-entity certificates only. */
export async function getCertificate(
  connection: Connection,
  { id }: { readonly id: Uuid },
): Promise<StoredCertificate | undefined> {
  const row = await connection.get<StoredRow>(GET, id)
  if (row === undefined) return undefined
  return {
    ...recordFromRow(row),
    workspaceId: row.workspace_id,
    subjectHasCommonName: row.subject_has_common_name === 1,
    validityDays: row.validity_days,
    keyHash: row.key_hash,
    certificate: row.bytes,
  }
}

export function recordFromRow(row: RecordRow): CertificateRecord {
  return {
    id: row.id,
    authorityId: row.authority_id,
    commonName: row.common_name,
    // JSON that we wrote ourselves.
    sanDns: JSON.parse(row.san_dns) as readonly string[],
    sanIp: JSON.parse(row.san_ip) as readonly string[],
    keyAlgorithm: row.key_algorithm,
    validity: { notBefore: row.not_before, notAfter: row.not_after },
    serialNumber: row.serial_number,
    revocation: revocationFromRow(row),
    createdAt: row.created_at,
    mode: row.mode,
    renewedFromId: row.renewed_from_id,
    replacedById: row.replaced_by_id,
    origin: originFromRow(row),
  }
}

function originFromRow(row: RecordRow): IssuanceOrigin | null {
  const { channel, issued_by_kind: kind, issued_by_id: id } = row
  return channel === null || kind === null || id === null ? null : { channel, by: { kind, id } }
}
