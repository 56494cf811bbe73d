import { encodeHex, parseHex } from '../bytes.ts'
import type { DerReader } from '../der/reader.ts'
import { encodeDer } from '../der/writer.ts'
import { X509Error } from '../x509-error.ts'

/** Verifiers must be able to handle this many octets, and issuers must not use more (RFC 5280 §5.2.3). */
const MAX_OCTETS = 20

/**
 * CRLNumber ::= INTEGER (0..MAX) (RFC 5280 §5.2.3)
 * @throws X509Error `malformedExtension` for a negative number or one of more than 20 octets
 */
export function encodeCrlNumber(number: bigint): Uint8Array {
  if (number < 0n) {
    throw new X509Error('malformedExtension', 'the CRL number is negative (RFC 5280 §5.2.3)')
  }
  const digits = number.toString(16)
  // Even digits of a hexadecimal number: always octets.
  const magnitude = parseHex(digits.length % 2 === 0 ? digits : `0${digits}`)!
  assertLength(magnitude.length + (magnitude[0]! >= 0x80 ? 1 : 0))
  return encodeDer((der) => der.unsignedInteger(magnitude))
}

export function readCrlNumber(reader: DerReader): bigint {
  const content = reader.integer()
  assertLength(content.length)
  if (content[0]! >= 0x80) {
    throw new X509Error('malformedExtension', 'the CRL number is negative (RFC 5280 §5.2.3)')
  }
  return BigInt(`0x${encodeHex(content)}`)
}

function assertLength(octets: number): void {
  if (octets <= MAX_OCTETS) return
  throw new X509Error(
    'malformedExtension',
    `the CRL number has ${octets} octets > ${MAX_OCTETS} octets (RFC 5280 §5.2.3)`,
  )
}
