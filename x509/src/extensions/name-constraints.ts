import type { DerReader } from '../der/reader.ts'
import { constructed } from '../der/tag.ts'
import { IP_ADDRESS, readGeneralName } from '../general-name.ts'
import type { GeneralName } from '../general-name.ts'
import { X509Error } from '../x509-error.ts'

/** The base of a GeneralSubtree: for addresses a range, for all other kinds a GeneralName read as a pattern. */
export type GeneralSubtree =
  | Exclude<GeneralName, { readonly type: 'ip' }>
  | { readonly type: 'ip'; readonly address: Uint8Array; readonly mask: Uint8Array }

export interface NameConstraints {
  readonly permitted: readonly GeneralSubtree[]
  readonly excluded: readonly GeneralSubtree[]
}

/**
 *   NameConstraints ::= SEQUENCE { permittedSubtrees [0] GeneralSubtrees OPTIONAL, excludedSubtrees [1] GeneralSubtrees OPTIONAL }
 *   GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] INTEGER DEFAULT 0, maximum [1] INTEGER OPTIONAL }
 *
 * RFC 5280 §4.2.1.10: minimum must be zero (so it is not encoded) and maximum absent; an empty sequence is not allowed.
 */
export function readNameConstraints(reader: DerReader): NameConstraints {
  const fields = reader.sequence()
  if (fields.atEnd) {
    throw new X509Error(
      'malformedExtension',
      'name constraints are an empty sequence (RFC 5280 §4.2.1.10)',
    )
  }
  const permitted = readSubtrees(fields, constructed(0))
  const excluded = readSubtrees(fields, constructed(1))
  fields.finish()
  return { permitted, excluded }
}

function readSubtrees(fields: DerReader, tag: number): readonly GeneralSubtree[] {
  if (fields.nextTag !== tag) return []
  const sequence = fields.enter(tag)
  const subtrees: GeneralSubtree[] = []
  do {
    const subtree = sequence.sequence()
    subtrees.push(readBase(subtree))
    subtree.finish()
  } while (!sequence.atEnd)
  return subtrees
}

function readBase(subtree: DerReader): GeneralSubtree {
  if (subtree.nextTag === IP_ADDRESS) {
    const octets = subtree.content(IP_ADDRESS)
    const half = octets.length / 2
    if (half !== 4 && half !== 16) {
      throw new X509Error(
        'malformedDer',
        `an address range has ${octets.length} octets, neither 8 nor 32`,
      )
    }
    return { type: 'ip', address: octets.subarray(0, half), mask: octets.subarray(half) }
  }
  const base = readGeneralName(subtree)
  // Addresses were handled above, so this never happens; it tells the compiler so.
  if (base.type === 'ip') throw new X509Error('malformedDer', 'an address stands for a range')
  return base
}
