import type { Uuid } from './identifier.ts'
import type { Permission, Permissions } from './permission.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'

const MEMBER = {
  read: 'canRead',
  issue: 'canIssue',
  revoke: 'canRevoke',
} as const satisfies Record<Permission, keyof Permissions>

/** One sentence for a CA that is unknown, another workspace's, or not within the credential: they must not differ. */
const NO_ACCESS = 'no access to this certificate authority; choose one that the API key was given'

export function isPermitted(
  principal: Principal,
  authorityId: Uuid,
  permission: Permission,
): boolean {
  if (principal.kind !== 'apiKey') return true
  return principal.grants.get(authorityId)?.[MEMBER[permission]] ?? false
}

export function hasAnyPermission(principal: Principal, authorityId: Uuid): boolean {
  if (principal.kind !== 'apiKey') return true
  const granted = principal.grants.get(authorityId)
  return granted !== undefined && (granted.canRead || granted.canIssue || granted.canRevoke)
}

/** The CAs that a credential may read; undefined means all (an operator). */
export function readableAuthorities(principal: Principal): readonly Uuid[] | undefined {
  if (principal.kind !== 'apiKey') return undefined
  return [...principal.grants].filter(([, granted]) => granted.canRead).map(([id]) => id)
}

/** @throws Problem `forbidden`, the same for a CA that does not exist as for one out of reach */
export function requirePermission(
  principal: Principal,
  authorityId: Uuid,
  permission: Permission,
): void {
  if (isPermitted(principal, authorityId, permission)) return
  if (!hasAnyPermission(principal, authorityId)) throw noAccess()
  throw missingPermission(permission)
}

export function noAccess(): Problem {
  return new Problem('forbidden', NO_ACCESS)
}

export function missingPermission(permission: Permission): Problem {
  return new Problem(
    'forbidden',
    `the API key lacks the ${permission} permission on this certificate authority`,
  )
}
