import type { Uuid } from '../../pki/identifier.ts'
import type { RevocationReason } from '../../pki/revocation.ts'
import { revocationFromRow } from '../authorities/authority-rows.ts'
import { statement, type Connection } from '../connection.ts'
import type { CertificateStatus } from './relying-parties.ts'

const FIND = statement(`select issued_at, revoked_at, revocation_reason from certificates
  where authority_id = ? and serial_number = ?`)

/** RFC 6960 §2.2: good only for what was issued; a serial number that is merely reserved counts as never issued. */
export async function findStatus(
  connection: Connection,
  { authorityId, serialNumber }: { readonly authorityId: Uuid; readonly serialNumber: string },
): Promise<CertificateStatus> {
  const row = await connection.get<{
    issued_at: number | null
    revoked_at: number | null
    revocation_reason: RevocationReason | null
  }>(FIND, authorityId, serialNumber)
  if (row === undefined) return { kind: 'unknown' }
  const revocation = revocationFromRow(row)
  if (revocation !== null) return { kind: 'revoked', revocation }
  return row.issued_at === null ? { kind: 'unknown' } : { kind: 'good' }
}
