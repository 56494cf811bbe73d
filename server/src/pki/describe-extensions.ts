import {
  nameToString,
  OID,
  type AccessDescription,
  type DistributionPoint,
  type Extension,
  type Extensions,
  type GeneralName,
  type GeneralSubtree,
  type NameConstraints,
} from '@certman/x509'

/** An extension as people read it: its name in RFC 5280, and what it says, line by line. */
export interface DescribedExtension {
  readonly oid: string
  /** null: of no kind that is known here. */
  readonly name: string | null
  readonly critical: boolean
  /** Empty where the octets are not interpreted. */
  readonly values: readonly string[]
  /** The value, DER, in hexadecimal digits. */
  readonly hex: string
}

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(OID).map(([name, oid]) => [oid, name]),
)

const BOOLEAN_WORDS = { true: 'yes', false: 'no' } as const

type Describe = {
  readonly [Member in keyof Extensions]-?: (
    value: NonNullable<Extensions[Member]>,
  ) => readonly string[]
}

/** One row for each kind that is decoded: leaving one out does not compile. */
const DESCRIBE: Describe = {
  basicConstraints: ({ ca, pathLength }) => [
    `CA: ${BOOLEAN_WORDS[`${ca}`]}`,
    ...(ca ? [`path length: ${pathLength ?? 'unlimited'}`] : []),
  ],
  keyUsage: (usages) => usages,
  extendedKeyUsage: (oids) => oids.map(named),
  subjectAltName: (names) => names.map(describeGeneralName),
  issuerAltName: (names) => names.map(describeGeneralName),
  subjectKeyIdentifier: (identifier) => [hexPairs(identifier)],
  authorityKeyIdentifier: ({ keyIdentifier, authorityCertIssuer, authorityCertSerialNumber }) => [
    ...(keyIdentifier ? [hexPairs(keyIdentifier)] : []),
    ...(authorityCertIssuer ?? []).map((name) => `issuer ${describeGeneralName(name)}`),
    ...(authorityCertSerialNumber ? [`serial number ${hexPairs(authorityCertSerialNumber)}`] : []),
  ],
  cRLDistributionPoints: (points) => points.flatMap(describePoint),
  freshestCRL: (points) => points.flatMap(describePoint),
  authorityInfoAccess: (descriptions) => descriptions.map(describeAccess),
  certificatePolicies: (policies) => policies.map(({ policy }) => policy),
  policyConstraints: ({ requireExplicitPolicy, inhibitPolicyMapping }) => [
    ...(requireExplicitPolicy === null ? [] : [`explicit policy after ${requireExplicitPolicy}`]),
    ...(inhibitPolicyMapping === null ? [] : [`no policy mapping after ${inhibitPolicyMapping}`]),
  ],
  inhibitAnyPolicy: (after) => [`no anyPolicy after ${after}`],
  nameConstraints: describeConstraints,
  tlsFeature: (features) =>
    features.map((feature) => (feature === 5 ? 'status_request (must staple)' : `${feature}`)),
  ocspNoCheck: () => ['the responder’s certificate is not checked for revocation'],
  noRevAvail: () => ['no revocation information is published'],
  ctPoison: () => ['a precertificate: not for use'],
  signedCertificateTimestamps: (octets) => [`${octets.length} octets`],
}

const MEMBER_OF: ReadonlyMap<string, keyof Extensions> = new Map(
  // OID's members carry the names of the extensions that they identify.
  (Object.keys(DESCRIBE) as (keyof Extensions)[]).map((member) => [OID[member], member]),
)

export function describeExtensions(
  extensions: readonly Extension[],
  decoded: Extensions,
): readonly DescribedExtension[] {
  return extensions.map(({ oid, critical, value }) => ({
    oid,
    name: NAMES.get(oid) ?? null,
    critical,
    values: valuesOf(oid, decoded),
    hex: hex(value),
  }))
}

function valuesOf(oid: string, decoded: Extensions): readonly string[] {
  const member = MEMBER_OF.get(oid)
  const value = member && decoded[member]
  if (member === undefined || value === undefined) return []
  // DESCRIBE has for each member the function of its type.
  const describe = DESCRIBE[member] as (value: unknown) => readonly string[]
  return describe(value)
}

function describeGeneralName(name: GeneralName): string {
  switch (name.type) {
    case 'dns':
      return `DNS ${name.value}`
    case 'ip':
      return `IP ${name.value}`
    case 'email':
      return `e-mail ${name.value}`
    case 'uri':
      return `URI ${name.value}`
    case 'directoryName':
      return `directory ${nameToString(name.value)}`
    case 'other':
      return `other ${hex(name.der)}`
  }
}

function describePoint({ fullName, relativeName, cRLIssuer }: DistributionPoint): string[] {
  return [
    ...(fullName ?? []).map(describeGeneralName),
    ...(relativeName ? [`relative ${hex(relativeName)}`] : []),
    ...(cRLIssuer ?? []).map((name) => `issuer ${describeGeneralName(name)}`),
  ]
}

function describeAccess({ method, location }: AccessDescription): string {
  return `${named(method)}: ${describeGeneralName(location)}`
}

function describeConstraints({ permitted, excluded }: NameConstraints): readonly string[] {
  return [
    ...permitted.map((subtree) => `permitted ${describeSubtree(subtree)}`),
    ...excluded.map((subtree) => `excluded ${describeSubtree(subtree)}`),
  ]
}

function describeSubtree(subtree: GeneralSubtree): string {
  if (subtree.type !== 'ip') return describeGeneralName(subtree)
  return `IP ${hexPairs(subtree.address)} / ${hexPairs(subtree.mask)}`
}

const named = (oid: string): string => NAMES.get(oid) ?? oid

export function hex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex').toUpperCase()
}

function hexPairs(octets: Uint8Array): string {
  return hex(octets).replace(/..(?=.)/g, '$&:')
}
