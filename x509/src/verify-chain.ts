import { isAlgorithmOf } from './algorithms.ts'
import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { isDnsName, normalizeDnsName } from './dns-name.ts'
import { purposeOid } from './extensions/extended-key-usage.ts'
import type { NameConstraints } from './extensions/name-constraints.ts'
import type { GeneralName } from './general-name.ts'
import { isIpAddress, normalizeIpAddress } from './ip-address.ts'
import { violatedConstraint } from './name-constraint.ts'
import { OID } from './oids.ts'
import type { Verify } from './signer.ts'

export type ChainFailure =
  | 'emptyChain'
  | 'notYetValid'
  | 'expired'
  | 'issuerMismatch'
  | 'badSignature'
  | 'unknownCriticalExtension'
  | 'nameConstraints'
  | 'notAnAuthority'
  | 'keyUsage'
  | 'pathLength'
  | 'policy'
  | 'purpose'
  | 'name'

export type ChainVerdict =
  | { readonly ok: true }
  /** `at` is the index of the certificate that failed; `detail` is a sentence. */
  | {
      readonly ok: false
      readonly at: number
      readonly reason: ChainFailure
      readonly detail: string
    }

export interface ChainOptions {
  readonly at: Date
  readonly verify: Verify
  readonly purpose?: 'serverAuth' | 'clientAuth'
  /** A DNS name or an IP address that the leaf must stand for. */
  readonly dnsName?: string
}

/** Extensions that are processed here, so that they may be critical (RFC 5280 §6.1.3, §6.1.4 (o), §6.1.5 (f)). */
const PROCESSED: ReadonlySet<string> = new Set([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.subjectAltName,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.nameConstraints,
  OID.certificatePolicies,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
])

/** RFC 5280 §4.2.1.12: the bits that may be consistent with serverAuth and clientAuth. */
const TLS_USAGES: ReadonlySet<string> = new Set([
  'digitalSignature',
  'keyEncipherment',
  'keyAgreement',
])

/** What is carried from one certificate to the next below it (RFC 5280 §6.1.2). */
interface State {
  /** How many authorities may still follow. */
  maxPathLength: number
  readonly constraints: NameConstraints[]
}

interface Step {
  readonly certificate: Certificate
  /** Null for the trust anchor. */
  readonly issuer: Certificate | null
  readonly isLeaf: boolean
  readonly state: State
  readonly options: ChainOptions
}

type Failure = readonly [ChainFailure, string] | null

/** In this order; the first that fails is the reason. */
const CHECKS: readonly ((step: Step) => Failure)[] = [
  checkValidity,
  checkIssuer,
  checkSignature,
  checkCriticalExtensions,
  checkPolicies,
  checkNameConstraints,
  checkAuthority,
  checkPurpose,
  checkName,
]

/**
 * Path validation (RFC 5280 §6.1) of a chain from the leaf to a trust anchor, both included. The caller vouches for the last
 * certificate: its signature is not verified, all else of it is. Names must agree octet for octet, which is stricter than
 * §7.1. Policies are not processed, so a chain that demands one is refused. Revocation is a question of its own.
 */
export function verifyChain(chain: readonly Certificate[], options: ChainOptions): ChainVerdict {
  if (chain.length === 0)
    return { ok: false, at: 0, reason: 'emptyChain', detail: 'the chain is empty' }
  const state: State = { maxPathLength: Infinity, constraints: [] }
  for (let at = chain.length - 1; at >= 0; at--) {
    // `at` runs over the indices of the chain.
    const step = {
      certificate: chain[at]!,
      issuer: chain[at + 1] ?? null,
      isLeaf: at === 0,
      state,
      options,
    }
    for (const check of CHECKS) {
      const failure = check(step)
      if (failure !== null) return { ok: false, at, reason: failure[0], detail: failure[1] }
    }
  }
  return { ok: true }
}

/** RFC 5280 §6.1.3 (a) (2); both ends are included (§4.1.2.5). */
function checkValidity({ certificate: { notBefore, notAfter }, options: { at } }: Step): Failure {
  if (at < notBefore) return ['notYetValid', `it is valid from ${notBefore.toISOString()}`]
  // The last second is included whole.
  return at.getTime() < notAfter.getTime() + 1000
    ? null
    : ['expired', `it was valid to ${notAfter.toISOString()}`]
}

/** RFC 5280 §6.1.3 (a) (4) */
function checkIssuer({ certificate, issuer }: Step): Failure {
  return issuer === null || equalBytes(certificate.issuer.der, issuer.subject.der)
    ? null
    : ['issuerMismatch', 'its issuer is not the subject of the next certificate']
}

