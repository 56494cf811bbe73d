import { RECORD_COLUMNS, recordFromRow, type RecordRow } from './certificates.ts'
import type { Connection, SqlValue } from './connection.ts'
import type { CertificateFilter, CertificatePage } from './store.ts'

export async function listCertificates(
  connection: Connection,
  {
    filter,
    page,
  }: {
    readonly filter: CertificateFilter
    readonly page: { readonly offset: number; readonly limit: number }
  },
): Promise<CertificatePage> {
  if (filter.authorityIds?.length === 0) return { certificates: [], total: 0 }
  const terms = ['c.listed_at is not null']
  const parameters: SqlValue[] = []
  const add = (term: string, ...values: readonly SqlValue[]): void => {
    terms.push(
      values
        .reduce<string>((text, value) => {
          parameters.push(value)
          return text.replace(
            '?',
            connection.dialect === 'sqlite' ? '?\u0000' : `$${parameters.length}`,
          )
        }, term)
        .replaceAll('\u0000', ''),
    )
  }
  if (filter.authorityIds) {
    add(
      `c.authority_id in (${filter.authorityIds.map(() => '?').join(', ')})`,
      ...filter.authorityIds,
    )
  }
  if (filter.status === 'active') add('c.revoked_at is null')
  if (filter.status === 'revoked') add('c.revoked_at is not null')
  if (filter.createdFrom !== undefined) add('c.listed_at >= ?', filter.createdFrom)
  if (filter.createdTo !== undefined) add('c.listed_at <= ?', filter.createdTo)
  if (filter.expiresAfter !== undefined) add('c.not_after > ?', filter.expiresAfter)
  if (filter.expiresUntil !== undefined) add('c.not_after <= ?', filter.expiresUntil)
  if (filter.search) {
    const within =
      connection.dialect === 'sqlite'
        ? 'instr(c.search_name, ?) > 0'
        : 'strpos(c.search_name, ?) > 0'
    add(within, filter.search.toLowerCase())
  }
  const where = terms.join(' and ')
  const counted = await connection.query(
    `select count(*) as total from certificates c where ${where}`,
    parameters,
  )
  const listed = await connection.query(
    `select ${RECORD_COLUMNS} from certificates c where ${where}
     order by c.listed_at desc, c.seq desc limit ${page.limit} offset ${page.offset}`,
    parameters,
  )
  const rows = listed.rows as unknown as readonly RecordRow[]
  return {
    certificates: rows.map((row) => recordFromRow(row)),
    total: Number(counted.rows[0]?.['total'] ?? 0),
  }
}
