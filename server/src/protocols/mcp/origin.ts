import { HttpRefusal } from '../../http/http-refusal.ts'
import type { HonoRequest } from 'hono'

/**
 * A page of somebody else whose name was made to point to us (DNS rebinding) carries that name in Host, and any page of
 * another origin its own in Origin: neither is answered, whatever credential it holds. Programs send no Origin.
 * @throws HttpRefusal 403
 */
export function requireKnownHost(request: HonoRequest, hosts: readonly string[]): void {
  const host = request.header('host') ?? new URL(request.url).host
  if (!isKnown(`http://${host}`, hosts)) {
    throw new HttpRefusal(
      403,
      'hostRefused',
      'this server is not known under the host name of the request; use its public address, which the operator sets with CERTMAN_PUBLIC_URL',
    )
  }
  const origin = request.header('origin')
  if (origin === undefined || isKnown(origin, hosts)) return
  throw new HttpRefusal(
    403,
    'originRefused',
    'a page of another origin cannot call this endpoint; use an MCP client outside the browser, or one served from this host',
  )
}

function isKnown(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  return hosts.includes(new URL(address).hostname.toLowerCase())
}
