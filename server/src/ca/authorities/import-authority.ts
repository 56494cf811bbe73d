import { equalBytes, parseCertificate, type PublicKey } from '@certman/x509'
import { auditEvent } from '../../audit/events.ts'
import { requireRole } from '../../pki/authorization.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { SecretText } from '../../pki/secret-text.ts'
import type { Passphrase, SignerLease } from '../../keys/keystore.ts'
import { adoptedAuthority } from './adopted-authority.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { certificateOfKey, openBundle, type ForeignBundle } from './foreign-bundle.ts'
import { inheritedFrom, type FormerLists } from '../revocation/inherited-lists.ts'
import { judgeAuthority } from './judge-authority.ts'
import { publishWith } from '../revocation/publish-due.ts'

export interface ImportAuthorityRequest {
  readonly workspaceId: Uuid
  /** What people call it here; defaults to the common name. */
  readonly name?: string | undefined
  readonly bundle: ForeignBundle
  /** Of the PKCS#12 store, or of the private key. */
  readonly password?: SecretText | undefined
  /** What it published where it was at work before. */
  readonly former?: FormerLists | undefined
  /** From now on. */
  readonly passphrase?: Passphrase | undefined
}

/** Takes over a CA that was made elsewhere: its key, sealed; its certificate, judged; what it revoked, kept. */
export async function importAuthority(
  deps: CaDependencies,
  act: Act,
  request: ImportAuthorityRequest,
): Promise<CertificateAuthority> {
  const { workspaceId, passphrase } = request
  requireRole(act.principal, workspaceId, 'admin')
  const { certificates, privateKey } = await openBundle(request.bundle, request.password)
  const id = deps.newId()
  const { password } = request
  const key = await deps.keys.takeOver({ authorityId: id, privateKey, password, passphrase })
  using lease: SignerLease = key.lease
  const certificate = certificateOfKey(certificates, key.publicKey, request.bundle.form)
  await refuseKnownKey(deps, key.publicKey)
  const judged = await judgeAuthority(deps, { workspaceId, certificate, others: certificates })
  const lists = inheritedFrom(deps, certificate, request.former)
  const adoption = { id, workspaceId, name: request.name, hasPassphrase: passphrase !== undefined }
  const { authority, certificate: row } = adoptedAuthority(deps, adoption, judged)
  const inherited = { issuers: judged.issuers, ...lists }
  const outcome = await deps.store.authorities.create(
    { authority, sealedKey: key.sealedKey, certificate: row, inherited },
    [
      auditEvent(act, 'authority.imported', {
        at: deps.clock.now(),
        workspaceId,
        subject: id,
        detail: {
          name: authority.name,
          parentId: authority.parentId,
          serialNumber: authority.serialNumber,
          form: request.bundle.form,
          listNumber: lists.listNumber,
          revoked: lists.revoked.length,
        },
      }),
    ],
  )
  refuseOutcome(outcome)
  await publishWith(deps, authority, lease.signer)
  return authority
}

/** OCSP knows a CA by its name and key: two of one key would answer for each other (RFC 6960 §4.1.1). */
async function refuseKnownKey(
  { store }: Pick<CaDependencies, 'store'>,
  key: PublicKey,
): Promise<void> {
  for (const { certificate } of await store.authorities.list({ includeRevoked: true })) {
    if (!equalBytes(parseCertificate(certificate).publicKey.spki, key.spki)) continue
    throw new Problem('conflict', 'a CA with this key is at work on this server already')
  }
}

/** @throws Problem for whatever is not `created` */
export function refuseOutcome(outcome: 'created' | 'serialTaken' | 'parentRevoked' | 'gone'): void {
  switch (outcome) {
    case 'created':
      return
    case 'parentRevoked':
      throw new Problem('authorityUnusable', 'the CA above it was revoked meanwhile')
    case 'serialTaken':
      throw new Problem(
        'conflict',
        'its issuer has a certificate with this serial number already; was this CA imported before?',
      )
    case 'gone':
      throw new Problem('conflict', 'somebody else completed or removed this request meanwhile')
  }
}
