import { buildCertificationRequest, parseCertificate } from '@certman/x509'
import { auditEvent } from '../../audit/events.ts'
import { requireRole, requireStepUp } from '../../pki/authorization.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { KeyAlgorithm } from '../../pki/key-policy.ts'
import { Problem } from '../../pki/problem.ts'
import type { Passphrase, SignerLease } from '../../keys/keystore.ts'
import type { AuthorityRequest } from '../../store/authorities/authority-requests-store.ts'
import { authorityNames, pathLengthUnder, type AuthoritySubject } from './authority-profile.ts'
import { isCertifiedElsewhere } from './certified-elsewhere.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { managedPath, requireWithin } from './manage-authority.ts'
import { publishWith } from '../revocation/publish-due.ts'
import { openAuthorityKey } from '../signing-authority.ts'

export interface RequestAuthorityRequest {
  readonly workspaceId: Uuid
  readonly name?: string | undefined
  readonly subject: AuthoritySubject
  readonly keyAlgorithm: KeyAlgorithm
  /** Asked for; whoever signs decides. */
  readonly pathLength?: number | null | undefined
  readonly passphrase?: Passphrase | undefined
}

/** Makes and seals the key of a CA, and a certification request (RFC 2986) for whoever shall sign its certificate. */
export async function requestAuthority(
  deps: CaDependencies,
  act: Act,
  order: RequestAuthorityRequest,
): Promise<AuthorityRequest> {
  requireRole(act.principal, order.workspaceId, 'admin')
  const { subject, name, commonName } = authorityNames(order.subject, order.name)
  const pathLength = pathLengthUnder(undefined, order.pathLength)
  const id = deps.newId()
  const key = await deps.keys.generate({
    authorityId: id,
    algorithm: order.keyAlgorithm,
    passphrase: order.passphrase,
  })
  using lease: SignerLease = key.lease
  const { signer } = lease
  const request: AuthorityRequest = {
    id,
    workspaceId: order.workspaceId,
    name,
    commonName,
    keyAlgorithm: order.keyAlgorithm,
    hasPassphrase: order.passphrase !== undefined,
    request: await buildCertificationRequest({ subject, authority: { pathLength }, signer }),
    createdAt: deps.clock.now(),
  }
  await deps.store.authorityRequests.create(request, key.sealedKey, [
    auditEvent(act, 'authorityRequest.created', {
      at: request.createdAt,
      workspaceId: order.workspaceId,
      subject: id,
      detail: { name: request.name, keyAlgorithm: request.keyAlgorithm },
    }),
  ])
  return request
}

/**
 * A further request for the key of a CA that was certified elsewhere, so that it can be renewed there.
 * @returns DER; nothing is recorded
 */
export async function requestRenewal(
  deps: CaDependencies,
  act: Act,
  { id, passphrase }: { readonly id: Uuid; readonly passphrase?: Passphrase | undefined },
): Promise<Uint8Array> {
  const [authority] = await managedPath(deps, act, id)
  if (!isCertifiedElsewhere(authority)) {
    throw new Problem(
      'notRenewable',
      'this CA was certified here; renew it, nobody else needs to sign for it',
    )
  }
  const { subject } = parseCertificate(authority.certificate)
  using lease = await openAuthorityKey(deps, act.principal, authority, passphrase)
  if (authority.hasPassphrase) await publishWith(deps, authority, lease.signer)
  const { pathLength } = authority
  return buildCertificationRequest({ subject, authority: { pathLength }, signer: lease.signer })
}

export function listAuthorityRequests(
  { store }: Pick<CaDependencies, 'store'>,
  act: Act,
  workspaceId: Uuid,
): Promise<readonly AuthorityRequest[]> {
  requireRole(act.principal, workspaceId, 'member')
  return store.authorityRequests.list(workspaceId)
}

/** @throws Problem `notFound`, the same for another workspace's as for none */
export async function managedRequest(
  { store }: Pick<CaDependencies, 'store'>,
  act: Act,
  id: Uuid,
): Promise<AuthorityRequest> {
  const within = requireWithin(act, 'admin')
  const request = await store.authorityRequests.get(id)
  if (request === undefined || (within !== undefined && request.workspaceId !== within)) {
    throw new Problem('notFound', 'no such request for a CA; it was completed or removed')
  }
  return request
}

/** Gives up; the key that was made is deleted with it. @throws Problem `notFound`, `stepUpRequired` */
export async function removeAuthorityRequest(
  deps: Pick<CaDependencies, 'store' | 'clock'>,
  act: Act,
  id: Uuid,
): Promise<void> {
  const { workspaceId, name } = await managedRequest(deps, act, id)
  requireStepUp(act.principal, deps.clock.now())
  const outcome = await deps.store.authorityRequests.remove(id, [
    auditEvent(act, 'authorityRequest.removed', {
      at: deps.clock.now(),
      workspaceId,
      subject: id,
      detail: { name },
    }),
  ])
  if (outcome === 'gone')
    throw new Problem('conflict', 'somebody else completed or removed this request meanwhile')
}
