import type { Uuid } from './identifier.ts'
import type { Role } from './member.ts'
import type { Permission, Permissions } from './permission.ts'
import { isCredential, type CredentialPrincipal, type Principal } from './principal.ts'
import { Problem } from './problem.ts'

const MEMBER = {
  read: 'canRead',
  issue: 'canIssue',
  revoke: 'canRevoke',
} as const satisfies Record<Permission, keyof Permissions>

/** What a refusal calls whoever asked, and what it was given; of the contract are the words for API keys. */
const CALLED = {
  apiKey: { lacks: 'the API key lacks', given: 'that the API key was given' },
  oauth: { lacks: 'this program lacks', given: 'that its user gave this program' },
  user: { lacks: 'you lack', given: 'of your workspaces' },
} as const satisfies Record<CredentialPrincipal['kind'], object>

/** How long a proof of who somebody is counts for what cannot be undone. */
export const STEP_UP_MILLISECONDS = 10 * 60_000

const RANK = { member: 0, admin: 1, owner: 2 } as const satisfies Record<Role, number>

export function isPermitted(
  principal: Principal,
  authorityId: Uuid,
  permission: Permission,
): boolean {
  if (!isCredential(principal)) return true
  return principal.grants.get(authorityId)?.[MEMBER[permission]] ?? false
}

export function hasAnyPermission(principal: Principal, authorityId: Uuid): boolean {
  if (!isCredential(principal)) return true
  const granted = principal.grants.get(authorityId)
  return granted !== undefined && (granted.canRead || granted.canIssue || granted.canRevoke)
}

/** The CAs that a credential may read; undefined means all (an operator). */
export function readableAuthorities(principal: Principal): readonly Uuid[] | undefined {
  if (!isCredential(principal)) return undefined
  return [...principal.grants].filter(([, granted]) => granted.canRead).map(([id]) => id)
}

/** @throws Problem `forbidden`, the same for a CA that does not exist as for one out of reach */
export function requirePermission(
  principal: Principal,
  authorityId: Uuid,
  permission: Permission,
): void {
  if (isPermitted(principal, authorityId, permission)) return
  if (!hasAnyPermission(principal, authorityId)) throw noAccess(principal)
  throw missingPermission(principal, permission)
}

/**
 * For what belongs to a workspace and to no single CA: its people, keys, settings, and the making of CAs. A role is held by
 * somebody signed in; API keys and OAuth grants have none.
 * @throws Problem `forbidden` when the role is too low or the principal has none there
 */
export function requireRole(principal: Principal, workspaceId: Uuid, atLeast: Role): void {
  if (!isCredential(principal)) return
  if (principal.kind !== 'user') {
    throw new Problem(
      'forbidden',
      'this takes somebody who is signed in; use the dashboard or the operator commands',
    )
  }
  const { workspace, role } = principal
  if (workspace?.id !== workspaceId || role === null) throw noWorkspace()
  if (RANK[role] < RANK[atLeast]) {
    throw new Problem(
      'forbidden',
      atLeast === 'owner'
        ? 'only an owner of the workspace may do this; ask one'
        : 'only owners and admins of the workspace may do this; ask one',
    )
  }
}

/** @throws Problem `forbidden` unless the operator of the machine, or a user who operates the instance, asks */
export function requireInstanceOperator(principal: Principal): void {
  if (!isCredential(principal)) return
  if (principal.kind === 'user' && principal.isOperator) return
  throw new Problem('forbidden', 'only an operator of this instance may do this; ask one')
}

/**
 * For what cannot be undone: whoever holds a stolen session shall not be able to do it.
 * @throws Problem `stepUpRequired` when the user has not proved who they are for ten minutes
 */
export function requireStepUp(principal: Principal, now: number): void {
  if (!isCredential(principal) || principal.kind !== 'user') return
  if (now - principal.provedAt <= STEP_UP_MILLISECONDS) return
  throw new Problem(
    'stepUpRequired',
    'this cannot be undone; confirm with your password, passkey or code that it is you',
  )
}

/** One sentence for a CA that is unknown, another workspace's, or not within the credential: they must not differ. */
export function noAccess(principal: Principal): Problem {
  const which = isCredential(principal) ? CALLED[principal.kind].given : 'of those that there are'
  return new Problem('forbidden', `no access to this certificate authority; choose one ${which}`)
}

/** The same for a workspace that does not exist as for one that the user is no member of. */
export function noWorkspace(): Problem {
  return new Problem('notFound', 'no such workspace; choose one that you are a member of')
}

export function missingPermission(principal: Principal, permission: Permission): Problem {
  const lacks = isCredential(principal) ? CALLED[principal.kind].lacks : 'you lack'
  return new Problem(
    'forbidden',
    `${lacks} the ${permission} permission on this certificate authority`,
  )
}
