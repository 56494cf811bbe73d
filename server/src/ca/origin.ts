import { actorOf } from '../audit/events.ts'
import type { IssuanceChannel, IssuanceOrigin } from '../pki/issuance-origin.ts'
import type { Principal } from '../pki/principal.ts'
import type { Act } from './certification-authority.ts'

const CHANNEL = {
  apiKey: 'api',
  user: 'dashboard',
  oauth: 'oauth',
  operator: 'operator',
  system: 'system',
} as const satisfies Record<Principal['kind'], IssuanceChannel>

/** A program that speaks MCP tells more than the credential that it was lent. */
export function originOf({ principal, via }: Act): IssuanceOrigin {
  const { kind, id } = actorOf(principal)
  return { channel: via?.face ?? CHANNEL[principal.kind], by: { kind, id } }
}
