import { requireRole } from '../../pki/authorization.ts'
import { whyUnusable, type CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { AuthorityPath } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { PublicationState } from '../../pki/publication-state.ts'
import { isCertifiedElsewhere } from './certified-elsewhere.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { visiblePath } from './manage-authority.ts'
import { publicationStateOf } from '../revocation/published-state.ts'

/** A CA with what people want to know of it at a glance. */
export interface AuthorityOverview {
  readonly authority: CertificateAuthority
  readonly isCertifiedElsewhere: boolean
  /** Issued, neither revoked nor expired; above 10,000 at most ten seconds old. */
  readonly activeCertificates: number
  readonly publication: PublicationState
  /** When the first of its lists ends. */
  readonly nextUpdate: number | null
  /** Why it cannot issue now; null: it can. */
  readonly unusable: string | null
}

export interface AuthorityOverviewQuery {
  readonly includeRevoked: boolean
}

type OverviewDependencies = Pick<CaDependencies, 'store' | 'clock'>

export async function listOverviews(
  deps: OverviewDependencies,
  act: Act,
  workspaceId: Uuid,
  { includeRevoked }: AuthorityOverviewQuery,
): Promise<readonly AuthorityOverview[]> {
  requireRole(act.principal, workspaceId, 'member')
  const all = await deps.store.authorities.list({ workspaceId, includeRevoked: true })
  const byId = new Map(all.map((authority) => [authority.id, authority]))
  const wanted = all.filter(({ revocation }) => includeRevoked || revocation === null)
  return Promise.all(wanted.map((authority) => overview(deps, pathOf(authority, byId))))
}

export async function getOverview(
  deps: OverviewDependencies,
  act: Act,
  id: Uuid,
): Promise<AuthorityOverview> {
  return overview(deps, await visiblePath(deps, act, id))
}

async function overview(
  deps: OverviewDependencies,
  path: AuthorityPath,
): Promise<AuthorityOverview> {
  const [authority] = path
  const now = deps.clock.now()
  const [{ total }, publication] = await Promise.all([
    deps.store.certificates.list(
      { authorityIds: [authority.id], status: 'active', expiresAfter: now },
      { offset: 0, limit: 1 },
    ),
    publicationStateOf(deps, authority),
  ])
  return {
    authority,
    isCertifiedElsewhere: isCertifiedElsewhere(authority),
    activeCertificates: total,
    publication: publication.state,
    nextUpdate: publication.nextUpdate,
    unusable: whyUnusable(path, now) ?? null,
  }
}

function pathOf(
  authority: CertificateAuthority,
  byId: ReadonlyMap<Uuid, CertificateAuthority>,
): AuthorityPath {
  const above: CertificateAuthority[] = []
  let next = authority.parentId
  while (next !== null) {
    const parent = byId.get(next)
    if (parent === undefined) break
    above.push(parent)
    next = parent.parentId
  }
  return [authority, ...above]
}
