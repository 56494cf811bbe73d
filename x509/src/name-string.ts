import { encodeHex } from './bytes.ts'
import { encodeUtf8, parseUtf8 } from './der/text.ts'
import { encodeDer } from './der/writer.ts'
import { writeString } from './directory-string.ts'
import { encodingFor, encodeName } from './name.ts'
import type { AttributeTypeAndValue, Name, RelativeDistinguishedName } from './name.ts'
import { OID } from './oids.ts'
import { X509Error } from './x509-error.ts'

/** RFC 4514 §3 names the first nine; the rest is what OpenSSL and its kin write. */
const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['CN', OID.commonName],
  ['L', OID.localityName],
  ['ST', OID.stateOrProvinceName],
  ['O', OID.organizationName],
  ['OU', OID.organizationalUnitName],
  ['C', OID.countryName],
  ['STREET', OID.streetAddress],
  ['DC', OID.domainComponent],
  ['UID', OID.userId],
  ['SERIALNUMBER', OID.serialNumber],
  ['SN', OID.surname],
  ['GN', OID.givenName],
  ['TITLE', OID.title],
  ['EMAILADDRESS', OID.emailAddress],
])

const KEYWORD_OF: ReadonlyMap<string, string> = new Map(
  [...KEYWORDS].map(([keyword, type]) => [type, keyword]),
)

/** The string form of RFC 4514: least significant RDN first. */
export function nameToString(name: Name): string {
  return name.rdns
    .toReversed()
    .map((rdn) => rdn.map(attributeToString).join('+'))
    .join(',')
}

// The controls that RFC 4514 §3 keeps out of a string, and that a name may hold nevertheless.
// oxlint-disable no-control-regex

/** type = value, with what separates it from the next attribute. The value is one of hexadecimal DER or escaped text. */
const ATTRIBUTE =
  /\s*([A-Za-z][A-Za-z0-9-]*|[0-9.]+)\s*= *(?! )(?:#([0-9A-Fa-f]+) *|(?!#)((?:\\[0-9A-Fa-f]{2}|\\[ "#+,;<=>\\]|[^\\"+,;<>\u0000])*))([,+]|$)/y

/** One escaped octet, one escaped character, or one plain character. */
const CHARACTER = /\\([0-9A-Fa-f]{2})|\\(.)|([^\\])/gsu

/**
 * A name from its RFC 4514 string; attribute types are keywords in either case or dotted object identifiers. Each value
 * is written in the string type that this package uses for its attribute.
 * @throws X509Error `invalidName`
 */
export function parseNameString(text: string): Name {
  const rdns: RelativeDistinguishedName[] = []
  let rdn: AttributeTypeAndValue[] = []
  let position = 0
  while (position < text.length) {
    ATTRIBUTE.lastIndex = position
    const match = ATTRIBUTE.exec(text)
    if (match === null) {
      throw new X509Error(
        'invalidName',
        `"${text.slice(position)}" is not an attribute (RFC 4514 §3)`,
      )
    }
    const [whole, type = '', hexadecimal, escaped = '', separator] = match
    rdn.push(attributeFrom(type, hexadecimal, escaped))
    if (separator !== '+') {
      rdns.unshift(rdn)
      rdn = []
    }
    position += whole.length
    if (separator !== '' && position === text.length) {
      throw new X509Error('invalidName', `"${text}" ends with a separator`)
    }
  }
  return encodeName(rdns)
}

function attributeFrom(
  keyword: string,
  hexadecimal: string | undefined,
  escaped: string,
): AttributeTypeAndValue {
  const type = /^\d/.test(keyword) ? keyword : KEYWORDS.get(keyword.toUpperCase())
  if (type === undefined)
    throw new X509Error('invalidName', `"${keyword}" is not an attribute type`)
  return hexadecimal === undefined
    ? { type, value: unescape(escaped), encoding: encodingFor(type) }
    : { type, value: `#${hexadecimal.toUpperCase()}`, encoding: 'other' }
}

function unescape(escaped: string): string {
  const octets: number[] = []
  let significant = 0
  for (const [, hexadecimal, special, plain] of escaped.matchAll(CHARACTER)) {
    if (hexadecimal !== undefined) octets.push(Number.parseInt(hexadecimal, 16))
    // One of the two is set: the alternatives of the pattern.
    else octets.push(...encodeUtf8(special ?? plain!))
    if (plain !== ' ') significant = octets.length
  }
  try {
    // RFC 4514 §3: spaces around a value do not belong to it unless they are escaped.
    return parseUtf8(Uint8Array.from(octets.slice(0, significant)))
  } catch (cause) {
    throw new X509Error('invalidName', `"${escaped}" does not escape UTF-8`, { cause })
  }
}

function attributeToString({ type, value, encoding }: AttributeTypeAndValue): string {
  const keyword = KEYWORD_OF.get(type)
  if (encoding === 'other') return `${keyword ?? type}=${value}`
  // RFC 4514 §2.4: without a keyword the value is written as its encoding.
  if (keyword === undefined)
    return `${type}=#${encodeHex(encodeDer((der) => writeString(der, value, encoding)))}`
  return `${keyword}=${escape(value)}`
}

function escape(value: string): string {
  return value
    .replace(/["+,;<>\\]/g, '\\$&')
    .replace(/[\u0000-\u001f\u007f]/g, (control) => `\\${encodeHex(encodeUtf8(control))}`)
    .replace(/ $/, '\\ ')
    .replace(/^[ #]/, '\\$&')
}
