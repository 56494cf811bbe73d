import type { DerReader } from '../der/reader.ts'
import { TAG } from '../der/tag.ts'
import { encodeDer } from '../der/writer.ts'
import { X509Error } from '../x509-error.ts'

export interface BasicConstraints {
  readonly ca: boolean
  /** How many CA certificates may follow below; null is no limit. */
  readonly pathLength: number | null
}

/** BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL } (RFC 5280 §4.2.1.9) */
export function encodeBasicConstraints({ ca, pathLength }: BasicConstraints): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      if (ca) der.boolean(true)
      if (pathLength !== null) der.smallInteger(pathLength)
    }),
  )
}

export function readBasicConstraints(reader: DerReader): BasicConstraints {
  const fields = reader.sequence()
  let ca = false
  if (fields.nextTag === TAG.boolean) {
    ca = fields.boolean()
    if (!ca) throw new X509Error('malformedDer', 'a default value is encoded (X.690 §11.5)')
  }
  const pathLength = fields.atEnd ? null : fields.smallInteger()
  fields.finish()
  return { ca, pathLength }
}
