import { inDialect, type Connection, type SqlValue } from './connection.ts'

/** A query of the moment, or a part of one: SQL with `?` for each parameter. */
export interface Fragment {
  readonly sql: string
  readonly parameters: readonly SqlValue[]
}

export function joinFragments(fragments: readonly Fragment[], separator: string): Fragment {
  return {
    sql: fragments.map((fragment) => fragment.sql).join(separator),
    parameters: fragments.flatMap((fragment) => fragment.parameters),
  }
}

/** The caller names the shape that it selects. */
export async function select<Row>(
  connection: Connection,
  { sql, parameters }: Fragment,
): Promise<readonly Row[]> {
  const outcome = await connection.query(inDialect(connection.dialect, sql), parameters)
  return outcome.rows as readonly unknown[] as readonly Row[]
}

export async function countOf(connection: Connection, matching: Fragment): Promise<number> {
  const [row] = await select<{ total: number }>(connection, {
    sql: `select count(*) as total from (${matching.sql}) as matching`,
    parameters: matching.parameters,
  })
  return row?.total ?? 0
}

/** The same, but it stops looking after so many. */
export function capped({ sql, parameters }: Fragment, limit: number): Fragment {
  return {
    sql: `select 1 from (${sql}) as capped limit ?`,
    parameters: [...parameters, limit],
  }
}
