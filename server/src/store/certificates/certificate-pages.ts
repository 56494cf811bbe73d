import type { CertificateRecord } from '../../pki/certificate.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { keptTotal } from './certificate-counts.ts'
import { findByDigits } from './certificate-digits.ts'
import { conditionOf } from './certificate-filter.ts'
import { NEWEST_FIRST } from './certificate-order.ts'
import { searchRare } from './certificate-search.ts'
import { EXACT_TOTAL } from './certificate-totals.ts'
import {
  certificateWalk,
  everyOf,
  seqsOf,
  walkIndex,
  type Page,
  type Slice,
  type Walk,
  type WalkIndex,
} from './certificate-walk.ts'
import { RECORD_COLUMNS, recordFromRow, type RecordRow } from './certificates.ts'
import { statement, type Connection } from '../connection.ts'
import { foundBefore, listKey, type FoundList } from './found-lists.ts'
import { capped, countOf, joinFragments, select } from '../fragment.ts'
import type { CertificateFilter, CertificateOrder } from './certificate-store.ts'

/** So many are sorted in less time than it takes to meet them by walking through all that do not match. */
const FEW_EXPIRING = 20_000
/** The same when as many as MOST_LISTED must be met. */
const FEW_EXPIRING_FOR_LISTS = 200_000
/** Where a walk skips what does not match, pages deeper than this come from a list that is at most ten seconds old. */
const DEEP = 1000
/** By name, pages up to here are met by walking through the names, where much matches. */
const SHALLOW = 1000
/** 1,000 pages of 100. */
const MOST_LISTED = 100_000

/** `total` is null when it is above EXACT_TOTAL and not known without counting. */
export interface PageWithin {
  readonly certificates: readonly CertificateRecord[]
  readonly total: number | null
}

const ALL_AUTHORITIES = statement('select id from authorities')

/** @param args.isLarge the total was above EXACT_TOTAL a moment ago and need not be counted */
export async function pageCertificates(
  connection: Connection,
  {
    filter,
    page,
    order = NEWEST_FIRST,
    isLarge,
  }: {
    readonly filter: CertificateFilter
    readonly page: Page
    readonly order?: CertificateOrder | undefined
    readonly isLarge: boolean
  },
): Promise<PageWithin> {
  const authorityIds = await visibleAuthorities(connection, filter)
  if (authorityIds.length === 0) return { certificates: [], total: 0 }
  const query = { connection, authorityIds, filter, order }
  const slice = (await listedSlice(query, page)) ?? (await walkSlice(query, page, isLarge))
  return { certificates: await recordsOf(connection, slice.seqs), total: slice.total }
}

export async function countCertificates(
  connection: Connection,
  { filter }: { readonly filter: CertificateFilter },
): Promise<number> {
  const authorityIds = await visibleAuthorities(connection, filter)
  if (authorityIds.length === 0) return 0
  const walk = await walkOf({ connection, authorityIds, filter, order: NEWEST_FIRST }, FEW_EXPIRING)
  return countOf(connection, everyOf(walk))
}

interface Query {
  readonly connection: Connection
  readonly authorityIds: readonly Uuid[]
  readonly filter: CertificateFilter
  readonly order: CertificateOrder
}

async function walkSlice(query: Query, page: Page, isLarge: boolean): Promise<Slice> {
  const { connection } = query
  const walk = await walkOf(query, FEW_EXPIRING)
  const total = isLarge ? null : await totalOf(query, walk)
  if (total !== null && page.offset >= total) return { seqs: [], total }
  const met = total === null && meetsByName(query, page) ? namedWalk(query) : walk
  return { seqs: await seqsOf(connection, met, page, query.order), total }
}

/**
 * Sorting all that match takes as long however few are asked for. The index of the names knows no more of a certificate than
 * its end: each that it meets is looked up for the rest, which is quick only where hardly any is looked up in vain.
 */
function meetsByName({ connection, order, filter }: Query, { offset }: Page): boolean {
  if (connection.dialect !== 'sqlite' || order.by !== 'name' || offset >= SHALLOW) return false
  const { authorityIds: _authorities, expiresAfter: _after, expiresUntil: _until, ...rest } = filter
  const { status, replaced, searchIn: _searchIn, ...narrowing } = rest
  if (status === 'revoked' || replaced === true) return false
  return Object.values(narrowing).every((value) => value === undefined)
}

