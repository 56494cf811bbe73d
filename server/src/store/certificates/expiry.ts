import type { Uuid } from '../../pki/identifier.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import type { Connection, Dialect } from '../connection.ts'
import { statement } from '../connection.ts'
import { countOf, select, type Fragment } from '../fragment.ts'
import type {
  Approaching,
  ExpiringCertificate,
  ExpiryFilter,
} from '../notifications/notification-store.ts'

/**
 * Something took its place: what renewed it, or a longer one of the same CA with the very same names, which is how programs
 * renew that only know how to issue. A replacement that was revoked is none.
 */
const IS_REPLACED = `(exists (select 1 from certificates n
    where n.id = c.replaced_by_id and n.revoked_at is null)
  or exists (select 1 from certificates n
    where n.authority_id = c.authority_id and n.search_name = c.search_name
      and n.not_after > c.not_after and n.listed_at is not null and n.revoked_at is null
      and n.san_dns = c.san_dns and n.san_ip = c.san_ip))`

const COLUMNS = `c.seq, c.id, c.common_name, c.serial_number, c.authority_id,
  (select a.name from authorities a where a.id = c.authority_id) as authority_name,
  c.created_at, c.not_before, c.not_after, c.key_algorithm,
  case when ${IS_REPLACED} then 1 else 0 end as is_replaced`
const UNREVOKED = 'c.listed_at is not null and c.revoked_at is null'

const APPROACHING = statement(`select ${COLUMNS} from certificates c
  where c.authority_id in (select a.id from authorities a where a.workspace_id = ?)
    and ${UNREVOKED} and c.not_after >= ? and c.not_after <= ?
    and (c.not_after > ? or c.seq > ?)
  order by c.not_after, c.seq limit ?`)

interface ExpiringRow {
  readonly seq: number
  readonly id: Uuid
  readonly common_name: string
  readonly serial_number: string
  readonly authority_id: Uuid
  readonly authority_name: string
  readonly created_at: number
  readonly not_before: number
  readonly not_after: number
  readonly key_algorithm: string
  readonly is_replaced: number
}

function expiringFromRow(row: ExpiringRow): ExpiringCertificate {
  return {
    seq: row.seq,
    id: row.id,
    commonName: row.common_name,
    serialNumber: row.serial_number,
    authorityId: row.authority_id,
    authorityName: row.authority_name,
    createdAt: row.created_at,
    notBefore: row.not_before,
    notAfter: row.not_after,
    keyAlgorithm: row.key_algorithm,
    isReplaced: row.is_replaced === 1,
  }
}

export async function approachingCertificates(
  connection: Connection,
  {
    workspaceId,
    after,
    until,
    limit,
  }: {
    readonly workspaceId: Uuid
    readonly after: { readonly notAfter: number; readonly seq: number }
    readonly until: number
    readonly limit: number
  },
): Promise<readonly Approaching[]> {
  const { notAfter, seq } = after
  const rows = await connection.all<ExpiringRow>(
    APPROACHING,
    workspaceId,
    notAfter,
    until,
    notAfter,
    seq,
    limit,
  )
  return rows.map(expiringFromRow)
}

export async function expiryDays(
  connection: Connection,
  { filter }: { readonly filter: Omit<ExpiryFilter, 'includeReplaced'> },
): Promise<readonly { readonly day: number; readonly count: number }[]> {
  const within = ending(filter, connection.dialect)
  const rows = await select<{ day: number; total: number }>(connection, {
    sql: `select c.not_after / ${DAY_MILLISECONDS} as day, count(*) as total
      from certificates c where ${within.sql} group by 1 order by 1`,
    parameters: within.parameters,
  })
  return rows.map(({ day, total }) => ({ day, count: total }))
}

export async function listExpiring(
  connection: Connection,
  {
    filter,
    page,
  }: {
    readonly filter: ExpiryFilter
    readonly page: { readonly offset: number; readonly limit: number }
  },
): Promise<{ readonly certificates: readonly ExpiringCertificate[]; readonly total: number }> {
  const within = ending(filter, connection.dialect)
  const wanted = filter.includeReplaced ? '' : ` and not ${IS_REPLACED}`
  const total = await countOf(connection, {
    sql: `select 1 from certificates c where ${within.sql}${wanted}`,
    parameters: within.parameters,
  })
  const rows = await select<ExpiringRow>(connection, {
    sql: `select ${COLUMNS} from certificates c
      where ${within.sql}${wanted} order by c.not_after, c.seq limit ? offset ?`,
    parameters: [...within.parameters, page.limit, page.offset],
  })
  return { certificates: rows.map(expiringFromRow), total }
}

function ending(
  { authorityIds, from, until }: Omit<ExpiryFilter, 'includeReplaced'>,
  dialect: Dialect,
): Fragment {
  const among =
    dialect === 'sqlite'
      ? 'c.authority_id in (select value from json_each(?))'
      : 'c.authority_id in (select json_array_elements_text(?::json))'
  return {
    sql: `${among} and ${UNREVOKED} and c.not_after >= ? and c.not_after < ?`,
    parameters: [JSON.stringify(authorityIds), from, until],
  }
}
