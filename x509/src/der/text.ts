import { X509Error } from '../x509-error.ts'

/** UTF-8 of a string; lone surrogates are refused, since no DER string type can hold them. */
export function encodeUtf8(text: string): Uint8Array {
  const length = text.length
  const ascii = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0x80) return encodeWide(text)
    ascii[i] = unit
  }
  return ascii
}

/** @throws X509Error `malformedDer` on anything but well-formed UTF-8 (RFC 3629 §3) */
export function parseUtf8(bytes: Uint8Array): string {
  let text = ''
  let position = 0
  while (position < bytes.length) {
    const lead = bytes[position]!
    if (lead < 0x80) {
      text += String.fromCharCode(lead)
      position++
      continue
    }
    const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    if (lead < 0xc2 || lead > 0xf4 || position + size > bytes.length) throw notUtf8()
    let codePoint = lead & (0x7f >> size)
    for (let i = 1; i < size; i++) {
      const octet = bytes[position + i]!
      if ((octet & 0xc0) !== 0x80) throw notUtf8()
      codePoint = (codePoint << 6) | (octet & 0x3f)
    }
    const overlong = codePoint < (size === 4 ? 0x10000 : size === 3 ? 0x800 : 0x80)
    const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff
    if (overlong || surrogate || codePoint > 0x10ffff) throw notUtf8()
    text += String.fromCodePoint(codePoint)
    position += size
  }
  return text
}

/** Octets below 0x80 as a string: IA5String, VisibleString and what is narrower. */
export function parseAscii(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i++) {
    const octet = bytes[i]!
    if (octet >= 0x80)
      throw new X509Error('malformedDer', 'a string of ASCII has an octet above 7F')
    text += String.fromCharCode(octet)
  }
  return text
}

function encodeWide(text: string): Uint8Array {
  const octets: number[] = []
  for (const character of text) {
    // Iteration yields non-empty strings.
    const codePoint = character.codePointAt(0)!
    if (codePoint < 0x80) octets.push(codePoint)
    else if (codePoint < 0x800) octets.push(0xc0 | (codePoint >> 6), 0x80 | (codePoint & 0x3f))
    else if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
      throw new X509Error('invalidName', 'a string contains half of a surrogate pair')
    } else if (codePoint < 0x10000) {
      octets.push(
        0xe0 | (codePoint >> 12),
        0x80 | ((codePoint >> 6) & 0x3f),
        0x80 | (codePoint & 0x3f),
      )
    } else {
      octets.push(
        0xf0 | (codePoint >> 18),
        0x80 | ((codePoint >> 12) & 0x3f),
        0x80 | ((codePoint >> 6) & 0x3f),
        0x80 | (codePoint & 0x3f),
      )
    }
  }
  return Uint8Array.from(octets)
}

function notUtf8(): X509Error {
  return new X509Error('malformedDer', 'a string is not UTF-8')
}
