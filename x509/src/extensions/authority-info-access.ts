import type { DerReader } from '../der/reader.ts'
import { encodeDer } from '../der/writer.ts'
import { readGeneralName, writeGeneralName } from '../general-name.ts'
import type { GeneralName } from '../general-name.ts'
import { OID } from '../oids.ts'

export interface AccessDescription {
  /** Dotted object identifier. */
  readonly method: string
  readonly location: GeneralName
}

/**
 *   AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription (RFC 5280 §4.2.2.1)
 *   AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
 */
export function encodeAuthorityInfoAccess(
  ocspUrls: readonly string[],
  caIssuersUrls: readonly string[],
): Uint8Array {
  return encodeDer((der) => {
    const write = (method: string, value: string): void =>
      der.sequence(() => {
        der.objectIdentifier(method)
        writeGeneralName(der, { type: 'uri', value })
      })
    der.sequence(() => {
      for (const url of ocspUrls) write(OID.ocsp, url)
      for (const url of caIssuersUrls) write(OID.caIssuers, url)
    })
  })
}

export function readAuthorityInfoAccess(reader: DerReader): readonly AccessDescription[] {
  const sequence = reader.sequence()
  const descriptions: AccessDescription[] = []
  do {
    const fields = sequence.sequence()
    const method = fields.objectIdentifier()
    const location = readGeneralName(fields)
    fields.finish()
    descriptions.push({ method, location })
  } while (!sequence.atEnd)
  return descriptions
}
