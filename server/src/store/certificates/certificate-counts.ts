import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { CertificateFilter } from './certificate-store.ts'

const COUNTS =
  statement(`select coalesce(sum(listed), 0) as listed, coalesce(sum(revoked), 0) as revoked
  from certificate_counts where authority_id in (select value from json_each(?))`)

/** The exact total without counting, where it is kept: on SQLite, for a filter by CA and status only. */
export async function keptTotal(
  connection: Connection,
  authorityIds: readonly Uuid[],
  filter: CertificateFilter,
): Promise<number | undefined> {
  const { authorityIds: _, status, ...others } = filter
  const isKept = Object.values(others).every((value) => value === undefined || value === '')
  if (connection.dialect !== 'sqlite' || !isKept) return undefined
  const ids = JSON.stringify(authorityIds)
  const row = await connection.get<{ listed: number; revoked: number }>(COUNTS, ids)
  const { listed, revoked } = row ?? { listed: 0, revoked: 0 }
  if (status === undefined) return listed
  return status === 'revoked' ? revoked : listed - revoked
}