function namedWalk({ connection: { dialect }, authorityIds, filter, order }: Query): Walk {
  const condition = conditionOf(filter, dialect)
  return certificateWalk(dialect, authorityIds, condition, 'certificates_named', order)
}

/** @returns null above EXACT_TOTAL, unless it is known without counting */
async function totalOf(
  { connection, authorityIds, filter }: Query,
  walk: Walk,
): Promise<number | null> {
  const kept = await keptTotal(connection, authorityIds, filter)
  if (kept !== undefined) return kept
  const counted = await countOf(connection, capped(everyOf(walk), EXACT_TOTAL + 1))
  return counted > EXACT_TOTAL ? null : counted
}

/** From a list that a search has found, or that the deep pages of one filter share. */
async function listedSlice(query: Query, page: Page): Promise<Slice | undefined> {
  const { connection, authorityIds, filter, order } = query
  const identified = await findByDigits(connection, authorityIds, filter, order)
  if (identified) return { seqs: within(identified.seqs, page), total: identified.seqs.length }
  if (!filter.search && !expires(filter)) return undefined
  const lists = await foundBefore(connection)
  if (filter.search && connection.dialect === 'sqlite') {
    const rare = await searchRare(connection, authorityIds, filter, order, lists)
    if (rare) return { seqs: within(rare.seqs, page), total: rare.seqs.length }
  }
  if (page.offset < DEEP) return undefined
  const key = listKey(authorityIds, filter, order)
  const list = lists.recent(key) ?? lists.keep(key, await readList(query))
  const reaches = list.complete || page.offset + page.limit <= list.seqs.length
  return reaches ? { seqs: within(list.seqs, page), total: null } : undefined
}

async function readList(query: Query): Promise<FoundList> {
  const walk = await walkOf(query, FEW_EXPIRING_FOR_LISTS)
  const seqs = await seqsOf(query.connection, walk, { offset: 0, limit: MOST_LISTED }, query.order)
  return { seqs, complete: seqs.length < MOST_LISTED }
}

function within(seqs: readonly number[], { offset, limit }: Page): readonly number[] {
  return seqs.slice(offset, offset + limit)
}

function expires(filter: CertificateFilter): boolean {
  return filter.expiresAfter !== undefined || filter.expiresUntil !== undefined
}

async function visibleAuthorities(
  connection: Connection,
  filter: CertificateFilter,
): Promise<readonly Uuid[]> {
  if (filter.authorityIds) return [...new Set(filter.authorityIds)]
  const rows = await connection.all<{ id: Uuid }>(ALL_AUTHORITIES)
  return rows.map((row) => row.id)
}

/** Newest first through the CAs, by the index that skips most. */
async function walkOf(
  { connection, authorityIds, filter, order }: Query,
  fewExpiring: number,
): Promise<Walk> {
  const condition = conditionOf(filter, connection.dialect)
  const walk = (index: WalkIndex): Walk =>
    certificateWalk(connection.dialect, authorityIds, condition, index, order)
  const usual = walkIndex(filter, order)
  if (!expires(filter) || connection.dialect === 'postgres') return walk(usual)
  const expiring = walk('certificates_expiring')
  const few = (await countOf(connection, capped(everyOf(expiring), fewExpiring))) < fewExpiring
  return few ? expiring : walk(usual)
}

async function recordsOf(
  connection: Connection,
  seqs: readonly number[],
): Promise<readonly CertificateRecord[]> {
  if (seqs.length === 0) return []
  const list = joinFragments(
    seqs.map((seq) => ({ sql: '?', parameters: [seq] })),
    ', ',
  )
  const rows = await select<RecordRow & { seq: number }>(connection, {
    sql: `select c.seq, ${RECORD_COLUMNS} from certificates c where c.seq in (${list.sql})`,
    parameters: list.parameters,
  })
  const bySeq = new Map(rows.map((row) => [row.seq, recordFromRow(row)]))
  return seqs.flatMap((seq) => bySeq.get(seq) ?? [])
}
