import type { DerReader } from '../der/reader.ts'
import { constructed, primitive } from '../der/tag.ts'
import { encodeDer } from '../der/writer.ts'
import { writeGeneralNames } from '../general-name.ts'
import { X509Error } from '../x509-error.ts'
import { readPointName } from './distribution-point.ts'
import type { DistributionPoint } from './distribution-point.ts'

/** Which certificates a CRL speaks of (RFC 5280 §5.2.5). */
export interface IssuingDistributionPoint extends Pick<
  DistributionPoint,
  'fullName' | 'relativeName'
> {
  readonly onlyContainsUserCerts: boolean
  readonly onlyContainsCaCerts: boolean
  /** Bit numbers of ReasonFlags; absent is all reasons. */
  readonly onlySomeReasons?: readonly number[]
  readonly indirectCrl: boolean
  readonly onlyContainsAttributeCerts: boolean
}

/** What a partition of a list is: its own addresses, as they stand in the certificates, and the kind of certificate in it. */
export interface PartitionParameters {
  readonly urls: readonly string[]
  readonly onlyContainsUserCerts?: boolean
  readonly onlyContainsCaCerts?: boolean
}

/**
 *   IssuingDistributionPoint ::= SEQUENCE {
 *     distributionPoint [0] DistributionPointName OPTIONAL, onlyContainsUserCerts [1] BOOLEAN DEFAULT FALSE,
 *     onlyContainsCACerts [2] BOOLEAN DEFAULT FALSE, onlySomeReasons [3] ReasonFlags OPTIONAL,
 *     indirectCRL [4] BOOLEAN DEFAULT FALSE, onlyContainsAttributeCerts [5] BOOLEAN DEFAULT FALSE }
 */
export function encodeIssuingDistributionPoint(partition: PartitionParameters): Uint8Array {
  const { urls, onlyContainsUserCerts = false, onlyContainsCaCerts = false } = partition
  const names = urls.map((value) => ({ type: 'uri', value }) as const)
  const yes = Uint8Array.of(0xff)
  return encodeDer((der) =>
    der.sequence(() => {
      if (names.length > 0) der.tagged(0, () => writeGeneralNames(der, constructed(0), names))
      if (onlyContainsUserCerts) der.element(primitive(1), yes)
      if (onlyContainsCaCerts) der.element(primitive(2), yes)
    }),
  )
}

export function readIssuingDistributionPoint(reader: DerReader): IssuingDistributionPoint {
  const fields = reader.sequence()
  if (fields.atEnd) {
    throw new X509Error(
      'malformedExtension',
      'an issuing distribution point is an empty sequence (RFC 5280 §5.2.5)',
    )
  }
  const name = fields.nextTag === constructed(0) ? readPointName(fields.enter(constructed(0))) : {}
  const onlyContainsUserCerts = readFlag(fields, 1)
  const onlyContainsCaCerts = readFlag(fields, 2)
  const reasons = fields.nextTag === primitive(3) ? fields.namedBits(primitive(3)) : undefined
  const indirectCrl = readFlag(fields, 4)
  const onlyContainsAttributeCerts = readFlag(fields, 5)
  fields.finish()
  return {
    ...name,
    onlyContainsUserCerts,
    onlyContainsCaCerts,
    ...(reasons && { onlySomeReasons: reasons }),
    indirectCrl,
    onlyContainsAttributeCerts,
  }
}

function readFlag(fields: DerReader, n: number): boolean {
  if (fields.nextTag !== primitive(n)) return false
  if (!fields.boolean(primitive(n)))
    throw new X509Error('malformedDer', 'a default value is encoded (X.690 §11.5)')
  return true
}
