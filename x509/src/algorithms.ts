import { equalBytes } from './bytes.ts'
import { DerReader } from './der/reader.ts'
import { encodeDer } from './der/writer.ts'
import { OID } from './oids.ts'
import type { PublicKey } from './public-key.ts'
import { X509Error } from './x509-error.ts'

export type SignatureAlgorithm =
  | 'ecdsa-with-SHA256'
  | 'ecdsa-with-SHA384'
  | 'ecdsa-with-SHA512'
  | 'sha256WithRSAEncryption'
  | 'sha384WithRSAEncryption'
  | 'sha512WithRSAEncryption'
  | 'Ed25519'

export type HashName = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'

interface AlgorithmFacts {
  readonly oid: string
  readonly family: PublicKey['family']
  readonly hash: Exclude<HashName, 'SHA-1'> | null
  /** RFC 4055 §5 wants NULL with RSA; RFC 5758 §3.2 and RFC 8410 §3 want no parameters at all. */
  readonly parameters: 'null' | 'absent'
}

/** Everything that depends on a signature algorithm; nobody else switches on one. */
const ALGORITHMS = {
  'ecdsa-with-SHA256': {
    oid: OID.ecdsaWithSHA256,
    family: 'ec',
    hash: 'SHA-256',
    parameters: 'absent',
  },
  'ecdsa-with-SHA384': {
    oid: OID.ecdsaWithSHA384,
    family: 'ec',
    hash: 'SHA-384',
    parameters: 'absent',
  },
  'ecdsa-with-SHA512': {
    oid: OID.ecdsaWithSHA512,
    family: 'ec',
    hash: 'SHA-512',
    parameters: 'absent',
  },
  sha256WithRSAEncryption: {
    oid: OID.sha256WithRSAEncryption,
    family: 'rsa',
    hash: 'SHA-256',
    parameters: 'null',
  },
  sha384WithRSAEncryption: {
    oid: OID.sha384WithRSAEncryption,
    family: 'rsa',
    hash: 'SHA-384',
    parameters: 'null',
  },
  sha512WithRSAEncryption: {
    oid: OID.sha512WithRSAEncryption,
    family: 'rsa',
    hash: 'SHA-512',
    parameters: 'null',
  },
  Ed25519: { oid: OID.ed25519, family: 'ed25519', hash: null, parameters: 'absent' },
} as const satisfies Record<SignatureAlgorithm, AlgorithmFacts>

// Object.keys of an exhaustive record: its keys are the union.
const NAMES = Object.keys(ALGORITHMS) as SignatureAlgorithm[]

const IDENTIFIERS: ReadonlyMap<SignatureAlgorithm, Uint8Array> = new Map(
  NAMES.map((name) => [name, encodeIdentifier(ALGORITHMS[name])]),
)

const BY_OID: ReadonlyMap<string, SignatureAlgorithm> = new Map(
  NAMES.map((name) => [ALGORITHMS[name].oid, name]),
)

const BY_CURVE = {
  'P-256': 'ecdsa-with-SHA256',
  'P-384': 'ecdsa-with-SHA384',
  'P-521': 'ecdsa-with-SHA512',
} as const

/** The algorithm with which a key signs here: it follows from the key alone. */
export function signatureAlgorithmFor(key: PublicKey): SignatureAlgorithm {
  if (key.family === 'ec') return BY_CURVE[key.curve]
  return key.family === 'rsa' ? 'sha256WithRSAEncryption' : 'Ed25519'
}

/** The hash of the data that is signed; null where the algorithm takes the data whole (RFC 8032 §5.1). */
export function signatureHash(
  algorithm: SignatureAlgorithm,
): 'SHA-256' | 'SHA-384' | 'SHA-512' | null {
  return ALGORITHMS[algorithm].hash
}

/** Whether a key of this kind can have made a signature of this algorithm. */
export function isAlgorithmOf(algorithm: SignatureAlgorithm, key: PublicKey): boolean {
  return ALGORITHMS[algorithm].family === key.family
}

/** Such as RSA-2048, ECDSA-P256, Ed25519. */
export function keyAlgorithmName(key: PublicKey): string {
  if (key.family === 'ec') return `ECDSA-${key.curve.replace('-', '')}`
  return key.family === 'rsa' ? `RSA-${key.bits}` : 'Ed25519'
}

/** The AlgorithmIdentifier, DER. */
export function encodeSignatureAlgorithm(algorithm: SignatureAlgorithm): Uint8Array {
  // The map is built from the same record.
  return IDENTIFIERS.get(algorithm)!
}

/**
 *   AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
 *
 * @throws X509Error `malformedDer`, `unsupportedAlgorithm`
 */
export function parseSignatureAlgorithm(der: Uint8Array): SignatureAlgorithm {
  for (const [name, identifier] of IDENTIFIERS) if (equalBytes(identifier, der)) return name
  const outer = new DerReader(der)
  const fields = outer.sequence()
  outer.finish()
  const oid = fields.objectIdentifier()
  const name = BY_OID.get(oid)
  // RFC 4055 §5: implementations must accept absent parameters with RSA too.
  if (name !== undefined && ALGORITHMS[name].parameters === 'null' && fields.atEnd) return name
  throw new X509Error(
    'unsupportedAlgorithm',
    name === undefined
      ? `signatures of type ${oid} are not supported`
      : `${name} does not have these parameters`,
  )
}

function encodeIdentifier(facts: AlgorithmFacts): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.objectIdentifier(facts.oid)
      if (facts.parameters === 'null') der.null()
    }),
  )
}
