import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Act } from '../certification-authority.ts'
import { authorityNames, authorityValidity, pathLengthUnder } from './authority-profile.ts'
import { createAuthority, type CreateAuthorityRequest } from './create-authority.ts'
import type { CaDependencies } from '../dependencies.ts'

export interface CreateHierarchyRequest {
  readonly workspaceId: Uuid
  readonly root: Omit<CreateAuthorityRequest, 'workspaceId' | 'parentId' | 'parentPassphrase'>
  /** Beneath the root, which signs nothing else until it is needed. */
  readonly issuing: Omit<CreateAuthorityRequest, 'workspaceId' | 'parentId' | 'parentPassphrase'>
}

export interface Hierarchy {
  readonly root: CertificateAuthority
  readonly issuing: CertificateAuthority
}

/** A root and the CA that issues under it, in one go: what a private PKI begins with. */
export async function createHierarchy(
  deps: CaDependencies,
  act: Act,
  { workspaceId, root: rootOrder, issuing: issuingOrder }: CreateHierarchyRequest,
): Promise<Hierarchy> {
  // Refused before there is a root: half a hierarchy helps nobody.
  authorityNames(issuingOrder.subject, issuingOrder.name)
  authorityValidity(deps.clock.now(), undefined, issuingOrder.validityDays)
  pathLengthUnder(undefined, issuingOrder.pathLength)
  const root = await createAuthority(deps, act, { ...rootOrder, workspaceId })
  const issuing = await createAuthority(deps, act, {
    ...issuingOrder,
    workspaceId,
    parentId: root.id,
    parentPassphrase: rootOrder.passphrase,
  })
  return { root, issuing }
}
