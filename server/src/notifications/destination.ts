import { BlockList, isIP, isIPv4 } from 'node:net'

/** Where webhooks may go: `public`, `private`, addresses and networks in CIDR notation. */
export type Reach = readonly string[]

export interface Resolved {
  readonly address: string
  readonly family: 4 | 6
}

/** The network of this machine and of the world, as far as deciding takes it; handed in. */
export interface Network {
  /** Every address of a name, as this machine resolves it. */
  resolve(hostname: string): Promise<readonly Resolved[]>
  /** Of this machine's interfaces. */
  ownAddresses(): readonly string[]
}

export type Verdict =
  | { readonly allowed: true; readonly isPublic: boolean }
  | { readonly allowed: false; readonly reason: string }

type Kind = 'public' | 'private' | 'special'

/**
 * What is neither the Internet nor somebody's private network: this host, links, metadata services, documentation, groups,
 * and every form in which an IPv6 address carries an IPv4 address that a translator would take out (RFC 6890, the IANA
 * registries of special-purpose addresses).
 */
const SPECIAL = listOf([
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Azure's platform, on an address that looks public.
  '168.63.129.16/32',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  // Metadata services within private space.
  'fd00:ec2::/32',
  '100.100.100.200/32',
])

const PRIVATE = listOf([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
])

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    list.addSubnet(address, Number(prefix ?? (family === 'ipv4' ? 32 : 128)), family)
  }
  return list
}

function holds(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

/** `::ffff:7f00:1` and `::ffff:127.0.0.1` are 127.0.0.1 (RFC 4291 §2.5.5.2); zones are cut off. */
function plainAddress(text: string): string {
  const [address = ''] = text.replace(/^\[|\]$/g, '').split('%')
  if (isIP(address) !== 6) return address
  // The URL parser writes an IPv6 address in its one canonical form.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical)
  if (mapped === null) return canonical
  const octets = [mapped[1], mapped[2]].flatMap((group = '0') => {
    const value = Number.parseInt(group, 16)
    return [value >> 8, value & 255]
  })
  return octets.join('.')
}

function kindOf(address: string): Kind {
  if (holds(SPECIAL, address)) return 'special'
  return holds(PRIVATE, address) ? 'private' : 'public'
}

/** Decides of one address; what a network of the reach holds is allowed whatever it is. */
export function judgeAddress(text: string, reach: Reach, ownAddresses: readonly string[]): Verdict {
  const address = plainAddress(text)
  if (isIP(address) === 0) return { allowed: false, reason: `${text} is no address` }
  const kind = kindOf(address)
  const named = listOf(reach.filter((one) => one !== 'public' && one !== 'private'))
  if (holds(named, address)) return { allowed: true, isPublic: kind === 'public' }
  if (kind === 'special') return refused(address, 'is loopback, link-local or otherwise reserved')
  if (ownAddresses.some((own) => plainAddress(own) === address)) {
    return refused(address, 'is an address of this machine')
  }
  if (!reach.includes(kind)) return refused(address, `is in a ${kind} network`)
  return { allowed: true, isPublic: kind === 'public' }
}

function refused(address: string, why: string): Verdict {
  return {
    allowed: false,
    reason: `${address} ${why}, where webhooks may not go; choose another or ask the operator to name its network in CERTMAN_WEBHOOK_ALLOWED_NETWORKS`,
  }
}

export type Destination =
  | { readonly allowed: true; readonly url: URL; readonly target: Resolved }
  | { readonly allowed: false; readonly reason: string }

/** @returns the URL, or a sentence that says what is wrong with it */
export function parseDestination(text: string): URL | string {
  if (text.length > 2048 || !URL.canParse(text)) return 'must be a URL of at most 2048 characters'
  // Decimal, octal and hexadecimal spellings of an IPv4 address all come out dotted (URL Standard, §3.5).
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://'
  if (url.username !== '' || url.password !== '')
    return 'must hold no user and no password; the signature shows who sends'
  if (url.hash !== '') return 'must hold no fragment; it is never sent'
  return url
}

/**
 * Resolves the name here, and decides of every address it has: one that is refused is reason enough, since which one a
 * connection would take is chance. Whoever connects must connect to `target`, not to the name, which may answer otherwise
 * the next time.
 */
export async function chooseDestination(
  text: string,
  reach: Reach,
  network: Network,
): Promise<Destination> {
  const url = parseDestination(text)
  if (typeof url === 'string') return { allowed: false, reason: `the URL ${url}` }
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await addressesOf(hostname, network)
  const own = network.ownAddresses()
  for (const { address } of addresses) {
    const verdict = judgeAddress(address, reach, own)
    if (!verdict.allowed) return verdict
    if (verdict.isPublic && url.protocol === 'http:') {
      return {
        allowed: false,
        reason: 'plain http goes no further than a private network; use https',
      }
    }
  }
  const [target] = addresses
  if (target === undefined) {
    return { allowed: false, reason: `${hostname} has no address; check the name` }
  }
  return { allowed: true, url, target }
}

async function addressesOf(hostname: string, network: Network): Promise<readonly Resolved[]> {
  const family = isIP(hostname)
  if (family === 4 || family === 6) return [{ address: hostname, family }]
  try {
    return await network.resolve(hostname)
  } catch {
    return []
  }
}
