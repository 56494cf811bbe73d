import { DerReader } from '../der/reader.ts'
import type { Extension } from '../extension.ts'
import type { GeneralName } from '../general-name.ts'
import { OID } from '../oids.ts'
import { X509Error } from '../x509-error.ts'
import { readAlternativeName } from './alternative-name.ts'
import { readAuthorityInfoAccess } from './authority-info-access.ts'
import type { AccessDescription } from './authority-info-access.ts'
import { readBasicConstraints } from './basic-constraints.ts'
import type { BasicConstraints } from './basic-constraints.ts'
import { readDistributionPoints } from './distribution-point.ts'
import type { DistributionPoint } from './distribution-point.ts'
import { readExtendedKeyUsage } from './extended-key-usage.ts'
import { readAuthorityKeyIdentifier, readSubjectKeyIdentifier } from './key-identifier.ts'
import type { AuthorityKeyIdentifier } from './key-identifier.ts'
import { readKeyUsage } from './key-usage.ts'
import type { KeyUsage } from './key-usage.ts'
import { readNameConstraints } from './name-constraints.ts'
import type { NameConstraints } from './name-constraints.ts'
import { readCertificatePolicies, readPolicyConstraints } from './policies.ts'
import type { PolicyConstraints, PolicyInformation } from './policies.ts'

/** What the extensions say, by the names of RFC 5280 §4.2; a member is absent when its extension is. */
export interface Extensions {
  readonly basicConstraints?: BasicConstraints
  readonly keyUsage?: readonly KeyUsage[]
  /** Dotted object identifiers. */
  readonly extendedKeyUsage?: readonly string[]
  readonly subjectAltName?: readonly GeneralName[]
  readonly issuerAltName?: readonly GeneralName[]
  readonly subjectKeyIdentifier?: Uint8Array
  readonly authorityKeyIdentifier?: AuthorityKeyIdentifier
  readonly cRLDistributionPoints?: readonly DistributionPoint[]
  readonly freshestCRL?: readonly DistributionPoint[]
  readonly authorityInfoAccess?: readonly AccessDescription[]
  readonly certificatePolicies?: readonly PolicyInformation[]
  readonly policyConstraints?: PolicyConstraints
  readonly inhibitAnyPolicy?: number
  readonly nameConstraints?: NameConstraints
  /** TLS extension numbers; 5 is "must staple" (RFC 7633). */
  readonly tlsFeature?: readonly number[]
  readonly ocspNoCheck?: true
  readonly noRevAvail?: true
  readonly ctPoison?: true
  /** SignedCertificateTimestampList, not interpreted (RFC 6962 §3.3). */
  readonly signedCertificateTimestamps?: Uint8Array
}

type Reading = {
  readonly [K in keyof Extensions]-?: readonly [
    string,
    (reader: DerReader) => NonNullable<Extensions[K]>,
  ]
}

/** One row per member: leaving one out does not compile. */
const READINGS = {
  basicConstraints: [OID.basicConstraints, readBasicConstraints],
  keyUsage: [OID.keyUsage, readKeyUsage],
  extendedKeyUsage: [OID.extendedKeyUsage, readExtendedKeyUsage],
  subjectAltName: [OID.subjectAltName, readAlternativeName],
  issuerAltName: [OID.issuerAltName, readAlternativeName],
  subjectKeyIdentifier: [OID.subjectKeyIdentifier, readSubjectKeyIdentifier],
  authorityKeyIdentifier: [OID.authorityKeyIdentifier, readAuthorityKeyIdentifier],
  cRLDistributionPoints: [OID.cRLDistributionPoints, readDistributionPoints],
  freshestCRL: [OID.freshestCRL, readDistributionPoints],
  authorityInfoAccess: [OID.authorityInfoAccess, readAuthorityInfoAccess],
  certificatePolicies: [OID.certificatePolicies, readCertificatePolicies],
  policyConstraints: [OID.policyConstraints, readPolicyConstraints],
  inhibitAnyPolicy: [OID.inhibitAnyPolicy, (reader) => reader.smallInteger()],
  nameConstraints: [OID.nameConstraints, readNameConstraints],
  tlsFeature: [OID.tlsFeature, readTlsFeature],
  ocspNoCheck: [OID.ocspNoCheck, readPresence],
  noRevAvail: [OID.noRevAvail, readPresence],
  ctPoison: [OID.ctPoison, readPresence],
  signedCertificateTimestamps: [OID.signedCertificateTimestamps, (reader) => reader.octetString()],
} as const satisfies Reading

const MEMBERS: ReadonlyMap<string, readonly [keyof Extensions, (reader: DerReader) => unknown]> =
  new Map(
    Object.entries(READINGS).map(([member, [oid, read]]) => [
      oid,
      // Object.entries widens the keys of the record.
      [member as keyof Extensions, read] as const,
    ]),
  )

/** Whether decodeExtensions reads an extension of this object identifier. */
export function isKnownExtension(oid: string): boolean {
  return MEMBERS.has(oid)
}

/**
 * Reads the extensions that are known; others are left out, critical or not.
 * @throws X509Error `malformedExtension` where a known one is not of its type
 */
export function decodeExtensions(list: readonly Extension[]): Extensions {
  const decoded: { -readonly [K in keyof Extensions]?: unknown } = {}
  for (const { oid, value } of list) {
    const entry = MEMBERS.get(oid)
    if (entry === undefined) continue
    const [member, read] = entry
    try {
      const reader = new DerReader(value)
      decoded[member] = read(reader)
      reader.finish()
    } catch (cause) {
      if (!(cause instanceof X509Error)) throw cause
      throw new X509Error('malformedExtension', `${member}: ${cause.message}`, { cause })
    }
  }
  // Each member was read by the function that READINGS gives for it.
  return decoded as Extensions
}

/** Features ::= SEQUENCE OF INTEGER (RFC 7633 §4) */
function readTlsFeature(reader: DerReader): readonly number[] {
  const sequence = reader.sequence()
  const features: number[] = []
  while (!sequence.atEnd) features.push(sequence.smallInteger())
  return features
}

/** Extensions whose value is NULL say everything by being there. */
function readPresence(reader: DerReader): true {
  reader.null()
  return true
}
