import type { Dialect, SqlValue } from '../connection.ts'
import { joinFragments, type Fragment } from '../fragment.ts'
import type { CertificateFilter } from './certificate-store.ts'

/**
 * The filter as a condition on `certificates c`, without the CA. Every column of it but alternative names is in
 * the index certificates_listed.
 * A search is literal: the text is looked for, never interpreted.
 */
export function conditionOf(filter: CertificateFilter, dialect: Dialect): Fragment {
  const terms: Fragment[] = [{ sql: 'c.listed_at is not null', parameters: [] }]
  const compare = (sql: string, value: SqlValue | undefined): void => {
    if (value !== undefined) terms.push({ sql, parameters: [value] })
  }
  if (filter.status === 'active') terms.push({ sql: 'c.revoked_at is null', parameters: [] })
  if (filter.status === 'revoked') terms.push({ sql: 'c.revoked_at is not null', parameters: [] })
  compare('c.listed_at >= ?', filter.createdFrom)
  compare('c.listed_at <= ?', filter.createdTo)
  compare('c.not_after > ?', filter.expiresAfter)
  compare('c.not_after <= ?', filter.expiresUntil)
  compare('c.revoked_at >= ?', filter.revokedFrom)
  compare('c.key_algorithm = ?', filter.keyAlgorithm)
  if (filter.replaced === true) terms.push({ sql: 'c.replaced_by_id is not null', parameters: [] })
  if (filter.replaced === false) terms.push({ sql: 'c.replaced_by_id is null', parameters: [] })
  if (filter.channel === 'unknown') terms.push({ sql: 'c.channel is null', parameters: [] })
  else compare('c.channel = ?', filter.channel)
  if (filter.search) terms.push(named(filter.search, filter.searchIn, dialect))
  return joinFragments(terms, ' and ')
}

/** How names and what is looked for in them are compared: by Unicode's simple lower-case letters. */
export function foldCase(text: string): string {
  return text.toLowerCase()
}

/** What alternative names may hold; anything else would meet the punctuation of their JSON. */
const ALTERNATIVE_NAME = /^[a-z0-9.*:_-]+$/

/** The words of the partial index on PostgreSQL, for it to be found. */
const HAS_OTHER_NAMES = `(c.san_ip <> '[]' or c.san_dns <> '["' || c.search_name || '"]')`

function named(
  search: string,
  searchIn: CertificateFilter['searchIn'],
  dialect: Dialect,
): Fragment {
  const text = foldCase(search)
  const inCommonName = contains('c.search_name', text, dialect)
  if (searchIn !== 'names' || !ALTERNATIVE_NAME.test(text)) return inCommonName
  const inOthers = contains('(c.san_dns || c.san_ip)', text, dialect)
  const others = `(${HAS_OTHER_NAMES} and ${inOthers.sql})`
  return {
    sql: `(${inCommonName.sql} or ${others})`,
    parameters: [...inCommonName.parameters, ...inOthers.parameters],
  }
}

function contains(where: string, text: string, dialect: Dialect): Fragment {
  if (dialect === 'sqlite') return { sql: `instr(${where}, ?) > 0`, parameters: [text] }
  // LIKE is what the trigram index understands.
  const literal = text.replace(/[\\%_]/g, (character) => `\\${character}`)
  return { sql: `${where} like ?`, parameters: [`%${literal}%`] }
}