/** RFC 5280 §6.1.3 (a) (1) */
function checkSignature({ certificate, issuer, options: { verify } }: Step): Failure {
  if (issuer === null) return null
  const { signatureAlgorithm, tbs, signature } = certificate
  return isAlgorithmOf(signatureAlgorithm, issuer.publicKey) &&
    verify(signatureAlgorithm, issuer.publicKey, tbs, signature)
    ? null
    : ['badSignature', "its signature was not made with its issuer's key"]
}

function checkCriticalExtensions({ certificate }: Step): Failure {
  const unknown = certificate.extensions.find(
    ({ oid, critical }) => critical && !PROCESSED.has(oid),
  )
  return unknown === undefined
    ? null
    : ['unknownCriticalExtension', `the critical extension ${unknown.oid} is not understood`]
}

/** RFC 5280 §6.1.3 (f): without policy processing, an explicit policy can never be shown to hold. */
function checkPolicies({ certificate: { decoded } }: Step): Failure {
  return (decoded.policyConstraints?.requireExplicitPolicy ?? null) === null
    ? null
    : ['policy', 'it requires an explicit policy, and policies are not processed']
}

/** RFC 5280 §6.1.3 (b), (c), §6.1.4 (g) */
function checkNameConstraints({ certificate, isLeaf, state }: Step): Failure {
  if (isLeaf || !isSelfIssued(certificate)) {
    for (const constraints of state.constraints) {
      const violation = violatedConstraint(certificate, constraints)
      if (violation !== null) return ['nameConstraints', violation]
    }
  }
  if (certificate.decoded.nameConstraints)
    state.constraints.push(certificate.decoded.nameConstraints)
  return null
}

/** RFC 5280 §6.1.4 (k) to (n) */
function checkAuthority({ certificate, issuer, isLeaf, state }: Step): Failure {
  if (isLeaf) return null
  const { basicConstraints, keyUsage } = certificate.decoded
  if (basicConstraints?.ca !== true)
    return ['notAnAuthority', 'it is not the certificate of an authority']
  if (keyUsage && !keyUsage.includes('keyCertSign'))
    return ['keyUsage', 'its key must not sign certificates']
  if (issuer !== null && !isSelfIssued(certificate)) {
    if (state.maxPathLength === 0) return ['pathLength', 'no authority is allowed below its issuer']
    state.maxPathLength--
  }
  state.maxPathLength = Math.min(state.maxPathLength, basicConstraints.pathLength ?? Infinity)
  return null
}

/** RFC 5280 §4.2.1.12; in an authority below the anchor the extension limits what is below it, as everybody reads it. */
function checkPurpose({ certificate, issuer, isLeaf, options: { purpose } }: Step): Failure {
  if (purpose === undefined || (issuer === null && !isLeaf)) return null
  const { extendedKeyUsage, keyUsage } = certificate.decoded
  const allowed =
    extendedKeyUsage === undefined ||
    extendedKeyUsage.includes(purposeOid(purpose)) ||
    extendedKeyUsage.includes(OID.anyExtendedKeyUsage)
  if (!allowed) return ['purpose', `it is not for ${purpose}`]
  if (!isLeaf || keyUsage === undefined) return null
  const usable = keyUsage.some((usage) => TLS_USAGES.has(usage))
  return usable ? null : ['keyUsage', `its key usage does not suit ${purpose}`]
}

/** RFC 6125 §6.4: the alternative names alone count, never the common name. */
function checkName({ certificate, isLeaf, options: { dnsName } }: Step): Failure {
  if (!isLeaf || dnsName === undefined) return null
  const names = certificate.decoded.subjectAltName ?? []
  const stands = isIpAddress(dnsName)
    ? names.some((name) => name.type === 'ip' && name.value === normalizeIpAddress(dnsName))
    : isDnsName(dnsName) && names.some((name) => matches(name, normalizeDnsName(dnsName)))
  return stands ? null : ['name', `it does not stand for "${dnsName}"`]
}

/** RFC 6125 §6.4.3: a wildcard stands for exactly one label, the leftmost. */
function matches(name: GeneralName, reference: string): boolean {
  if (name.type !== 'dns') return false
  const presented = name.value.toLowerCase()
  const firstDot = reference.indexOf('.')
  return presented === reference || (firstDot > 0 && presented === `*${reference.slice(firstDot)}`)
}

/** RFC 5280 §6.1: the same name as subject and issuer. */
function isSelfIssued({ issuer, subject }: Certificate): boolean {
  return equalBytes(issuer.der, subject.der)
}
