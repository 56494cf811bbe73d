import type { Uuid } from '../../pki/identifier.ts'
import type { Connection, Dialect } from '../connection.ts'
import { joinFragments, select, type Fragment } from '../fragment.ts'
import { orderBy, orderColumns } from './certificate-order.ts'
import type { CertificateFilter, CertificateOrder } from './certificate-store.ts'

export type WalkIndex =
  | 'certificates_listed'
  | 'certificates_revoked'
  | 'certificates_expiring'
  | 'certificates_named'

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

/** One query for each CA, of what its order compares. */
export type Walk = readonly Fragment[]

/** SQLite merges at most 500 queries into one. */
const MOST_MERGED = 400

/**
 * What matches: one query per CA, each in the order of its index. Merged, they come newest first without sorting, however
 * many CAs and certificates there are.
 */
export function certificateWalk(
  dialect: Dialect,
  authorityIds: readonly Uuid[],
  condition: Fragment,
  index: WalkIndex,
  order: CertificateOrder,
): Walk {
  const from = dialect === 'sqlite' ? `certificates c indexed by ${index}` : 'certificates c'
  const within = (which: Fragment): Fragment => ({
    sql: `select ${orderColumns(order)} from ${from} where ${which.sql} and ${condition.sql}`,
    parameters: [...which.parameters, ...condition.parameters],
  })
  if (authorityIds.length > MOST_MERGED) {
    const list = JSON.stringify(authorityIds)
    const among =
      dialect === 'sqlite'
        ? 'c.authority_id in (select value from json_each(?))'
        : 'c.authority_id in (select json_array_elements_text(?::json))'
    return [within({ sql: among, parameters: [list] })]
  }
  return authorityIds.map((id) => within({ sql: 'c.authority_id = ?', parameters: [id] }))
}

/** All that the walk meets, in no order. */
export function everyOf(walk: Walk): Fragment {
  return joinFragments(walk, ' union all ')
}

export function walkIndex(filter: CertificateFilter, order: CertificateOrder): WalkIndex {
  if (order.by === 'expires') return 'certificates_expiring'
  return filter.status === 'revoked' ? 'certificates_revoked' : 'certificates_listed'
}

export async function seqsOf(
  connection: Connection,
  walk: Walk,
  { offset, limit }: Page,
  sorted: CertificateOrder,
): Promise<readonly number[]> {
  const order = orderBy(sorted)
  const merged =
    connection.dialect === 'sqlite' ? everyOf(walk) : firstOf(walk, order, offset + limit)
  const rows = await select<{ seq: number }>(connection, {
    sql: `${merged.sql} ${order} limit ? offset ?`,
    parameters: [...merged.parameters, limit, offset],
  })
  return rows.map((row) => row.seq)
}

/** PostgreSQL merges what is in order by itself, and looks no further into each query than it is told. */
function firstOf(walk: Walk, order: string, count: number): Fragment {
  const arms = walk.map(({ sql, parameters }) => ({
    sql: `(${sql} ${order} limit ?)`,
    parameters: [...parameters, count],
  }))
  const { sql, parameters } = joinFragments(arms, ' union all ')
  return { sql: `select seq from (${sql}) as merged`, parameters }
}
