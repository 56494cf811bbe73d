import { auditEvent } from '../../audit/events.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import { requireRole } from '../../pki/authorization.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { KeyAlgorithm } from '../../pki/key-policy.ts'
import { Problem } from '../../pki/problem.ts'
import type { Passphrase, SignerLease } from '../../keys/keystore.ts'
import { certifyAuthority } from './authority-certificate.ts'
import {
  authorityNames,
  authorityValidity,
  pathLengthUnder,
  type AuthoritySubject,
} from './authority-profile.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { publishWith } from '../revocation/publish-due.ts'
import { openAuthorityKey, refuseUnusable } from '../signing-authority.ts'

export interface CreateAuthorityRequest {
  readonly workspaceId: Uuid
  /** undefined: a root. */
  readonly parentId?: Uuid | undefined
  /** What people call it here; defaults to the common name. */
  readonly name?: string | undefined
  readonly subject: AuthoritySubject
  readonly keyAlgorithm: KeyAlgorithm
  /** Defaults: 20 years for a root, 5 years (or the parent's end) for an intermediate. */
  readonly validityDays?: number | undefined
  /** null: unlimited; undefined: unlimited for a root, one below its parent's for an intermediate. */
  readonly pathLength?: number | null | undefined
  /** How many lists share its revocations; 1 by default: one full list. */
  readonly shards?: number | undefined
  readonly passphrase?: Passphrase | undefined
  readonly parentPassphrase?: Passphrase | undefined
}

/** Makes a CA: a key, a certificate by its parent or itself, and one row that holds both, in one transaction. */
export async function createAuthority(
  deps: CaDependencies,
  act: Act,
  request: CreateAuthorityRequest,
): Promise<CertificateAuthority> {
  requireRole(act.principal, request.workspaceId, 'admin')
  const parent = await parentOf(deps, request)
  const { subject, ...names } = authorityNames(request.subject, request.name)
  const pathLength = pathLengthUnder(parent, request.pathLength)
  const validity = authorityValidity(deps.clock.now(), parent, request.validityDays)
  const shards = checkedShards(request.shards)
  const id = deps.newId()
  using parentLease =
    parent && (await openAuthorityKey(deps, act.principal, parent, request.parentPassphrase))
  const key = await deps.keys.generate({
    authorityId: id,
    algorithm: request.keyAlgorithm,
    passphrase: request.passphrase,
  })
  using lease: SignerLease = key.lease
  const certificate = await certifyAuthority(deps, {
    authorityId: id,
    subject,
    publicKey: key.publicKey,
    pathLength,
    validity,
    shards,
    parent,
    signer: (parentLease ?? lease).signer,
  })
  const authority: CertificateAuthority = {
    id,
    workspaceId: request.workspaceId,
    parentId: parent?.id ?? null,
    ...names,
    keyAlgorithm: request.keyAlgorithm,
    certificate: certificate.certificate,
    serialNumber: certificate.serialNumber,
    validity,
    createdAt: certificate.createdAt,
    hasPassphrase: request.passphrase !== undefined,
    depth: parent === undefined ? 0 : parent.depth + 1,
    pathLength,
    shards,
    revocation: null,
  }
  const outcome = await deps.store.authorities.create(
    { authority, sealedKey: key.sealedKey, certificate },
    [
      auditEvent(act, 'authority.created', {
        at: deps.clock.now(),
        workspaceId: authority.workspaceId,
        subject: id,
        detail: {
          name: authority.name,
          parentId: authority.parentId,
          serialNumber: authority.serialNumber,
        },
      }),
    ],
  )
  switch (outcome) {
    case 'created':
      // A list, empty yet, and a responder from the first moment on: no relying party shall find nothing.
      await publishWith(deps, authority, lease.signer)
      if (parent?.hasPassphrase && parentLease) await publishWith(deps, parent, parentLease.signer)
      return authority
    case 'parentRevoked':
      throw new Problem('authorityUnusable', 'the parent was revoked meanwhile; choose another one')
    case 'serialTaken':
      throw new Problem('internal', 'no free serial number was drawn')
  }
}

async function parentOf(
  deps: Pick<CaDependencies, 'store' | 'clock'>,
  request: CreateAuthorityRequest,
): Promise<CertificateAuthority | undefined> {
  if (request.parentId === undefined) return undefined
  const path = await deps.store.authorities.path(request.parentId)
  if (path === undefined || path[0].workspaceId !== request.workspaceId) {
    throw new Problem('notFound', 'no such parent in this workspace; list its CAs to find the id')
  }
  refuseUnusable(path, deps.clock.now())
  return path[0]
}

/** Enough for a hundred million revocations in lists of a size that clients still fetch. */
const MAX_SHARDS = 1_000

function checkedShards(shards: number | undefined): number {
  if (shards === undefined || (Number.isInteger(shards) && shards >= 1 && shards <= MAX_SHARDS))
    return shards ?? 1
  throw new Problem('invalidRequest', `shards must be a whole number from 1 to ${MAX_SHARDS}`, {
    field: 'shards',
  })
}
