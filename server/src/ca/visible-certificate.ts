import type { StoredCertificate } from '../pki/certificate.ts'
import type { Uuid } from '../pki/identifier.ts'
import { hasAnyPermission, isPermitted, missingPermission } from '../pki/authorization.ts'
import type { Permission } from '../pki/permission.ts'
import { Problem } from '../pki/problem.ts'
import type { CaDependencies } from './dependencies.ts'
import type { Act } from './certification-authority.ts'

/**
 * A certificate that the caller may see and act upon. It is visible to whoever has any permission on its CA; to others it
 * does not exist, be it another workspace's or nobody's.
 *
 * @throws Problem `notFound`, or `forbidden` when it is visible but the permission needed is missing
 */
export async function visibleCertificate(
  { store }: Pick<CaDependencies, 'store'>,
  act: Act,
  id: Uuid,
  permission: Permission,
): Promise<StoredCertificate> {
  const certificate = await store.certificates.get(id)
  if (certificate === undefined || !hasAnyPermission(act.principal, certificate.authorityId)) {
    throw noCertificate()
  }
  if (!isPermitted(act.principal, certificate.authorityId, permission))
    throw missingPermission(act.principal, permission)
  return certificate
}

export function noCertificate(): Problem {
  return new Problem('notFound', 'no such certificate; list the certificates to find its id')
}
