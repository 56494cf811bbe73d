import { isIP } from 'node:net'
import { parseEmailAddress } from '../pki/email-address.ts'
import type { TokenBucketRule } from '../pki/token-bucket.ts'

/** Off is not "not allowed": a rate may be absent by intention. */
export type Rate =
  | { readonly kind: 'off' }
  | { readonly kind: 'limited'; readonly rule: TokenBucketRule }

const PERIOD_SECONDS = { s: 1, min: 60, h: 3600 } as const

/** `1200/min` → a bucket of 1,200 that refills by 20 per second. */
export function parseRate(text: string): Rate | undefined {
  if (text === 'off') return { kind: 'off' }
  const match = /^([1-9]\d{0,8})\/(s|min|h)$/.exec(text)
  if (!match) return undefined
  const capacity = Number(match[1])
  const period = PERIOD_SECONDS[match[2] as keyof typeof PERIOD_SECONDS]
  return { kind: 'limited', rule: Object.freeze({ capacity, refillPerSecond: capacity / period }) }
}

const UNIT_MILLISECONDS = { min: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `12h` or `7d` → milliseconds, both bounds included and in the same form. */
export function parseLife(shortest: string, longest: string): (text: string) => number | undefined {
  const [least, most] = [parseDuration(shortest), parseDuration(longest)]
  return (text) => {
    const life = parseDuration(text)
    if (life === undefined || least === undefined || most === undefined) return undefined
    return life >= least && life <= most ? life : undefined
  }
}

function parseDuration(text: string): number | undefined {
  const match = /^([1-9]\d{0,5})(min|h|d)$/.exec(text)
  if (!match) return undefined
  return Number(match[1]) * UNIT_MILLISECONDS[match[2] as keyof typeof UNIT_MILLISECONDS]
}

/** @returns the URL without a trailing slash, so that a path can be appended to it */
export function parseHttpUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  if (
    url.username ||
    url.password ||
    url.search ||
    url.hash ||
    text.endsWith('#') ||
    text.endsWith('?')
  )
    return undefined
  return url.href.replace(/\/+$/, '')
}

/** An address or a network in CIDR notation (RFC 4632 §3.1). */
export function parseNetwork(text: string): string | undefined {
  const [address = '', prefix, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return undefined
  if (prefix === undefined) return address
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (version === 4 ? 32 : 128)) return undefined
  return `${address}/${Number(prefix)}`
}

/** `public` and `private` are the networks that notifications/addresses.ts so calls. */
export function parseReach(text: string): string | undefined {
  return text === 'public' || text === 'private' ? text : parseNetwork(text)
}

/** `smtp:` upgrades to TLS, `smtps:` begins with it; user and password stand in it. */
export function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname } = new URL(text)
  return ['smtp:', 'smtps:'].includes(protocol) && hostname !== '' && /^\/?$/.test(pathname)
}

/** An address alone, or with a name before it: `Certman <certman@example.com>`. */
export function parseMailFrom(text: string): string | undefined {
  const [, name, address = text] =
    /^([^<>"\r\n\p{Cc}]{1,100}?) *<([^<>]+)>$/u.exec(text.trim()) ?? []
  const mailbox = parseEmailAddress(address)
  return mailbox && name ? `${name} <${mailbox}>` : mailbox
}

const DNS_LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const DNS_NAME = new RegExp(`^(\\*\\.)?${DNS_LABEL}(\\.${DNS_LABEL})*$`)

/** What `CERTMAN_TLS=auto` may be asked to certify; issuing checks it again. */
export function parseTlsName(text: string): string | undefined {
  if (isIP(text) !== 0) return text
  const name = text.toLowerCase()
  return name.length <= 253 && DNS_NAME.test(name) && !/^[\d.]+$/.test(name) ? name : undefined
}
