import type { DerReader } from './der/reader.ts'
import { TAG } from './der/tag.ts'
import type { DerWriter } from './der/writer.ts'
import { X509Error } from './x509-error.ts'

/** One extension as it stands in a certificate, its value still encoded. */
export interface Extension {
  /** Dotted object identifier. */
  readonly oid: string
  readonly critical: boolean
  /** The content of extnValue: the DER of the extension's own type. */
  readonly value: Uint8Array
}

/** More than any certificate has, few enough that looking for duplicates costs nothing. */
const MAX_EXTENSIONS = 64

/** Extension ::= SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING } */
export function writeExtension(der: DerWriter, extension: Extension): void {
  der.sequence(() => {
    der.objectIdentifier(extension.oid)
    // X.690 §11.5: a default value is not encoded.
    if (extension.critical) der.boolean(true)
    der.octetString(extension.value)
  })
}

/**
 * Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension, at the cursor.
 * @throws X509Error `malformedDer`, `malformedExtension` where one stands twice (RFC 5280 §4.2)
 */
export function readExtensions(reader: DerReader): readonly Extension[] {
  const sequence = reader.sequence()
  const list: Extension[] = []
  do {
    const extension = readExtension(sequence)
    for (const { oid } of list) {
      if (oid === extension.oid) {
        throw new X509Error(
          'malformedExtension',
          `the extension ${oid} stands twice (RFC 5280 §4.2)`,
        )
      }
    }
    if (list.push(extension) > MAX_EXTENSIONS) {
      throw new X509Error('limitExceeded', `more than ${MAX_EXTENSIONS} extensions`)
    }
  } while (!sequence.atEnd)
  return list
}

function readExtension(sequence: DerReader): Extension {
  const fields = sequence.sequence()
  const oid = fields.objectIdentifier()
  let critical = false
  if (fields.nextTag === TAG.boolean) {
    critical = fields.boolean()
    if (!critical) throw new X509Error('malformedDer', 'a default value is encoded (X.690 §11.5)')
  }
  const value = fields.octetString()
  fields.finish()
  return { oid, critical, value }
}
