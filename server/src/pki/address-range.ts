import { BlockList, isIP, isIPv4 } from 'node:net'
import { Problem } from './problem.ts'

/** More than anybody lists by hand; each request of the key walks through them. */
export const MAX_ADDRESS_RANGES = 50

/**
 * Addresses (`192.0.2.7`, `2001:db8::1`) and networks in CIDR form (`10.0.0.0/8`), as somebody typed them.
 * @returns each in CIDR form, without repetitions
 * @throws Problem `invalidRequest` naming the first that is neither
 */
export function requireAddressRanges(texts: readonly string[], field: string): readonly string[] {
  if (texts.length > MAX_ADDRESS_RANGES) {
    throw new Problem(
      'invalidRequest',
      `${texts.length} address ranges are more than ${MAX_ADDRESS_RANGES}; give larger networks`,
      { field },
    )
  }
  return [...new Set(texts.map((text) => requireAddressRange(text, field)))]
}

function requireAddressRange(text: string, field: string): string {
  const [address = '', prefix, ...rest] = text.trim().toLowerCase().split('/')
  const family = isIP(address)
  const width = family === 4 ? 32 : 128
  const isNumber = prefix === undefined || /^\d{1,3}$/.test(prefix)
  const length = prefix === undefined ? width : Number(prefix)
  if (family === 0 || address.includes('%') || rest.length > 0 || !isNumber || length > width) {
    throw new Problem(
      'invalidRequest',
      `"${text}" is neither an IP address nor a network; write it like 192.0.2.7 or 10.0.0.0/8`,
      { field },
    )
  }
  return `${address}/${length}`
}

/** @param ranges in CIDR form; none: any address */
export function isAllowedFrom(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true
  if (isIP(address) === 0) return false
  const allowed = new BlockList()
  for (const range of ranges) {
    const [network = '', length] = range.split('/')
    allowed.addSubnet(network, Number(length), familyOf(network))
  }
  return allowed.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6'
}
