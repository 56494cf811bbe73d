import type { Uuid } from '../../pki/identifier.ts'
import { conditionOf, foldCase } from './certificate-filter.ts'
import type { Connection } from '../connection.ts'
import { capped, countOf, select, type Fragment } from '../fragment.ts'
import { listKey, type FoundList, type FoundLists } from './found-lists.ts'
import { orderBy } from './certificate-order.ts'
import type { CertificateFilter, CertificateOrder } from './certificate-store.ts'

/** So many candidates are read and sorted in less time than a walk takes to meet them. */
const FEW_CANDIDATES = 30_000
/** More parts of a long text make the candidates hardly fewer. */
const MOST_TRIGRAMS = 6

/**
 * All certificates whose name contains the text, in the order of the list, on SQLite. The trigram index names candidates;
 * the literal text decides. @returns undefined for a frequent text, or one of fewer than three characters: those are met
 * soon enough by walking
 */
export async function searchRare(
  connection: Connection,
  authorityIds: readonly Uuid[],
  filter: CertificateFilter,
  order: CertificateOrder,
  lists: FoundLists,
): Promise<FoundList | undefined> {
  const text = foldCase(filter.search ?? '')
  // No common name holds it, and FTS5 would take it for the end.
  if (text.includes('\0')) return { seqs: [], complete: true }
  const candidates = candidatesFor(text)
  if (candidates === undefined) return undefined
  const key = listKey(authorityIds, filter, order)
  const unchanged = lists.unchanged(key)
  if (unchanged?.complete) return unchanged
  const counted = await countOf(connection, capped(candidates, FEW_CANDIDATES))
  if (counted >= FEW_CANDIDATES) return undefined
  return lists.keep(key, await readCandidates(connection, candidates, authorityIds, filter, order))
}

function candidatesFor(text: string): Fragment | undefined {
  const trigrams = trigramsOf(text)
  if (trigrams.length === 0) return undefined
  return {
    sql: 'select rowid as seq from certificate_search where certificate_search match ?',
    // FTS5 knows its operators in capitals only.
    parameters: [trigrams.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ')],
  }
}

/** At most six parts of three characters, the first and the last among them, that cover the text evenly. */
function trigramsOf(text: string): readonly string[] {
  const characters = Array.from(text)
  const last = characters.length - 3
  if (last < 0) return []
  const parts = Math.min(last, MOST_TRIGRAMS - 1)
  const starts = Array.from({ length: parts + 1 }, (_, index) =>
    parts === 0 ? 0 : Math.round((index * last) / parts),
  )
  return [...new Set(starts.map((start) => characters.slice(start, start + 3).join('')))]
}

async function readCandidates(
  connection: Connection,
  candidates: Fragment,
  authorityIds: readonly Uuid[],
  filter: CertificateFilter,
  order: CertificateOrder,
): Promise<FoundList> {
  const condition = conditionOf(filter, connection.dialect)
  const rows = await select<{ seq: number }>(connection, {
    sql: `select c.seq from (${candidates.sql}) as found cross join certificates c on c.seq = found.seq
      where c.authority_id in (select value from json_each(?)) and ${condition.sql}
      ${orderBy(order, 'c.')}`,
    parameters: [...candidates.parameters, JSON.stringify(authorityIds), ...condition.parameters],
  })
  return { seqs: rows.map((row) => row.seq), complete: true }
}
