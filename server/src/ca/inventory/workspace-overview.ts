import { readableAuthorities, requireRole } from '../../pki/authorization.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { PublicationState } from '../../pki/publication-state.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import type {
  CertificateFilter,
  CertificateOrder,
  CertificatePage,
} from '../../store/certificates/certificate-store.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { publicationStateOf } from '../revocation/published-state.ts'
import type { AuthorityWarning, WorkspaceOverview } from './overview.ts'

const OVERVIEW_WEEKS = 26
const ISSUANCE_DAYS = 90
const RECENT_DAYS = 30
/** What needs a hand within days. */
const URGENT_DAYS = 7
/** A CA takes longer to replace: everybody must trust the next one. */
const AUTHORITY_DAYS = 90
const SHOWN = 5

type OverviewDependencies = Pick<CaDependencies, 'store' | 'clock'>

/** Costs a few walks of indexes, whatever the number of certificates: totals above 10,000 are at most ten seconds old. */
export async function workspaceOverview(
  deps: OverviewDependencies,
  act: Act,
  workspaceId: Uuid,
): Promise<WorkspaceOverview> {
  requireRole(act.principal, workspaceId, 'member')
  const { store, clock } = deps
  const now = clock.now()
  const day = (days: number): number => now + days * DAY_MILLISECONDS
  const readable = readableAuthorities(act.principal)
  const all = await store.authorities.list({ workspaceId, includeRevoked: true })
  const authorities = all.filter(({ id }) => readable?.includes(id) ?? true)
  const authorityIds = authorities.map(({ id }) => id)
  const list = (
    filter: CertificateFilter,
    limit = 1,
    order?: CertificateOrder,
  ): Promise<CertificatePage> =>
    store.certificates.list({ authorityIds, ...filter }, { offset: 0, limit }, order)
  const active = { status: 'active', replaced: false } as const

  const [current, expiring, thisWeek, lastWeek, revoked, expired, urgent] = await Promise.all([
    list({ ...active, expiresAfter: now }),
    list({ ...active, expiresAfter: now, expiresUntil: day(RECENT_DAYS) }),
    list({ createdFrom: day(-7) }),
    list({ createdFrom: day(-14), createdTo: day(-7) - 1 }),
    list({ status: 'revoked', revokedFrom: day(-RECENT_DAYS) }),
    list({ ...active, expiresAfter: day(-RECENT_DAYS), expiresUntil: now }, SHOWN, LATEST),
    list({ ...active, expiresAfter: now, expiresUntil: day(URGENT_DAYS) }, SHOWN, SOONEST),
  ])
  const [endingByWeek, issuedByDay, warnings] = await Promise.all([
    store.overview.endingByWeek(authorityIds, now, OVERVIEW_WEEKS),
    store.overview.issuedByDay(authorityIds, day(-ISSUANCE_DAYS)),
    warningsOf(deps, authorities, now),
  ])
  return {
    at: now,
    authorities: authorities.filter(({ revocation }) => revocation === null).length,
    active: current.total,
    expiring: expiring.total,
    issuedThisWeek: thisWeek.total,
    issuedLastWeek: lastWeek.total,
    revoked: revoked.total,
    expired,
    urgent,
    warnings,
    endingByWeek,
    issuedByDay,
  }
}

const SOONEST: CertificateOrder = { by: 'expires', descending: false }
const LATEST: CertificateOrder = { by: 'expires', descending: true }

/** Of CAs that people still rely on: those that end soon, and those whose lists are late. */
async function warningsOf(
  deps: OverviewDependencies,
  authorities: readonly CertificateAuthority[],
  now: number,
): Promise<readonly AuthorityWarning[]> {
  const living = authorities.filter(
    ({ revocation, validity }) => revocation === null && validity.notAfter > now,
  )
  const judged = await Promise.all(
    living.map(async (authority) => ({
      authority,
      expires: authority.validity.notAfter <= now + AUTHORITY_DAYS * DAY_MILLISECONDS,
      publication: (await publicationStateOf(deps, authority)).state,
    })),
  )
  return judged.filter(({ expires, publication }) => expires || LATE.includes(publication))
}

const LATE: readonly PublicationState[] = ['waiting', 'expired', 'missing']
