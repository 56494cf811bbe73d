import type { AuditedAct } from '../../audit/events.ts'
import { noWorkspace, requireRole } from '../../pki/authorization.ts'
import type { Role } from '../../pki/member.ts'
import type { PrincipalWorkspace, UserPrincipal } from '../../pki/principal.ts'
import { Problem } from '../../pki/problem.ts'

/** Only a person lets a program in: a credential that was given to a program gives out no further one. */
export function requireUser({ principal }: AuditedAct): UserPrincipal {
  if (principal.kind === 'user') return principal
  throw new Problem('forbidden', 'only somebody who is signed in may do this; use the dashboard')
}

/** @returns the workspace that was entered, in which the user is at least a member */
export function workspaceOfMember(act: AuditedAct, atLeast: Role = 'member'): PrincipalWorkspace {
  const { workspace } = requireUser(act)
  if (workspace === null) throw noWorkspace()
  requireRole(act.principal, workspace.id, atLeast)
  return workspace
}
