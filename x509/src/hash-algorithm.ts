import type { HashName } from './algorithms.ts'
import { equalBytes } from './bytes.ts'
import { DerReader } from './der/reader.ts'
import { encodeDer } from './der/writer.ts'
import { OID } from './oids.ts'
import { X509Error } from './x509-error.ts'

interface HashFacts {
  readonly oid: string
  readonly octets: number
  /** What is written; both forms must be read (RFC 3370 §2.1, RFC 5754 §2). */
  readonly parameters: 'null' | 'absent'
}

/** NULL with SHA-1 because every client and responder writes it; RFC 5754 §2 has no parameters with SHA-2. */
const HASHES: Readonly<Record<HashName, HashFacts>> = {
  'SHA-1': { oid: OID.sha1, octets: 20, parameters: 'null' },
  'SHA-256': { oid: OID.sha256, octets: 32, parameters: 'absent' },
  'SHA-384': { oid: OID.sha384, octets: 48, parameters: 'absent' },
  'SHA-512': { oid: OID.sha512, octets: 64, parameters: 'absent' },
}

// Object.keys of an exhaustive record: its keys are the union.
const NAMES = Object.keys(HASHES) as HashName[]

const IDENTIFIERS: ReadonlyMap<HashName, Uint8Array> = new Map(
  NAMES.map((name) => [name, encodeIdentifier(name, HASHES[name].parameters)]),
)

/** Both forms of each, so that reading one is a comparison of octets. */
const READ: readonly (readonly [Uint8Array, HashName])[] = NAMES.flatMap((name) => [
  [encodeIdentifier(name, 'null'), name] as const,
  [encodeIdentifier(name, 'absent'), name] as const,
])

export function hashOctets(name: HashName): number {
  return HASHES[name].octets
}

/** The AlgorithmIdentifier, DER. */
export function encodeHashAlgorithm(name: HashName): Uint8Array {
  // The map is built from the same record.
  return IDENTIFIERS.get(name)!
}

/**
 * The hash of an AlgorithmIdentifier with parameters absent or NULL.
 * @throws X509Error `malformedDer`, `unsupportedAlgorithm`
 */
export function parseHashAlgorithm(der: Uint8Array): HashName {
  for (const [identifier, name] of READ) if (equalBytes(identifier, der)) return name
  const outer = new DerReader(der)
  const oid = outer.sequence().objectIdentifier()
  outer.finish()
  throw new X509Error(
    'unsupportedAlgorithm',
    `the hash ${oid} is not supported, or not with these parameters`,
  )
}

function encodeIdentifier(name: HashName, parameters: HashFacts['parameters']): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      der.objectIdentifier(HASHES[name].oid)
      if (parameters === 'null') der.null()
    }),
  )
}
