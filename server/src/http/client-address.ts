import { BlockList, isIP, isIPv4 } from 'node:net'
import { Problem } from '../pki/problem.ts'

/** The reverse proxies whose X-Forwarded-For and X-Request-Id are believed. */
export interface TrustedProxies {
  isTrusted(peer: string): boolean
  /** The first address, from our side, that is not one of the proxies. */
  clientAddress(peer: string, forwardedFor: string | undefined): string
}

/**
 * @param networks addresses (`10.0.0.7`, `::1`) and networks in CIDR form (`10.0.0.0/8`)
 * @throws Problem `invalidRequest` naming the entry that is neither
 */
export function trustProxies(networks: readonly string[]): TrustedProxies {
  if (networks.length === 0) {
    return { isTrusted: () => false, clientAddress: (peer) => unmapped(peer) }
  }
  const trusted = new BlockList()
  for (const network of networks) addNetwork(trusted, network)
  const isTrusted = (address: string): boolean => {
    const plain = unmapped(address)
    return isIP(plain) !== 0 && trusted.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
  }
  return {
    isTrusted,
    clientAddress(peer, forwardedFor) {
      if (forwardedFor === undefined || !isTrusted(peer)) return unmapped(peer)
      return beyondProxies(unmapped(peer), forwardedFor, isTrusted)
    },
  }
}

/**
 * Each proxy appends the address it saw, so the list is read from its end: only what a trusted proxy wrote is believed,
 * and whatever a client made up stands further left.
 */
function beyondProxies(
  peer: string,
  forwardedFor: string,
  isTrusted: (address: string) => boolean,
): string {
  let believed = peer
  for (const entry of forwardedFor.split(',').toReversed()) {
    const address = withoutPort(entry.trim())
    if (isIP(address) === 0) return believed
    believed = unmapped(address)
    if (!isTrusted(believed)) return believed
  }
  return believed
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`. */
function withoutPort(entry: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)
  if (bracketed?.[1] !== undefined) return bracketed[1]
  const withPort = /^([\d.]+):\d+$/.exec(entry)
  return withPort?.[1] ?? entry
}

/** A dual-stack socket shows IPv4 peers as `::ffff:192.0.2.1` (RFC 4291 §2.5.5.2). */
function unmapped(address: string): string {
  return address.startsWith('::ffff:') && isIPv4(address.slice(7)) ? address.slice(7) : address
}

export function isLoopback(address: string): boolean {
  const plain = unmapped(address)
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'))
}

function addNetwork(list: BlockList, network: string): void {
  const [address = '', prefix, ...rest] = network.trim().split('/')
  const family = isIP(address)
  const width = family === 4 ? 32 : 128
  const length = prefix === undefined ? width : Number(prefix)
  const wellFormed = prefix === undefined || /^\d{1,3}$/.test(prefix)
  if (family === 0 || rest.length > 0 || !wellFormed || length > width) {
    throw new Problem(
      'invalidRequest',
      `"${network}" is neither an IP address nor a network such as 10.0.0.0/8`,
    )
  }
  list.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6')
}
