import type { Uuid } from '../pki/identifier.ts'
import type { Permissions } from '../pki/permission.ts'
import { Problem } from '../pki/problem.ts'
import type { Plan } from '../pki/workspace.ts'

export type Grants = ReadonlyMap<Uuid, Permissions>

/**
 * A credential is for certain CAs and may do something with each of them. On the free plan it may do everything.
 * @param what it is, as the sentences call it
 * @throws Problem `invalidRequest` for no CA or a CA without a permission; `policyRefused` for less than all on `free`
 */
export function requireGrants(grants: Grants, plan: Plan, what = 'an API key'): void {
  if (grants.size === 0) {
    throw new Problem(
      'invalidRequest',
      `${what} needs at least one certificate authority; name one`,
      { field: 'grants' },
    )
  }
  for (const [authorityId, granted] of grants) {
    if (!granted.canRead && !granted.canIssue && !granted.canRevoke) {
      throw new Problem(
        'invalidRequest',
        `no permission is given on the certificate authority ${authorityId}; give at least one of read, issue, revoke`,
        { field: 'grants' },
      )
    }
  }
  if (plan === 'free' && !isFull(grants)) {
    throw new Problem(
      'policyRefused',
      `on the free plan ${what} has all three permissions (read, issue, revoke) on each of its certificate authorities; give all or change the plan to pro`,
      { field: 'grants' },
    )
  }
}

/** All three permissions on every CA. */
export function isFull(grants: Grants): boolean {
  return [...grants.values()].every(
    ({ canRead, canIssue, canRevoke }) => canRead && canIssue && canRevoke,
  )
}
