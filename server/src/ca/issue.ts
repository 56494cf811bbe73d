import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import { DEFAULT_KEY_ALGORITHM } from '../pki/key-policy.ts'
import { requirePermission } from '../pki/authorization.ts'
import { Problem } from '../pki/problem.ts'
import { DEFAULT_VALIDITY_DAYS, MAX_VALIDITY_DAYS, leafValidity } from '../pki/validity.ts'
import type { Act, IssueRequest, IssueResult } from './certification-authority.ts'
import { issuableNames, readCertificationRequest } from './certification-request.ts'
import { certify } from './certify.ts'
import type { CaDependencies } from './dependencies.ts'
import { claimFor, replay } from './idempotency.ts'
import { leafNames, requestedNames, type LeafNames } from './names.ts'
import { publishWith } from './revocation/publish-due.ts'
import { openAuthorityKey, signingAuthority } from './signing-authority.ts'
import { managedKey, requestedKey, type ManagedSubjectKey, type SubjectKey } from './subject-key.ts'

/** The story of one certificate. Steps 4 to 9 stand in certify.ts; the same numbers in docs/issuance.md. */
export async function issue(
  deps: CaDependencies,
  act: Act,
  request: IssueRequest,
): Promise<IssueResult> {
  // 1 who asks, and may they
  requirePermission(act.principal, request.authorityId, 'issue')
  const claim = request.mode === 'csr' ? claimFor(deps, act, request.idempotency) : null
  const answered = await replay(deps, claim)
  if (answered !== undefined) return { kind: 'replayed', response: answered }
  // 2 under which rules
  const authority = await signingAuthority(deps, act.principal, request.authorityId)
  const validity = leafValidity({
    now: deps.clock.now(),
    issuer: authority.validity,
    days: checkedDays(request.validityDays),
    defaultDays: DEFAULT_VALIDITY_DAYS,
  })
  // 3 whose key, and do they hold it (the passphrase is asked for before a costly key is made)
  const subject = subjectOf(deps, request)
  using lease = await openAuthorityKey(deps, act.principal, authority, request.passphrase)
  const key = await subject.key(authority)
  // 4–9
  const certified = await certify(deps, act, {
    authority,
    signer: lease.signer,
    mode: request.mode,
    names: subject.names,
    key,
    validity,
    validityDays: request.validityDays ?? DEFAULT_VALIDITY_DAYS,
    renewedFromId: null,
    idempotency:
      claim && request.idempotency ? { claim, render: request.idempotency.render } : null,
  })
  if (certified.kind === 'replayed') return certified
  if (authority.hasPassphrase) await publishWith(deps, authority, lease.signer)
  return { ...certified, privateKeyPem: 'privateKeyPem' in key ? key.privateKeyPem : undefined }
}

/** @throws Problem `invalidRequest` outside 1–397 whole days */
export function checkedDays(days: number | undefined): number | undefined {
  if (days === undefined || (Number.isInteger(days) && days >= 1 && days <= MAX_VALIDITY_DAYS))
    return days
  throw new Problem(
    'invalidRequest',
    `validityDays must be a whole number from 1 to ${MAX_VALIDITY_DAYS}`,
    { field: 'validityDays' },
  )
}

/** What is to be certified: the names, which are cheap to judge, and a key that is made or judged when its turn comes. */
interface Subject {
  readonly names: LeafNames
  readonly key: (authority: CertificateAuthority) => Promise<SubjectKey | ManagedSubjectKey>
}

function subjectOf(deps: CaDependencies, request: IssueRequest): Subject {
  return request.mode === 'managed'
    ? managedSubject(deps, request)
    : requestedSubject(deps, request)
}

function managedSubject(deps: CaDependencies, request: IssueRequest): Subject {
  if (request.csrPem !== undefined) {
    throw new Problem(
      'invalidRequest',
      'csrPem does not go with mode "managed"; use mode "csr" or leave it out',
      { field: 'csrPem' },
    )
  }
  if (request.commonName === undefined) {
    throw new Problem('invalidRequest', 'commonName is required in mode "managed"', {
      field: 'commonName',
    })
  }
  const algorithm = request.keyAlgorithm ?? DEFAULT_KEY_ALGORITHM
  return {
    names: leafNames(request.commonName, requestedNames(request.sanDns, request.sanIp)),
    key: () => managedKey(deps, algorithm),
  }
}

/** From the request come the key and the names; the body's names, where given, take the place of the request's. */
function requestedSubject(deps: CaDependencies, request: IssueRequest): Subject {
  if (request.csrPem === undefined) {
    throw new Problem('invalidRequest', 'csrPem is required in mode "csr"', { field: 'csrPem' })
  }
  const csr = readCertificationRequest(request.csrPem, deps.verify)
  const replaced = request.sanDns !== undefined || request.sanIp !== undefined
  const alternativeNames = replaced
    ? requestedNames(request.sanDns, request.sanIp)
    : issuableNames(csr.names)
  return {
    names: leafNames(request.commonName ?? csr.commonName, alternativeNames),
    key: (authority) => requestedKey(deps, authority, csr, request.keyAlgorithm),
  }
}
