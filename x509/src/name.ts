import { compareBytes, encodeHex, ownBytes, parseHex } from './bytes.ts'
import { DerReader } from './der/reader.ts'
import { TAG } from './der/tag.ts'
import { encodeDer } from './der/writer.ts'
import type { DerWriter } from './der/writer.ts'
import { OID } from './oids.ts'
import { parseString, writeString } from './directory-string.ts'
import type { StringEncoding } from './directory-string.ts'
import { X509Error } from './x509-error.ts'

export interface AttributeTypeAndValue {
  /** Dotted object identifier, such as 2.5.4.3. */
  readonly type: string
  /** The text; with encoding `other`, # and the hexadecimal DER of the value (RFC 4514 §2.4). */
  readonly value: string
  readonly encoding: StringEncoding
}

export type RelativeDistinguishedName = readonly AttributeTypeAndValue[]

/** A distinguished name, most significant RDN first, with the octets it was parsed from or encodes to. */
export interface Name {
  readonly rdns: readonly RelativeDistinguishedName[]
  readonly der: Uint8Array
}

export interface NameAttributes {
  readonly commonName?: string | null | undefined
  readonly organization?: string | null | undefined
  readonly organizationalUnit?: string | null | undefined
  readonly country?: string | null | undefined
  readonly state?: string | null | undefined
  readonly locality?: string | null | undefined
}

const MAX_NAME_OCTETS = 16_384

/** Attributes whose type is not DirectoryString but one fixed string type (RFC 5280 Appendix A.1). */
const FIXED_ENCODING: ReadonlyMap<string, StringEncoding> = new Map([
  [OID.countryName, 'printable'],
  [OID.serialNumber, 'printable'],
  [OID.dnQualifier, 'printable'],
  [OID.domainComponent, 'ia5'],
  [OID.emailAddress, 'ia5'],
])

/** The one string type in which this package writes an attribute: UTF8String where RFC 5280 §4.1.2.4 leaves a choice. */
export function encodingFor(type: string): StringEncoding {
  return FIXED_ENCODING.get(type) ?? 'utf8'
}

/**
 * A name in the canonical order C, ST, L, O, OU, CN; attributes unset or empty are left out, and the empty name is allowed.
 * @throws X509Error `invalidName` where the country is not two letters
 */
export function nameFrom(attributes: NameAttributes): Name {
  const { country } = attributes
  if (country && !/^[A-Za-z]{2}$/.test(country)) {
    throw new X509Error(
      'invalidName',
      `the country "${country}" is not a code of two letters (ISO 3166)`,
    )
  }
  const ordered: readonly (readonly [string, string | null | undefined])[] = [
    [OID.countryName, country?.toUpperCase()],
    [OID.stateOrProvinceName, attributes.state],
    [OID.localityName, attributes.locality],
    [OID.organizationName, attributes.organization],
    [OID.organizationalUnitName, attributes.organizationalUnit],
    [OID.commonName, attributes.commonName],
  ]
  const rdns: RelativeDistinguishedName[] = []
  for (const [type, value] of ordered) {
    if (value) rdns.push([{ type, value, encoding: encodingFor(type) }])
  }
  return encodeName(rdns)
}

/**
 *   Name ::= SEQUENCE OF RelativeDistinguishedName
 *   RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
 *   AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY }
 *
 * @throws X509Error `invalidName` where a value does not fit its string type
 */
export function encodeName(rdns: readonly RelativeDistinguishedName[]): Name {
  const der = encodeDer((der) =>
    der.sequence(() => {
      for (const rdn of rdns) der.nest(TAG.set, () => writeRelativeName(der, rdn))
    }),
  )
  return { rdns, der }
}

/** @throws X509Error `malformedDer` */
export function parseName(der: Uint8Array): Name {
  return readName(ownBytes(der, MAX_NAME_OCTETS))
}

/** As parseName, on octets that belong to the value being parsed. */
export function readName(der: Uint8Array): Name {
  const outer = new DerReader(der)
  const sequence = outer.sequence()
  outer.finish()
  const rdns: RelativeDistinguishedName[] = []
  while (!sequence.atEnd) {
    // The order within the SET is not enforced: software that forgets to sort is common, and the octets are kept.
    const set = sequence.enter(TAG.set)
    const rdn: AttributeTypeAndValue[] = []
    do rdn.push(readAttribute(set))
    while (!set.atEnd)
    rdns.push(rdn)
  }
  return { rdns, der }
}

/** The most specific common name: the last one. */
export function commonNameOf(name: Name): string | undefined {
  let found: string | undefined
  for (const rdn of name.rdns) {
    for (const { type, value } of rdn) if (type === OID.commonName) found = value
  }
  return found
}

function writeRelativeName(der: DerWriter, rdn: RelativeDistinguishedName): void {
  const [first, second] = rdn
  if (first === undefined) throw new X509Error('invalidName', 'a relative name has no attribute')
  if (second === undefined) return writeAttribute(der, first)
  // X.690 §11.6: the elements of a SET OF stand in the order of their octets.
  const elements = rdn.map((attribute) =>
    encodeDer((element) => writeAttribute(element, attribute)),
  )
  for (const element of elements.toSorted(compareBytes)) der.raw(element)
}

function writeAttribute(der: DerWriter, { type, value, encoding }: AttributeTypeAndValue): void {
  der.sequence(() => {
    der.objectIdentifier(type)
    if (encoding === 'other') der.raw(rawValue(value))
    else writeString(der, value, encoding)
  })
}

function readAttribute(set: DerReader): AttributeTypeAndValue {
  const fields = set.sequence()
  const type = fields.objectIdentifier()
  const string = parseString(fields.nextTag, fields)
  if (string !== null) {
    fields.finish()
    return { type, value: string.text, encoding: string.encoding }
  }
  const value = `#${encodeHex(fields.element())}`
  fields.finish()
  return { type, value, encoding: 'other' }
}

function rawValue(value: string): Uint8Array {
  const der = value.startsWith('#') ? parseHex(value.slice(1)) : null
  if (der === null) throw new X509Error('invalidName', `"${value}" is not # and hexadecimal digits`)
  const reader = new DerReader(der)
  reader.element()
  reader.finish()
  return der
}
