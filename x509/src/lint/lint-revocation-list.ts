import type { Certificate } from '../certificate.ts'
import { readTbsCertList } from '../tbs-cert-list.ts'
import type { TbsCertList } from '../tbs-cert-list.ts'
import { X509Error } from '../x509-error.ts'
import { LintError } from './lint.ts'
import type { LintedRevocationListTbs } from './linted-tbs.ts'
import type { Finding } from './rule.ts'
import { REVOCATION_LIST_RULES } from './rules/revocation-list.ts'

export interface RevocationListLintOptions {
  /** The entries were linted before, octet for octet: only what stands around them is judged. */
  readonly entriesVerified?: boolean
}

/**
 * Judges the final octets of a TBSCertList before they are signed; linear in the number of entries.
 * @throws LintError naming each rule that they break
 */
export function lintRevocationListTbs(
  tbs: Uint8Array,
  issuer: Certificate,
  options: RevocationListLintOptions = {},
): LintedRevocationListTbs {
  const findings = findingsOfRevocationList(tbs, issuer, options)
  if (findings.length > 0) throw new LintError(findings)
  // The brand is minted here, after every rule.
  return tbs as LintedRevocationListTbs
}

/** What the rules find in a TBSCertList; octets that are none are the one finding `wellFormed`. */
export function findingsOfRevocationList(
  tbs: Uint8Array,
  issuer: Certificate,
  options: RevocationListLintOptions = {},
): Finding[] {
  let list: TbsCertList
  try {
    list = readTbsCertList(tbs)
  } catch (error) {
    if (!(error instanceof X509Error)) throw error
    return [{ rule: 'wellFormed', citation: 'RFC 5280 §5.1', detail: error.message }]
  }
  const context = { list, issuer, entriesVerified: options.entriesVerified === true }
  const findings: Finding[] = []
  for (const { name, citation, check } of REVOCATION_LIST_RULES) {
    const detail = check(context)
    if (detail !== null) findings.push({ rule: name, citation, detail })
  }
  return findings
}
