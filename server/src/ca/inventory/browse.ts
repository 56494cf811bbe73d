import type { CertificateRecord, StoredCertificate } from '../../pki/certificate.ts'
import { EXPIRING_DAYS } from '../../pki/certificate-standing.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { isPermitted, readableAuthorities } from '../../pki/authorization.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import type {
  CertificateFilter,
  CertificatePage,
} from '../../store/certificates/certificate-store.ts'
import type { BrowseFilter, BrowseQuery, CertificateStatusFilter } from './certificate-views.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'

/** Nobody waits longer for a number that is known a moment later. */
const TOTAL_PATIENCE = 100

type BrowseDependencies = Pick<CaDependencies, 'store' | 'clock'>

/** Certificates of CAs that the caller may read. A CA that is unknown or out of reach has none. */
export function browseCertificates(
  { store, clock }: BrowseDependencies,
  act: Act,
  query: BrowseQuery,
): Promise<CertificatePage> {
  const page = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize }
  const filter = filterOf(act, query, clock.now())
  return store.certificates.list(filter, page, query.order, TOTAL_PATIENCE)
}

/** What is unknown or out of reach is left out, the same for both. */
export async function findCertificates(
  { store }: Pick<CaDependencies, 'store'>,
  act: Act,
  ids: readonly Uuid[],
): Promise<readonly StoredCertificate[]> {
  const found: StoredCertificate[] = []
  for (const id of new Set(ids)) {
    const certificate = await store.certificates.get(id)
    if (certificate && isPermitted(act.principal, certificate.authorityId, 'read')) {
      found.push(certificate)
    }
  }
  return found
}

const EXPORT_PAGE = 500

/**
 * The same, all of them, newest first, page after page: each begins at the time where the one before ended, so that the
 * last costs what the first does, and what is issued meanwhile moves nothing.
 */
export async function* walkCertificates(
  { store, clock }: BrowseDependencies,
  act: Act,
  query: BrowseFilter,
): AsyncGenerator<readonly CertificateRecord[], void, undefined> {
  const filter = filterOf(act, query, clock.now())
  let createdTo = Math.min(query.createdTo ?? Infinity, clock.now())
  let offset = 0
  for (;;) {
    // Whoever reads slowly holds no transaction meanwhile.
    const { certificates } = await store.certificates.list(
      { ...filter, createdTo },
      { offset, limit: EXPORT_PAGE },
      undefined,
      0,
    )
    if (certificates.length > 0) yield certificates
    const last = certificates.at(-1)
    if (last === undefined || certificates.length < EXPORT_PAGE) return
    const sameTime = certificates.filter(({ createdAt }) => createdAt === last.createdAt).length
    offset = last.createdAt === createdTo ? offset + sameTime : sameTime
    createdTo = last.createdAt
  }
}

/** Of how many digits a number or a fingerprint must have at least: fewer would be found in too many. */
const LEAST_DIGITS = 8

function filterOf(act: Act, query: BrowseFilter, now: number): CertificateFilter {
  const readable = readableAuthorities(act.principal)
  const { authorityId } = query
  const isVisible = authorityId === undefined || (readable?.includes(authorityId) ?? true)
  const search = query.search?.trim()
  const standing = standingOf(query.status, now)
  return {
    ...standing,
    authorityIds: authorityId === undefined ? readable : isVisible ? [authorityId] : [],
    createdFrom: query.createdFrom,
    createdTo: query.createdTo,
    expiresAfter: greatest(standing.expiresAfter, before(query.expiresFrom)),
    expiresUntil: least(standing.expiresUntil, query.expiresTo),
    revokedFrom: query.revokedFrom,
    replaced: standing.replaced ?? query.replaced,
    keyAlgorithm: query.keyAlgorithm,
    channel: query.channel,
    ...(search ? { search, searchIn: 'names', digits: digitsOf(search) } : {}),
  }
}

function standingOf(status: CertificateStatusFilter, now: number): CertificateFilter {
  switch (status) {
    case 'all':
      return {}
    case 'revoked':
      return { status }
    case 'expired':
      return { status: 'active', expiresUntil: now }
    case 'replaced':
      return { status: 'active', expiresAfter: now, replaced: true }
    case 'active':
      return { status, expiresAfter: now, replaced: false }
    case 'expiring': {
      const expiresUntil = now + EXPIRING_DAYS * DAY_MILLISECONDS
      return { status: 'active', expiresAfter: now, expiresUntil, replaced: false }
    }
  }
}

/** As certificates show them: with colons or blanks, in either case. */
function digitsOf(search: string): string | undefined {
  const digits = search.replace(/[\s:]/g, '').toUpperCase()
  return digits.length >= LEAST_DIGITS && /^[0-9A-F]+$/.test(digits) ? digits : undefined
}

/** The filter's bound is exclusive, the caller's inclusive. */
const before = (time: number | undefined): number | undefined =>
  time === undefined ? undefined : time - 1

const greatest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : Math.max(a, b ?? a)

const least = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : Math.min(a, b ?? a)
