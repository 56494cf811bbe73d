import { X509Error } from './x509-error.ts'

const DECIMAL_OCTET = /^(?:0|[1-9]\d{0,2})$/
const HEXTET = /^[0-9A-Fa-f]{1,4}$/

/**
 * Dotted IPv4 without leading zeros, or IPv6 in the form of RFC 5952.
 * @throws X509Error `invalidName`
 */
export function normalizeIpAddress(input: string): string {
  return formatIpAddress(encodeIpAddress(input))
}

/** Whether normalizeIpAddress accepts the text. */
export function isIpAddress(text: string): boolean {
  return parseAddress(text) !== null
}

/**
 * The four or sixteen octets of an iPAddress (RFC 5280 §4.2.1.6).
 * @throws X509Error `invalidName`
 */
export function encodeIpAddress(text: string): Uint8Array {
  const octets = parseAddress(text)
  if (octets === null)
    throw new X509Error('invalidName', `"${text.slice(0, 64)}" is not an IP address`)
  return Uint8Array.from(octets)
}

/** The text of four or sixteen octets; the caller has checked their number. */
export function formatIpAddress(octets: Uint8Array): string {
  return octets.length === 4 ? octets.join('.') : formatIpv6(octets)
}

function parseAddress(text: string): number[] | null {
  // Zone identifiers (RFC 4007) name an interface of one host and have no place in a certificate: % fits no pattern.
  if (text.length > 45) return null
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

function parseIpv4(text: string): number[] | null {
  const parts = text.split('.')
  if (parts.length !== 4) return null
  const octets: number[] = []
  for (const part of parts) {
    // A leading zero is refused: some software takes it for octal.
    if (!DECIMAL_OCTET.test(part) || Number(part) > 255) return null
    octets.push(Number(part))
  }
  return octets
}

/** RFC 4291 §2.2, its three text forms. */
function parseIpv6(text: string): number[] | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = parseGroups(halves[0]!, halves.length === 1)
  if (halves.length === 1) return head?.length === 16 ? head : null
  const tail = parseGroups(halves[1]!, true)
  if (head === null || tail === null) return null
  const missing = 16 - head.length - tail.length
  if (missing < 2) return null
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail]
}

function parseGroups(text: string, last: boolean): number[] | null {
  if (text === '') return []
  const groups = text.split(':')
  const octets: number[] = []
  for (const [index, group] of groups.entries()) {
    if (last && index === groups.length - 1 && group.includes('.')) {
      const ipv4 = parseIpv4(group)
      if (ipv4 === null) return null
      octets.push(...ipv4)
    } else {
      if (!HEXTET.test(group)) return null
      const value = Number.parseInt(group, 16)
      octets.push(value >> 8, value & 0xff)
    }
  }
  return octets
}

/** RFC 5952 §4: lower case, no leading zeros, the first longest run of at least two zero groups shortened. */
function formatIpv6(octets: Uint8Array): string {
  const groups: number[] = []
  for (let i = 0; i < 16; i += 2) groups.push(octets[i]! * 256 + octets[i + 1]!)
  // RFC 5952 §5: the IPv4-mapped prefix is known, so the rest is written as IPv4.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${octets.subarray(12).join('.')}`
  }
  let start = -1
  let length = 1
  for (let i = 0; i < 8; i++) {
    let end = i
    while (end < 8 && groups[end] === 0) end++
    if (end - i > length) {
      start = i
      length = end - i
    }
    i = Math.max(i, end - 1)
  }
  const hex = groups.map((group) => group.toString(16))
  if (start < 0) return hex.join(':')
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`
}
