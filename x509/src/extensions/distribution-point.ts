import type { DerReader } from '../der/reader.ts'
import { constructed, primitive } from '../der/tag.ts'
import { encodeDer } from '../der/writer.ts'
import { readGeneralNames, writeGeneralNames } from '../general-name.ts'
import type { GeneralName } from '../general-name.ts'
import { X509Error } from '../x509-error.ts'

export interface DistributionPoint {
  readonly fullName?: readonly GeneralName[]
  /** nameRelativeToCRLIssuer: the content of a RelativeDistinguishedName, not interpreted. */
  readonly relativeName?: Uint8Array
  /** Bit numbers of ReasonFlags (RFC 5280 §4.2.1.13); absent is all reasons. */
  readonly reasons?: readonly number[]
  readonly cRLIssuer?: readonly GeneralName[]
}

/**
 *   CRLDistributionPoints, FreshestCRL ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint (RFC 5280 §4.2.1.13, §4.2.1.15)
 *   DistributionPoint ::= SEQUENCE {
 *     distributionPoint [0] CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RDN } OPTIONAL,
 *     reasons [1] ReasonFlags OPTIONAL, cRLIssuer [2] GeneralNames OPTIONAL }
 *
 * One point of several addresses: they lead to the same list, so a relying party may take any.
 */
export function encodeDistributionPoint(urls: readonly string[]): Uint8Array {
  const names = urls.map((value) => ({ type: 'uri', value }) as const)
  return encodeDer((der) =>
    der.sequence(() =>
      der.sequence(() => der.tagged(0, () => writeGeneralNames(der, constructed(0), names))),
    ),
  )
}

export function readDistributionPoints(reader: DerReader): readonly DistributionPoint[] {
  const sequence = reader.sequence()
  const points: DistributionPoint[] = []
  do points.push(readDistributionPoint(sequence.sequence()))
  while (!sequence.atEnd)
  return points
}

function readDistributionPoint(fields: DerReader): DistributionPoint {
  const name = fields.nextTag === constructed(0) ? readPointName(fields.enter(constructed(0))) : {}
  const reasons = fields.nextTag === primitive(1) ? fields.namedBits(primitive(1)) : undefined
  const issuer =
    fields.nextTag === constructed(2) ? readGeneralNames(fields.enter(constructed(2))) : undefined
  fields.finish()
  if (name.fullName === undefined && name.relativeName === undefined && issuer === undefined) {
    // RFC 5280 §4.2.1.13: a point must not consist of only the reasons field.
    throw new X509Error('malformedDer', 'a distribution point has neither a name nor an issuer')
  }
  return { ...name, ...(reasons && { reasons }), ...(issuer && { cRLIssuer: issuer }) }
}

export function readPointName(
  choice: DerReader,
): Pick<DistributionPoint, 'fullName' | 'relativeName'> {
  const name =
    choice.nextTag === constructed(1)
      ? { relativeName: choice.content(constructed(1)) }
      : { fullName: readGeneralNames(choice.enter(constructed(0))) }
  choice.finish()
  return name
}
