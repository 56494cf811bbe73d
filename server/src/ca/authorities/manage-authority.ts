import { noWorkspace, requireRole } from '../../pki/authorization.ts'
import type { AuthorityPath } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Role } from '../../pki/member.ts'
import { isCredential } from '../../pki/principal.ts'
import { Problem } from '../../pki/problem.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'

/**
 * Who makes, renews and revokes CAs: owners and admins of their workspace, signed in, and the operator of the machine;
 * never a key or another program's grant.
 * @returns the CA and what stands above it
 * @throws Problem `forbidden`, or `notFound`: the same for another workspace's CA as for none
 */
export function managedPath(
  deps: Pick<CaDependencies, 'store'>,
  act: Act,
  id: Uuid,
): Promise<AuthorityPath> {
  return pathWithin(deps, requireWithin(act, 'admin'), id)
}

/** As `managedPath`, for every member of the workspace: they see its CAs. */
export function visiblePath(
  deps: Pick<CaDependencies, 'store'>,
  act: Act,
  id: Uuid,
): Promise<AuthorityPath> {
  return pathWithin(deps, requireWithin(act, 'member'), id)
}

/** @returns the workspace that the caller has entered, with at least that role; undefined: all (of the machine) */
export function requireWithin({ principal }: Act, atLeast: Role): Uuid | undefined {
  if (!isCredential(principal)) return undefined
  const { workspace } = principal
  if (workspace === null) throw noWorkspace()
  requireRole(principal, workspace.id, atLeast)
  return workspace.id
}

async function pathWithin(
  { store }: Pick<CaDependencies, 'store'>,
  workspaceId: Uuid | undefined,
  id: Uuid,
): Promise<AuthorityPath> {
  const path = await store.authorities.path(id)
  if (path === undefined || (workspaceId !== undefined && path[0].workspaceId !== workspaceId))
    throw noAuthority()
  return path
}

export function noAuthority(): Problem {
  return new Problem('notFound', 'no such certificate authority; list the CAs to find its id')
}
