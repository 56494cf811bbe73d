import type { Certificate } from '../certificate.ts'
import { readTbsCertificate } from '../tbs-certificate.ts'
import type { TbsCertificate } from '../tbs-certificate.ts'
import { X509Error } from '../x509-error.ts'
import type { LintedTbs } from './linted-tbs.ts'
import type { Finding, LintProfile, Rule } from './rule.ts'
import { ADDRESS_RULES } from './rules/address.ts'
import { ALTERNATIVE_NAME_RULES } from './rules/alternative-name.ts'
import { AUTHORITY_RULES } from './rules/authority.ts'
import { FORM_RULES } from './rules/form.ts'
import { KEY_RULES } from './rules/key.ts'
import { RESPONDER_RULES } from './rules/responder.ts'
import { SERIAL_NUMBER_RULES } from './rules/serial-number.ts'
import { SUBJECT_RULES } from './rules/subject.ts'
import { VALIDITY_RULES } from './rules/validity.ts'

export type LintIssuer = { readonly certificate: Certificate } | 'self-signed'

/** Every rule, in the order in which findings are listed. */
export const RULES: readonly Rule[] = [
  ...FORM_RULES,
  ...SERIAL_NUMBER_RULES,
  ...VALIDITY_RULES,
  ...SUBJECT_RULES,
  ...ALTERNATIVE_NAME_RULES,
  ...KEY_RULES,
  ...AUTHORITY_RULES,
  ...RESPONDER_RULES,
  ...ADDRESS_RULES,
]

/** The octets break at least one rule; nothing may sign them. */
export class LintError extends X509Error {
  override readonly name = 'LintError'
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[]) {
    const sentences = findings.map(
      ({ rule, citation, detail }) => `${detail} (${rule}, ${citation})`,
    )
    super('lintFailed', sentences.join('; '))
    this.findings = findings
  }
}

/**
 * Judges the final octets of a TBSCertificate before they are signed.
 * @throws LintError naming each rule that they break
 */
export function lintTbs(tbs: Uint8Array, issuer: LintIssuer, profile: LintProfile): LintedTbs {
  const findings = findingsOf(tbs, issuer, profile)
  if (findings.length > 0) throw new LintError(findings)
  // The brand is minted here, after every rule.
  return tbs as LintedTbs
}

/** What the rules find in a TBSCertificate; octets that are none are the one finding `wellFormed`. */
export function findingsOf(tbs: Uint8Array, issuer: LintIssuer, profile: LintProfile): Finding[] {
  let parsed: TbsCertificate
  try {
    parsed = readTbsCertificate(tbs)
  } catch (error) {
    if (!(error instanceof X509Error)) throw error
    return [{ rule: 'wellFormed', citation: 'RFC 5280 §4.1', detail: error.message }]
  }
  const certificate = issuer === 'self-signed' ? null : issuer.certificate
  const issuerKey = certificate === null ? parsed.publicKey : certificate.publicKey
  const context = { tbs: parsed, profile, issuer: certificate, issuerKey }
  const findings: Finding[] = []
  for (const { name, citation, applies, check } of RULES) {
    const detail = applies(context) ? check(context) : null
    if (detail !== null) findings.push({ rule: name, citation, detail })
  }
  return findings
}
