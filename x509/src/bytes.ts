import { X509Error } from './x509-error.ts'

/** Equality of octets. Not constant-time: only public values are compared in this package. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  const length = a.length
  if (length !== b.length) return false
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Octet-wise order, shorter first where one is a prefix of the other (X.690 §11.6 for SET OF). */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    // Both indices are below both lengths.
    const difference = a[i]! - b[i]!
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const HEX = Array.from({ length: 256 }, (_, octet) =>
  octet.toString(16).toUpperCase().padStart(2, '0'),
)

/** Upper-case hexadecimal, two digits per octet. */
export function encodeHex(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i]!]!
  return text
}

/** Octets of an even number of hexadecimal digits in either case, or null. */
export function parseHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(text)) return null
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  }
  return bytes
}

/**
 * A private copy of octets that came from outside, as a plain Uint8Array: what is parsed from it stays true when the
 * caller reuses its buffer.
 * @throws X509Error `limitExceeded` above `limit` octets
 */
export function ownBytes(bytes: Uint8Array, limit: number): Uint8Array {
  return new Uint8Array(withinLimit(bytes, limit))
}

/** @throws X509Error `limitExceeded` */
export function withinLimit(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes.length <= limit) return bytes
  throw new X509Error('limitExceeded', `${bytes.length} octets > ${limit} octets`)
}
