import type { Uuid } from '../pki/identifier.ts'
import type { Connection, Dialect } from './connection.ts'
import { joinFragments, select, type Fragment } from './fragment.ts'
import type { CertificateFilter } from './store.ts'

export type WalkIndex = 'certificates_listed' | 'certificates_revoked' | 'certificates_expiring'

export interface Page {
  readonly offset: number
  readonly limit: number
}

/** Certificates in the order of the list, by their internal numbers. */
export interface Slice {
  readonly seqs: readonly number[]
  /** null: not known here, or above what is counted exactly. */
  readonly total: number | null
}

/** SQLite merges at most 500 queries into one. */
const MOST_MERGED = 400

/**
 * (listed_at, seq) of what matches: one query per CA, each in the order of its index. Merged, they come newest first
 * without sorting, however many CAs and certificates there are.
 */
export function certificateWalk(
  dialect: Dialect,
  authorityIds: readonly Uuid[],
  condition: Fragment,
  index: WalkIndex,
): Fragment {
  const from = dialect === 'sqlite' ? `certificates c indexed by ${index}` : 'certificates c'
  const within = (which: Fragment): Fragment => ({
    sql: `select c.listed_at, c.seq from ${from} where ${which.sql} and ${condition.sql}`,
    parameters: [...which.parameters, ...condition.parameters],
  })
  if (authorityIds.length > MOST_MERGED) {
    const list = JSON.stringify(authorityIds)
    const among =
      dialect === 'sqlite'
        ? 'c.authority_id in (select value from json_each(?))'
        : 'c.authority_id in (select json_array_elements_text(?::json))'
    return within({ sql: among, parameters: [list] })
  }
  const arms = authorityIds.map((id) => within({ sql: 'c.authority_id = ?', parameters: [id] }))
  return joinFragments(arms, ' union all ')
}

export function walkIndex(filter: CertificateFilter): WalkIndex {
  return filter.status === 'revoked' ? 'certificates_revoked' : 'certificates_listed'
}

export async function seqsOf(
  connection: Connection,
  walk: Fragment,
  { offset, limit }: Page,
): Promise<readonly number[]> {
  const rows = await select<{ seq: number }>(connection, {
    sql: `${walk.sql} order by listed_at desc, seq desc limit ? offset ?`,
    parameters: [...walk.parameters, limit, offset],
  })
  return rows.map((row) => row.seq)
}
