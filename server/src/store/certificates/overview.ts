import type { Uuid } from '../../pki/identifier.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import type { Connection, Dialect } from '../connection.ts'
import { select } from '../fragment.ts'
import type { IssuedOnDay } from './overview-store.ts'

const WEEK_MILLISECONDS = 7 * DAY_MILLISECONDS

/** Every column is in the index certificates_expiring. Cast: a number that is bound alone is a float to SQLite. */
export async function endingByWeek(
  connection: Connection,
  {
    authorityIds,
    from,
    weeks,
  }: { readonly authorityIds: readonly Uuid[]; readonly from: number; readonly weeks: number },
): Promise<readonly number[]> {
  const rows = await select<{ week: number; total: number }>(connection, {
    sql: `select (c.not_after - cast(? as bigint)) / ${WEEK_MILLISECONDS} as week, count(*) as total
      from certificates c where ${among(connection.dialect)} and c.listed_at is not null
        and c.revoked_at is null and c.replaced_by_id is null
        and c.not_after > ? and c.not_after < ? group by 1`,
    parameters: [from, JSON.stringify(authorityIds), from, from + weeks * WEEK_MILLISECONDS],
  })
  const totals = new Map(rows.map(({ week, total }) => [week, total]))
  return Array.from({ length: weeks }, (_, week) => totals.get(week) ?? 0)
}

/** Every column is in the index certificates_listed. */
export async function issuedByDay(
  connection: Connection,
  { authorityIds, from }: { readonly authorityIds: readonly Uuid[]; readonly from: number },
): Promise<readonly IssuedOnDay[]> {
  return select<IssuedOnDay>(connection, {
    sql: `select c.listed_at / ${DAY_MILLISECONDS} as day, c.channel as channel, count(*) as count
      from certificates c where ${among(connection.dialect)} and c.listed_at is not null
        and c.listed_at >= ? group by 1, 2 order by 1, 2`,
    parameters: [JSON.stringify(authorityIds), from],
  })
}

function among(dialect: Dialect): string {
  return dialect === 'sqlite'
    ? 'c.authority_id in (select value from json_each(?))'
    : 'c.authority_id in (select json_array_elements_text(?::json))'
}
