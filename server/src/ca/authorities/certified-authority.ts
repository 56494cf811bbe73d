import { equalBytes, parseCertificate, parseCertificationRequest } from '@certman/x509'
import type { Certificate } from '@certman/x509'
import { auditEvent } from '../../audit/events.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { Passphrase, SignerLease } from '../../keys/keystore.ts'
import type { AuthorityRequest } from '../../store/authorities/authority-requests-store.ts'
import { adoptedAuthority, adoptedCertificate } from './adopted-authority.ts'
import { isCertifiedElsewhere } from './certified-elsewhere.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { certificateOfKey, certificatesOf } from './foreign-bundle.ts'
import { refuseOutcome } from './import-authority.ts'
import { judgeAuthority } from './judge-authority.ts'
import { managedPath } from './manage-authority.ts'
import { publishWith } from '../revocation/publish-due.ts'
import { managedRequest } from './request-authority.ts'

export interface CertifiedRequest {
  /** Of the request, and of the CA that it becomes; or of the CA that is renewed. */
  readonly id: Uuid
  /** The certificate, and those above it up to the root where none of ours issued it; in any order. */
  readonly certificatePem: string
  readonly passphrase?: Passphrase | undefined
}

const FIELD = 'certificatePem'

/** The certificate for a request has come from elsewhere: with it the request becomes a CA. */
export async function completeAuthority(
  deps: CaDependencies,
  act: Act,
  { id, certificatePem, passphrase }: CertifiedRequest,
): Promise<CertificateAuthority> {
  const request = await managedRequest(deps, act, id)
  const { workspaceId, name, hasPassphrase } = request
  const certificates = certificatesOf(certificatePem, FIELD)
  const { publicKey } = parseCertificationRequest(request.request)
  const certificate = certificateOfKey(certificates, publicKey, FIELD)
  const judged = await judgeAuthority(deps, { workspaceId, certificate, others: certificates })
  using lease = await openRequestKey(deps, act, request, passphrase)
  const adoption = { id, workspaceId, name, hasPassphrase }
  const { authority, certificate: row } = adoptedAuthority(deps, adoption, judged)
  const inherited = { issuers: judged.issuers, listNumber: 0, revoked: [] }
  const outcome = await deps.store.authorityRequests.complete(
    { authority, certificate: row, inherited },
    [
      auditEvent(act, 'authority.created', {
        at: deps.clock.now(),
        workspaceId,
        subject: id,
        detail: {
          name,
          parentId: authority.parentId,
          serialNumber: authority.serialNumber,
          certifiedElsewhere: judged.parent === undefined,
        },
      }),
    ],
  )
  refuseOutcome(outcome)
  await publishWith(deps, authority, lease.signer)
  return authority
}

/** Another certificate for a CA that was certified elsewhere: the same key, name and key identifier. */
export async function renewElsewhere(
  deps: CaDependencies,
  act: Act,
  { id, certificatePem }: Omit<CertifiedRequest, 'passphrase'>,
): Promise<CertificateAuthority> {
  const [authority] = await managedPath(deps, act, id)
  if (!isCertifiedElsewhere(authority))
    throw new Problem('notRenewable', 'this CA was certified here; renew it instead')
  const certificates = certificatesOf(certificatePem, FIELD)
  const current = parseCertificate(authority.certificate)
  const certificate = certificateOfKey(certificates, current.publicKey, FIELD)
  refuseOtherIdentity(current, certificate)
  const { workspaceId } = authority
  const judged = await judgeAuthority(deps, { workspaceId, certificate, others: certificates })
  if (judged.parent !== undefined)
    throw new Problem('policyRefused', 'the new certificate is from one of your own CAs', {
      field: FIELD,
    })
  const row = adoptedCertificate(deps, id, judged)
  const outcome = await deps.store.authorityRequests.replaceIssuers(id, row, judged.issuers, [
    auditEvent(act, 'authority.renewed', {
      at: deps.clock.now(),
      workspaceId,
      subject: id,
      detail: { serialNumber: row.serialNumber, replaces: authority.serialNumber },
    }),
  ])
  switch (outcome) {
    case 'renewed':
      return {
        ...authority,
        certificate: row.certificate,
        serialNumber: row.serialNumber,
        validity: row.validity,
      }
    case 'revoked':
      throw new Problem('authorityUnusable', 'this CA is revoked; create another one')
    case 'serialTaken':
      throw new Problem('conflict', 'this is the certificate that the CA has already', {
        field: FIELD,
      })
  }
}

/** What was issued before names its issuer by subject and key identifier (RFC 5280 §4.2.1.1, §4.1.2.4). */
function refuseOtherIdentity(current: Certificate, next: Certificate): void {
  const [own, other] = [current.decoded, next.decoded].map(
    (decoded) => decoded.subjectKeyIdentifier,
  )
  const isSame =
    equalBytes(current.subject.der, next.subject.der) &&
    own !== undefined &&
    other !== undefined &&
    equalBytes(own, other)
  if (isSame) return
  throw new Problem(
    'policyRefused',
    'the new certificate has another subject or subject key identifier, so nothing issued before would chain to it; have it issued with the same ones',
    { field: FIELD },
  )
}

async function openRequestKey(
  { store, keys, passphraseGuard }: CaDependencies,
  act: Act,
  request: AuthorityRequest,
  passphrase: Passphrase | undefined,
): Promise<SignerLease> {
  const sealed = await store.authorityRequests.sealedKey(request.id)
  if (sealed === undefined)
    throw new Problem('conflict', 'somebody else completed or removed this request meanwhile')
  const open = (): Promise<SignerLease> => keys.open({ ...sealed, passphrase })
  if (!request.hasPassphrase || passphrase === undefined) return open()
  return passphraseGuard.attempt(act.principal, request.id, open)
}
