import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { noAccess, readableAuthorities, requirePermission } from '../../pki/authorization.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import type {
  CertificateFilter,
  CertificatePage,
} from '../../store/certificates/certificate-store.ts'
import { chainOf, isCertifiedElsewhere } from '../authorities/certified-elsewhere.ts'
import type { Act, AuthorityQuery, CertificateQuery } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { visibleCertificate } from '../visible-certificate.ts'

type InventoryDependencies = Pick<CaDependencies, 'store' | 'clock'>

/**
 * The CAs that the caller may read, oldest first, without revoked ones. Beneath a parent that is unknown or out of reach
 * there are none.
 */
export async function listAuthorities(
  { store }: Pick<CaDependencies, 'store'>,
  act: Act,
  { parentId, type }: AuthorityQuery,
): Promise<readonly CertificateAuthority[]> {
  const ids = readableAuthorities(act.principal)
  if (parentId !== undefined && ids !== undefined && !ids.includes(parentId)) return []
  if (type === 'all') return store.authorities.list({ ids, parentId })
  // Whose certificate another authority issued is no root, although none of ours stands above it.
  const found = await store.authorities.list({
    ids,
    parentId,
    type: type === 'root' ? type : undefined,
  })
  return found.filter((authority) => isRoot(authority) === (type === 'root'))
}

function isRoot(authority: CertificateAuthority): boolean {
  return authority.parentId === null && !isCertifiedElsewhere(authority)
}

/** @throws Problem `forbidden`, the same for an unknown CA as for one out of reach */
export async function getAuthority(
  { store }: Pick<CaDependencies, 'store'>,
  act: Act,
  id: Uuid,
): Promise<CertificateAuthority> {
  requirePermission(act.principal, id, 'read')
  const authority = await store.authorities.get(id)
  if (authority === undefined) throw noAccess(act.principal)
  return authority
}

/** @returns DER, from the CA itself up to the root */
export async function getChain(
  { store }: Pick<CaDependencies, 'store'>,
  act: Act,
  id: Uuid,
): Promise<readonly Uint8Array[]> {
  requirePermission(act.principal, id, 'read')
  const path = await store.authorities.path(id)
  if (path === undefined) throw noAccess(act.principal)
  return chainOf(store, path)
}

/** Certificates of CAs that the caller may read, newest first. A CA that is unknown or out of reach has none. */
export async function listCertificates(
  { store, clock }: InventoryDependencies,
  act: Act,
  query: CertificateQuery,
): Promise<CertificatePage> {
  const readable = readableAuthorities(act.principal)
  const now = clock.now()
  const filter: CertificateFilter = {
    authorityIds: narrowed(readable, query.authorityId),
    status: query.status === 'all' ? undefined : query.status,
    search: query.search === '' ? undefined : query.search,
    createdFrom: query.createdFrom,
    createdTo: query.createdTo,
    ...(query.expiringInDays === undefined
      ? {}
      : { expiresAfter: now, expiresUntil: now + query.expiringInDays * DAY_MILLISECONDS }),
  }
  return store.certificates.list(filter, {
    offset: (query.page - 1) * query.pageSize,
    limit: query.pageSize,
  })
}

export function getCertificate(
  deps: InventoryDependencies,
  act: Act,
  id: Uuid,
): Promise<StoredCertificate> {
  return visibleCertificate(deps, act, id, 'read')
}

function narrowed(
  readable: readonly Uuid[] | undefined,
  wanted: Uuid | undefined,
): readonly Uuid[] | undefined {
  if (wanted === undefined) return readable
  return readable === undefined || readable.includes(wanted) ? [wanted] : []
}
