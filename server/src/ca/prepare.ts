import {
  buildLeafTbs,
  LintError,
  lintTbs,
  type GeneralName,
  type Hash,
  type LintedTbs,
  type Name,
  type PublicKey,
  type SerialNumber,
} from '@certman/x509'
import { Problem } from '../pki/problem.ts'
import type { Validity } from '../pki/validity.ts'
import type { PreparedIssuer } from './issuer.ts'

/** The profile of a leaf: TLS server and client, key usage by the kind of key. */
export interface LeafProfile {
  readonly serialNumber: SerialNumber
  readonly subject: Name
  readonly alternativeNames: readonly GeneralName[]
  readonly validity: Validity
  readonly publicKey: PublicKey
}

/**
 * Exactly what will be signed: built from the profile, then judged by the linter on its final bytes. Pure.
 * @throws Problem `policyRefused` naming the rules that were broken and their sections
 */
export function prepareLeaf(issuer: PreparedIssuer, leaf: LeafProfile, hash: Hash): LintedTbs {
  const tbs = buildLeafTbs(
    issuer.template,
    {
      serialNumber: leaf.serialNumber,
      subject: leaf.subject,
      notBefore: new Date(leaf.validity.notBefore),
      notAfter: new Date(leaf.validity.notAfter),
      publicKey: leaf.publicKey,
      subjectAltNames: leaf.alternativeNames,
    },
    hash,
  )
  return refusingLint(() => lintTbs(tbs, { certificate: issuer.certificate }, 'leaf'))
}

/** Renders what the linter found as one refusal. */
export function refusingLint(lint: () => LintedTbs): LintedTbs {
  try {
    return lint()
  } catch (error) {
    if (!(error instanceof LintError)) throw error
    const findings = error.findings.map(
      (finding) => `${finding.detail} (${finding.rule}, ${finding.citation})`,
    )
    throw new Problem(
      'policyRefused',
      `the certificate would break a rule: ${findings.join('; ')}`,
      { cause: error },
    )
  }
}
