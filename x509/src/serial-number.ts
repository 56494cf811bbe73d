import { encodeHex, parseHex } from './bytes.ts'
import { X509Error } from './x509-error.ts'

declare const serialNumber: unique symbol

/**
 * The content octets of CertificateSerialNumber: positive, minimal, at most 20 octets with the sign octet
 * (RFC 5280 §4.1.2.2).
 */
export type SerialNumber = Uint8Array & { readonly [serialNumber]: true }

/**
 * The serial number of content octets, with or without the sign octet that a set top bit needs.
 * @throws X509Error `invalidSerialNumber`
 */
export function asSerialNumber(octets: Uint8Array): SerialNumber {
  const [first, second] = octets
  if (first === undefined) throw invalid('it is empty')
  if (first === 0 && second === undefined) throw invalid('it is zero')
  if (first === 0 && second! < 0x80) throw invalid('it has a superfluous leading zero')
  const content = new Uint8Array(octets.length + (first >= 0x80 ? 1 : 0))
  content.set(octets, content.length - octets.length)
  if (content.length > 20) throw invalid(`${content.length} octets > 20 octets`)
  // The brand is minted here, after every check.
  return content as SerialNumber
}

/**
 * The serial number of hexadecimal digits in either case; leading zeros do not count.
 * @throws X509Error `invalidSerialNumber`
 */
export function serialNumberFromHex(text: string): SerialNumber {
  const digits = text.replace(/^0+/, '')
  const octets = parseHex(digits.length % 2 === 0 ? digits : `0${digits}`)
  if (octets === null) throw invalid(`"${text}" is not hexadecimal`)
  return asSerialNumber(octets)
}

/** Upper-case hexadecimal, two digits per octet, without the sign octet. */
export function serialNumberToHex(serial: SerialNumber): string {
  return encodeHex(serial[0] === 0 ? serial.subarray(1) : serial)
}

function invalid(reason: string): X509Error {
  return new X509Error('invalidSerialNumber', `not a serial number: ${reason} (RFC 5280 §4.1.2.2)`)
}
