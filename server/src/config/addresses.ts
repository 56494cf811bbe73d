import { BlockList, isIP } from 'node:net'
import type { Config } from './config.ts'

/** The ports that were really bound, known only after listening when 0 was asked for. */
export interface BoundPorts {
  readonly port: number
  readonly pkiPort?: number | undefined
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/** Whether a host can be reached from this machine only: loopback addresses and localhost (RFC 6761 §6.3). */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true
  const version = isIP(bare)
  return version !== 0 && LOOPBACK.check(bare, version === 4 ? 'ipv4' : 'ipv6')
}

/** Where clients reach the API, without a trailing slash. */
export function publicUrl(config: Config, bound: BoundPorts): string {
  if (config.publicUrl !== undefined) return config.publicUrl
  return origin(config.tls.mode === 'off' ? 'http' : 'https', config.host, bound.port)
}

/** Where people open the dashboard: browsers treat localhost as a secure context, 127.0.0.1 not always. */
export function dashboardUrl(config: Config, bound: BoundPorts): string {
  return config.publicUrl ?? publicUrl(config, bound).replace('://127.0.0.1', '://localhost')
}

/** Where relying parties fetch what certificates point to, without a trailing slash. */
export function pkiUrl(config: Config, bound: BoundPorts): string {
  if (config.pkiUrl !== undefined) return config.pkiUrl
  if (bound.pkiPort !== undefined) return origin('http', config.host, bound.pkiPort)
  return publicUrl(config, bound)
}

/** The names that the certificate of `CERTMAN_TLS=auto` carries, each once. */
export function tlsNames(config: Config): readonly string[] {
  if (config.tls.mode === 'auto' && config.tls.names) return config.tls.names
  const publicHost =
    config.publicUrl === undefined
      ? []
      : [new URL(config.publicUrl).hostname.replace(/^\[|\]$/g, '')]
  const listening = isEveryInterface(config.host) ? [] : [config.host.toLowerCase()]
  return [...new Set([...publicHost, ...listening, 'localhost', '127.0.0.1'])]
}

/** What is allowed but probably not meant, one sentence each, for the log at start. */
export function warnings(config: Config): readonly string[] {
  const found: string[] = []
  if (!isLoopback(config.host) && config.tls.mode === 'off' && config.trustedProxies.length === 0) {
    found.push(
      `listening on ${config.host} without TLS: API keys and private keys cross the network unprotected; set CERTMAN_TLS, or CERTMAN_TRUSTED_PROXIES if a proxy ends TLS`,
    )
  }
  const relyingParties = new URL(pkiUrl(config, { port: config.port, pkiPort: config.pkiPort }))
    .hostname
  if (isLoopback(relyingParties)) {
    found.push(
      `certificates will point to ${relyingParties} for CRL, OCSP and CA certificates, which other machines cannot reach; set CERTMAN_PKI_URL before issuing to them`,
    )
  }
  return found
}

/** An address that means "all of them" is none that a client can call. */
function isEveryInterface(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function origin(scheme: 'http' | 'https', host: string, port: number): string {
  const reachable = isEveryInterface(host) ? 'localhost' : host
  const name = isIP(reachable) === 6 ? `[${reachable}]` : reachable
  const usual = scheme === 'http' ? 80 : 443
  return port === usual ? `${scheme}://${name}` : `${scheme}://${name}:${port}`
}
