import type { DerReader } from '../der/reader.ts'
import { TAG } from '../der/tag.ts'
import { encodeDer } from '../der/writer.ts'
import { readGeneralNames, writeGeneralNames } from '../general-name.ts'
import type { GeneralName } from '../general-name.ts'

/** SubjectAltName, IssuerAltName ::= GeneralNames (RFC 5280 §4.2.1.6, §4.2.1.7) */
export function encodeAlternativeName(names: readonly GeneralName[]): Uint8Array {
  return encodeDer((der) => writeGeneralNames(der, TAG.sequence, names))
}

export function readAlternativeName(reader: DerReader): readonly GeneralName[] {
  return readGeneralNames(reader.sequence())
}
