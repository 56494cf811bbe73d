import type { DerReader } from './der/reader.ts'
import { constructed, primitive } from './der/tag.ts'
import { parseAscii } from './der/text.ts'
import type { DerWriter } from './der/writer.ts'
import { encodeIpAddress, formatIpAddress } from './ip-address.ts'
import { readName } from './name.ts'
import type { Name } from './name.ts'
import { X509Error } from './x509-error.ts'

/**
 * The choices of GeneralName that are understood. Addresses are text: dotted IPv4, or IPv6 as in RFC 5952. `other` is one
 * that is not (otherName, x400Address, ediPartyName, registeredID), with its identifier octet and whole encoding.
 */
export type GeneralName =
  | { readonly type: 'dns'; readonly value: string }
  | { readonly type: 'ip'; readonly value: string }
  | { readonly type: 'email'; readonly value: string }
  | { readonly type: 'uri'; readonly value: string }
  | { readonly type: 'directoryName'; readonly value: Name }
  | { readonly type: 'other'; readonly tag: number; readonly der: Uint8Array }

/** Identifier octets of the choices (RFC 5280 §4.2.1.6); iPAddress and the strings are IMPLICIT, a Name is a CHOICE. */
const OTHER_NAME = constructed(0)
const RFC822_NAME = primitive(1)
const DNS_NAME = primitive(2)
const X400_ADDRESS = constructed(3)
const DIRECTORY_NAME = constructed(4)
const EDI_PARTY_NAME = constructed(5)
const UNIFORM_RESOURCE_IDENTIFIER = primitive(6)
export const IP_ADDRESS: number = primitive(7)
const REGISTERED_ID = primitive(8)

const NOT_UNDERSTOOD: ReadonlySet<number> = new Set([
  OTHER_NAME,
  X400_ADDRESS,
  EDI_PARTY_NAME,
  REGISTERED_ID,
])

/** @throws X509Error `invalidName` where an address or a string is not of its kind */
export function writeGeneralName(der: DerWriter, name: GeneralName): void {
  switch (name.type) {
    case 'dns':
      return writeIa5(der, DNS_NAME, name.value)
    case 'email':
      return writeIa5(der, RFC822_NAME, name.value)
    case 'uri':
      return writeIa5(der, UNIFORM_RESOURCE_IDENTIFIER, name.value)
    case 'ip':
      return der.element(IP_ADDRESS, encodeIpAddress(name.value))
    case 'directoryName':
      return der.element(DIRECTORY_NAME, name.value.der)
    case 'other':
      return der.raw(name.der)
  }
}

/** GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName, under `tag` where it is implicit. */
export function writeGeneralNames(
  der: DerWriter,
  tag: number,
  names: readonly GeneralName[],
): void {
  der.nest(tag, () => {
    for (const name of names) writeGeneralName(der, name)
  })
}

/** @throws X509Error `malformedDer` */
export function readGeneralName(reader: DerReader): GeneralName {
  const tag = reader.nextTag
  switch (tag) {
    case DNS_NAME:
      return { type: 'dns', value: parseAscii(reader.content(tag)) }
    case RFC822_NAME:
      return { type: 'email', value: parseAscii(reader.content(tag)) }
    case UNIFORM_RESOURCE_IDENTIFIER:
      return { type: 'uri', value: parseAscii(reader.content(tag)) }
    case IP_ADDRESS:
      return { type: 'ip', value: readAddress(reader.content(tag)) }
    case DIRECTORY_NAME:
      return { type: 'directoryName', value: readName(reader.content(tag)) }
    default:
      if (!NOT_UNDERSTOOD.has(tag))
        throw new X509Error('malformedDer', 'a general name is of no known kind')
      return { type: 'other', tag, der: reader.element(tag) }
  }
}

/** The names of a GeneralNames whose own header has been read: at least one. */
export function readGeneralNames(names: DerReader): readonly GeneralName[] {
  const list: GeneralName[] = []
  do list.push(readGeneralName(names))
  while (!names.atEnd)
  return list
}

function readAddress(octets: Uint8Array): string {
  if (octets.length !== 4 && octets.length !== 16) {
    throw new X509Error(
      'malformedDer',
      `an IP address has ${octets.length} octets, neither 4 nor 16`,
    )
  }
  return formatIpAddress(octets)
}

function writeIa5(der: DerWriter, tag: number, value: string): void {
  for (let i = 0; i < value.length; i++) {
    if (value.charCodeAt(i) >= 0x80) {
      throw new X509Error('invalidName', `"${value}" has characters outside ASCII (IA5String)`)
    }
  }
  der.text(tag, value)
}
