import {
  buildChain,
  equalBytes,
  nameToString,
  parseCertificate,
  verifyChain,
  type Certificate,
} from '@certman/x509'
import { MAX_AUTHORITY_DEPTH } from '../../pki/certificate-authority.ts'
import type { AuthorityPath, CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import { chainOf } from './certified-elsewhere.ts'
import type { CaDependencies } from '../dependencies.ts'
import { refuseUnusable } from '../signing-authority.ts'
import { compromisedKey } from '../subject-key.ts'

/** A certificate of a CA that somebody else signed, and where it belongs. */
export interface JudgedAuthority {
  readonly certificate: Certificate
  /** Where one of ours issued it. */
  readonly parent: CertificateAuthority | undefined
  /** DER, upwards, where none of ours did and it is no root. */
  readonly issuers: readonly Uint8Array[]
  /** Its own limit, or what those above leave to it; null: none. */
  readonly pathLength: number | null
}

interface Judging {
  readonly workspaceId: Uuid
  readonly certificate: Certificate
  /** What came with it. */
  readonly others: readonly Certificate[]
}

const FIELD = { field: 'certificatePem' } as const

type JudgingDependencies = Pick<
  CaDependencies,
  'store' | 'clock' | 'verify' | 'hash' | 'assertStrongKey'
>

/**
 * Whether a CA certificate that was made elsewhere is one that we can work under: of an authority, valid, of a strong key,
 * and with a path to a root that verifies (RFC 5280 §6.1).
 * @throws Problem `policyRefused` | `weakKey` | `authorityUnusable`
 */
export async function judgeAuthority(
  deps: JudgingDependencies,
  { workspaceId, certificate, others }: Judging,
): Promise<JudgedAuthority> {
  refuseForm(certificate)
  deps.assertStrongKey(certificate.publicKey)
  const keyHash = deps.hash('SHA-256', certificate.publicKey.spki)
  if (await deps.store.certificates.isKeyBlocked(workspaceId, keyHash)) throw compromisedKey()
  const path = await ourPathAbove(deps, workspaceId, certificate)
  const chain = path
    ? [certificate, ...(await chainOf(deps.store, path)).map((der) => parseCertificate(der))]
    : foreignChain(certificate, others)
  refuseBroken(deps, chain)
  return {
    certificate,
    parent: path?.[0],
    issuers: path ? [] : chain.slice(1).map(({ der }) => der),
    pathLength: pathLengthWithin(chain),
  }
}

const FORM: readonly ((certificate: Certificate) => string | undefined)[] = [
  ({ decoded }) =>
    decoded.basicConstraints?.ca === true
      ? undefined
      : 'the certificate is not one of an authority: it lacks CA:TRUE in its basic constraints (RFC 5280 §4.2.1.9)',
  ({ decoded: { keyUsage } }) =>
    keyUsage === undefined || (keyUsage.includes('keyCertSign') && keyUsage.includes('cRLSign'))
      ? undefined
      : `the key usage of the certificate is ${keyUsage.join(', ')}; a CA needs keyCertSign and cRLSign (RFC 5280 §4.2.1.3)`,
  ({ decoded }) =>
    decoded.subjectKeyIdentifier === undefined
      ? 'the certificate has no subject key identifier, which every CA must have (RFC 5280 §4.2.1.2)'
      : undefined,
  ({ subject }) =>
    subject.rdns.length === 0
      ? 'the subject of the certificate is empty, which no CA may have (RFC 5280 §4.1.2.6)'
      : undefined,
]

function refuseForm(certificate: Certificate): void {
  for (const check of FORM) {
    const sentence = check(certificate)
    if (sentence !== undefined) throw new Problem('policyRefused', sentence, FIELD)
  }
}

/** The CA of the workspace that issued it, if one did. */
async function ourPathAbove(
  { store, verify, clock }: JudgingDependencies,
  workspaceId: Uuid,
  certificate: Certificate,
): Promise<AuthorityPath | undefined> {
  if (isSelfIssued(certificate)) return undefined
  const { tbs, signature, signatureAlgorithm } = certificate
  for (const authority of await store.authorities.list({ workspaceId, includeRevoked: true })) {
    const issuer = parseCertificate(authority.certificate)
    if (!equalBytes(issuer.subject.der, certificate.issuer.der)) continue
    if (!verify(signatureAlgorithm, issuer.publicKey, tbs, signature)) continue
    const path = await store.authorities.path(authority.id)
    if (path === undefined) continue
    refuseUnusable(path, clock.now())
    if (authority.depth >= MAX_AUTHORITY_DEPTH) {
      throw new Problem(
        'policyRefused',
        `"${authority.name}" stands on the lowest of ${MAX_AUTHORITY_DEPTH + 1} levels; no CA can stand below it`,
      )
    }
    return path
  }
  return undefined
}

function foreignChain(
  certificate: Certificate,
  others: readonly Certificate[],
): readonly Certificate[] {
  if (isSelfIssued(certificate)) return [certificate]
  const roots = others.filter(isSelfIssued)
  const chain = buildChain(certificate, others, roots)
  if (chain !== null) return chain
  throw new Problem(
    'policyRefused',
    `the certificate was issued by "${nameToString(certificate.issuer)}", which is none of your CAs; add the certificates above it, up to the root`,
    FIELD,
  )
}

function refuseBroken({ verify, clock }: JudgingDependencies, chain: readonly Certificate[]): void {
  const verdict = verifyChain(chain, { at: new Date(clock.now()), verify })
  if (!verdict.ok) {
    const which =
      verdict.at === 0 ? 'the certificate' : `certificate ${verdict.at + 1} of the chain`
    throw new Problem('policyRefused', `${which} is not accepted: ${verdict.detail}`, FIELD)
  }
  // verifyChain takes the last one on trust; whoever brings a root along must bring a whole one.
  const root = chain.at(-1)!
  if (!isSelfIssued(root)) return
  if (!verify(root.signatureAlgorithm, root.publicKey, root.tbs, root.signature)) {
    throw new Problem(
      'policyRefused',
      `the signature of the root "${nameToString(root.subject)}" does not verify with its own key`,
      FIELD,
    )
  }
}

/** RFC 5280 §4.2.1.9: an authority with path length p may have p authorities below it, the one in question among them. */
function pathLengthWithin(chain: readonly Certificate[]): number | null {
  let left = Infinity
  for (const [below, { decoded }] of chain.entries()) {
    left = Math.min(left, (decoded.basicConstraints?.pathLength ?? Infinity) - below)
  }
  if (left < 0) {
    throw new Problem(
      'policyRefused',
      'a path length above this CA allows no authority here (RFC 5280 §4.2.1.9)',
      FIELD,
    )
  }
  return left === Infinity ? null : left
}

export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return equalBytes(subject.der, issuer.der)
}
