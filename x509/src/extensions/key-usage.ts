import type { DerReader } from '../der/reader.ts'
import { TAG } from '../der/tag.ts'
import { encodeDer } from '../der/writer.ts'
import { X509Error } from '../x509-error.ts'

/** The named bits of KeyUsage, in order (RFC 5280 §4.2.1.3). */
const BITS = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const

export type KeyUsage = (typeof BITS)[number]

/** KeyUsage ::= BIT STRING with named bits: trailing zero bits are not encoded (X.690 §11.2.2). */
export function encodeKeyUsage(usages: readonly KeyUsage[]): Uint8Array {
  let bits = 0
  let last = 0
  for (const usage of usages) {
    const bit = BITS.indexOf(usage)
    bits |= 0x8000 >> bit
    last = Math.max(last, bit)
  }
  if (bits === 0)
    throw new X509Error('malformedExtension', 'a key usage without any bit (RFC 5280 §4.2.1.3)')
  const octets = last < 8 ? [bits >> 8] : [bits >> 8, bits & 0xff]
  return encodeDer((der) => der.element(TAG.bitString, Uint8Array.of(7 - (last % 8), ...octets)))
}

export function readKeyUsage(reader: DerReader): readonly KeyUsage[] {
  const usages = reader.namedBits().map((bit) => {
    const usage = BITS[bit]
    if (usage === undefined)
      throw new X509Error('malformedDer', `the key usage bit ${bit} is not defined`)
    return usage
  })
  // RFC 5280 §4.2.1.3: when the extension appears, at least one bit must be set.
  if (usages.length === 0) throw new X509Error('malformedDer', 'a key usage without any bit')
  return usages
}
