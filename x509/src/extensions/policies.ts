import type { DerReader } from '../der/reader.ts'
import { primitive } from '../der/tag.ts'
import { X509Error } from '../x509-error.ts'

export interface PolicyInformation {
  /** Dotted object identifier. */
  readonly policy: string
  /** PolicyQualifierInfo values, DER, not interpreted. */
  readonly qualifiers: readonly Uint8Array[]
}

export interface PolicyConstraints {
  /** Certificates that may follow before an explicit policy is required; null is never. */
  readonly requireExplicitPolicy: number | null
  readonly inhibitPolicyMapping: number | null
}

/**
 *   CertificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation (RFC 5280 §4.2.1.4)
 *   PolicyInformation ::= SEQUENCE {
 *     policyIdentifier OBJECT IDENTIFIER, policyQualifiers SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
 */
export function readCertificatePolicies(reader: DerReader): readonly PolicyInformation[] {
  const sequence = reader.sequence()
  const policies = new Map<string, PolicyInformation>()
  do {
    const fields = sequence.sequence()
    const policy = fields.objectIdentifier()
    const qualifiers = fields.atEnd ? [] : readQualifiers(fields.sequence())
    fields.finish()
    if (policies.has(policy)) {
      throw new X509Error(
        'malformedExtension',
        `the policy ${policy} stands twice (RFC 5280 §4.2.1.4)`,
      )
    }
    policies.set(policy, { policy, qualifiers })
  } while (!sequence.atEnd)
  return [...policies.values()]
}

/** PolicyConstraints ::= SEQUENCE { requireExplicitPolicy [0] INTEGER OPTIONAL, inhibitPolicyMapping [1] INTEGER OPTIONAL } (RFC 5280 §4.2.1.11) */
export function readPolicyConstraints(reader: DerReader): PolicyConstraints {
  const fields = reader.sequence()
  if (fields.atEnd) {
    throw new X509Error(
      'malformedExtension',
      'policy constraints are an empty sequence (RFC 5280 §4.2.1.11)',
    )
  }
  const requireExplicitPolicy =
    fields.nextTag === primitive(0) ? fields.smallInteger(primitive(0)) : null
  const inhibitPolicyMapping =
    fields.nextTag === primitive(1) ? fields.smallInteger(primitive(1)) : null
  fields.finish()
  return { requireExplicitPolicy, inhibitPolicyMapping }
}

function readQualifiers(sequence: DerReader): readonly Uint8Array[] {
  const qualifiers: Uint8Array[] = []
  do {
    const fields = sequence.sequence()
    fields.objectIdentifier()
    qualifiers.push(fields.element())
    fields.finish()
  } while (!sequence.atEnd)
  return qualifiers
}
