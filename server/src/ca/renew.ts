import { nameFrom, parseCertificate } from '@certman/x509'
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../pki/key-policy.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { StoredCertificate } from '../pki/certificate.ts'
import { Problem } from '../pki/problem.ts'
import { leafValidity } from '../pki/validity.ts'
import type { Act, IssueResult, RenewRequest } from './certification-authority.ts'
import { issuableNames, readCertificationRequest } from './certification-request.ts'
import { certify } from './certify.ts'
import type { CaDependencies } from './dependencies.ts'
import { claimFor, replay } from './idempotency.ts'
import { checkedDays } from './issue.ts'
import type { LeafNames } from './names.ts'
import { publishWith } from './revocation/publish-due.ts'
import { openAuthorityKey, signingAuthority } from './signing-authority.ts'
import { managedKey, requestedKey, type ManagedSubjectKey, type SubjectKey } from './subject-key.ts'
import { visibleCertificate } from './visible-certificate.ts'

/**
 * A new certificate with the subject, names and CA of an existing one, under a new key. The old certificate stays as it
 * is, linked. An expired one may be renewed; a revoked or held one may not.
 */
export async function renew(
  deps: CaDependencies,
  act: Act,
  request: RenewRequest,
): Promise<IssueResult> {
  // 1 who asks, and may they
  const original = await visibleCertificate(deps, act, request.certificateId, 'issue')
  const claim = request.csrPem === undefined ? null : claimFor(deps, act, request.idempotency)
  const answered = await replay(deps, claim)
  if (answered !== undefined) return { kind: 'replayed', response: answered }
  // 2 under which rules
  refuseRevoked(original)
  const authority = await signingAuthority(deps, act.principal, original.authorityId)
  const validity = leafValidity({
    now: deps.clock.now(),
    issuer: authority.validity,
    days: checkedDays(request.validityDays),
    defaultDays: original.validityDays,
  })
  // 3 whose key, and do they hold it
  const newKey = keyOf(deps, original, request)
  using lease = await openAuthorityKey(deps, act.principal, authority, request.passphrase)
  const key = await newKey(authority)
  // 4–9
  const certified = await certify(deps, act, {
    authority,
    signer: lease.signer,
    mode: request.csrPem === undefined ? 'managed' : 'csr',
    names: namesOf(original),
    key,
    validity,
    validityDays: request.validityDays ?? original.validityDays,
    renewedFromId: original.id,
    idempotency:
      claim && request.idempotency ? { claim, render: request.idempotency.render } : null,
  })
  if (certified.kind === 'replayed') return certified
  if (authority.hasPassphrase) await publishWith(deps, authority, lease.signer)
  return { ...certified, privateKeyPem: 'privateKeyPem' in key ? key.privateKeyPem : undefined }
}

function refuseRevoked(original: StoredCertificate): void {
  if (original.revocation === null) return
  const state = original.revocation.reason === 'certificateHold' ? 'on hold' : 'revoked'
  throw new Problem('notRenewable', `this certificate is ${state}; issue a new one with a new key`)
}

/** A managed certificate gets a new managed key, unless the caller brings a request; a CSR-based one needs a new request. */
function keyOf(
  deps: CaDependencies,
  original: StoredCertificate,
  { csrPem }: RenewRequest,
): (authority: CertificateAuthority) => Promise<SubjectKey | ManagedSubjectKey> {
  if (csrPem !== undefined) {
    const csr = readCertificationRequest(csrPem, deps.verify)
    return (authority) => requestedKey(deps, authority, csr, undefined)
  }
  const algorithm = original.keyAlgorithm
  if (original.mode === 'csr' || !isKeyAlgorithm(algorithm)) {
    throw new Problem(
      'invalidRequest',
      'this certificate was issued from a CSR; csrPem with a new one is required to renew it',
      {
        field: 'csrPem',
      },
    )
  }
  return () => managedKey(deps, algorithm)
}

function isKeyAlgorithm(text: string): text is KeyAlgorithm {
  return KEY_ALGORITHMS.some((algorithm) => algorithm === text)
}

/** The names exactly as they stand in the original, in its order. */
function namesOf(original: StoredCertificate): LeafNames {
  const { decoded } = parseCertificate(original.certificate)
  return {
    subject: nameFrom(original.subjectHasCommonName ? { commonName: original.commonName } : {}),
    subjectHasCommonName: original.subjectHasCommonName,
    alternativeNames: issuableNames(decoded.subjectAltName ?? []),
    commonName: original.commonName,
    sanDns: original.sanDns,
    sanIp: original.sanIp,
  }
}
