import type { Dialect, SqlValue } from './connection.ts'
import { joinFragments, type Fragment } from './fragment.ts'
import type { CertificateFilter } from './store.ts'

/**
 * The filter as a condition on `certificates c`, without the CA. Every column of it is in the index certificates_listed.
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
  if (filter.search) terms.push(contains(foldCase(filter.search), dialect))
  return joinFragments(terms, ' and ')
}

/** How names and what is looked for in them are compared: by Unicode's simple lower-case letters. */
export function foldCase(text: string): string {
  return text.toLowerCase()
}

function contains(text: string, dialect: Dialect): Fragment {
  if (dialect === 'sqlite') return { sql: 'instr(c.search_name, ?) > 0', parameters: [text] }
  // LIKE is what the trigram index understands.
  const literal = text.replace(/[\\%_]/g, (character) => `\\${character}`)
  return { sql: 'c.search_name like ?', parameters: [`%${literal}%`] }
}
