import type { AuditedAct } from '../audit/events.ts'
import { readableAuthorities, requireRole } from '../pki/authorization.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import { DAY_MILLISECONDS } from '../pki/validity.ts'
import type { ExpiringCertificate } from '../store/notifications/notification-store.ts'
import type { NotificationContext } from './context.ts'

type ExpiryContext = Pick<NotificationContext, 'store' | 'now'>

const MOST_DAYS = 800

export interface ExpiryRange {
  readonly workspaceId: Uuid
  /** Milliseconds, inclusive. */
  readonly from: number
  /** Exclusive. */
  readonly until: number
  /** One CA alone. */
  readonly authorityId?: Uuid | undefined
}

/** How many certificates that are not revoked end on each day of UTC; days without any are left out. */
export async function expiryDays(
  context: ExpiryContext,
  act: AuditedAct,
  range: ExpiryRange,
): Promise<readonly { readonly day: number; readonly count: number }[]> {
  const authorityIds = await authoritiesOf(context, act, range)
  const { from, until } = bounded(range)
  return context.store.notifications.expiry.days({ authorityIds, from, until })
}

/** Soonest first. */
export async function listExpiring(
  context: ExpiryContext,
  act: AuditedAct,
  range: ExpiryRange & { readonly includeReplaced: boolean },
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly certificates: readonly ExpiringCertificate[]; readonly total: number }> {
  const authorityIds = await authoritiesOf(context, act, range)
  const { from, until } = bounded(range)
  const { includeReplaced } = range
  return context.store.notifications.expiry.list(
    { authorityIds, from, until, includeReplaced },
    page,
  )
}

/** CAs that end within the range, soonest first. */
export async function expiringAuthorities(
  context: ExpiryContext,
  act: AuditedAct,
  range: ExpiryRange,
): Promise<readonly CertificateAuthority[]> {
  const ids = await authoritiesOf(context, act, range)
  const { from, until } = bounded(range)
  const authorities = await context.store.authorities.list({ ids })
  return authorities
    .filter(({ validity }) => validity.notAfter >= from && validity.notAfter < until)
    .toSorted((a, b) => a.validity.notAfter - b.validity.notAfter)
}

async function authoritiesOf(
  { store }: ExpiryContext,
  act: AuditedAct,
  { workspaceId, authorityId }: ExpiryRange,
): Promise<readonly Uuid[]> {
  requireRole(act.principal, workspaceId, 'member')
  const own = await store.authorities.list({ workspaceId, includeRevoked: true })
  const readable = readableAuthorities(act.principal)
  return own
    .map(({ id }) => id)
    .filter((id) => readable === undefined || readable.includes(id))
    .filter((id) => authorityId === undefined || authorityId === id)
}

function bounded({ from, until }: ExpiryRange): { from: number; until: number } {
  if (until <= from || until - from > MOST_DAYS * DAY_MILLISECONDS) {
    throw new Problem(
      'invalidRequest',
      `the range ends before it begins, or spans more than ${MOST_DAYS} days; choose another`,
      { field: 'until' },
    )
  }
  return { from, until }
}
