import { parseCertificate } from '@certman/x509'
import { auditEvent } from '../../audit/events.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { Passphrase } from '../../keys/keystore.ts'
import type { Validity } from '../../pki/validity.ts'
import { certifyAuthority } from './authority-certificate.ts'
import { authorityValidity } from './authority-profile.ts'
import type { Act } from '../certification-authority.ts'
import { isCertifiedElsewhere } from './certified-elsewhere.ts'
import type { CaDependencies } from '../dependencies.ts'
import { managedPath } from './manage-authority.ts'
import { publishWith } from '../revocation/publish-due.ts'
import { openAuthorityKey, refuseUnusable } from '../signing-authority.ts'

export interface RenewAuthorityRequest {
  readonly id: Uuid
  readonly validityDays?: number | undefined
  /** Of the CA that signs: the parent, or the root itself. */
  readonly signerPassphrase?: Passphrase | undefined
}

/** A new certificate for the same key, subject and SKI, so that everything issued before still chains to it. */
export async function renewAuthority(
  deps: CaDependencies,
  act: Act,
  request: RenewAuthorityRequest,
): Promise<CertificateAuthority> {
  const [authority, parent, ...above] = await managedPath(deps, act, request.id)
  if (isCertifiedElsewhere(authority)) {
    throw new Problem(
      'notRenewable',
      'another CA issued the certificate of this one; ask for a certification request, have it signed there and bring the new certificate',
    )
  }
  if (authority.revocation)
    throw new Problem('authorityUnusable', 'this CA is revoked; create another one')
  if (parent) refuseUnusable([parent, ...above], deps.clock.now())
  const signing = parent ?? authority
  const current = parseCertificate(authority.certificate)
  const validity = authorityValidity(deps.clock.now(), parent, request.validityDays)
  refuseShorter(validity, authority.validity)
  using lease = await openAuthorityKey(deps, act.principal, signing, request.signerPassphrase)
  const certificate = await certifyAuthority(deps, {
    authorityId: authority.id,
    subject: current.subject,
    publicKey: current.publicKey,
    pathLength: authority.pathLength,
    validity,
    shards: authority.shards,
    subjectKeyIdentifier: current.decoded.subjectKeyIdentifier,
    parent,
    signer: lease.signer,
  })
  const outcome = await deps.store.authorities.renew(authority.id, certificate, [
    auditEvent(act, 'authority.renewed', {
      at: deps.clock.now(),
      workspaceId: authority.workspaceId,
      subject: authority.id,
      detail: { serialNumber: certificate.serialNumber, replaces: authority.serialNumber },
    }),
  ])
  switch (outcome) {
    case 'renewed':
      break
    case 'revoked':
      throw new Problem('authorityUnusable', 'this CA was revoked meanwhile; create another one')
    case 'serialTaken':
      throw new Problem('internal', 'no free serial number was drawn')
  }
  const renewed = {
    ...authority,
    certificate: certificate.certificate,
    serialNumber: certificate.serialNumber,
    validity: certificate.validity,
  }
  // The passphrase is here: what the signing CA publishes is brought up to date with it.
  if (signing.hasPassphrase) await publishWith(deps, parent ?? renewed, lease.signer)
  return renewed
}

/** What was issued under the present certificate may last as long as it does, and must not outlive the chain it is served with. */
function refuseShorter(renewed: Validity, present: Validity): void {
  if (renewed.notAfter >= present.notAfter) return
  throw new Problem(
    'validityRefused',
    `the renewed CA would end on ${new Date(renewed.notAfter).toISOString()}, before its present certificate, which ends on ${new Date(present.notAfter).toISOString()}; ask for more days`,
    { field: 'validityDays' },
  )
}
