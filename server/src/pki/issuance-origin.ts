import type { AuditActor } from './audit-event.ts'

/** Through what a certificate was asked for. Rows of before it was written down have none. */
export const ISSUANCE_CHANNELS = [
  'api',
  'dashboard',
  'mcp',
  'oauth',
  'operator',
  'system',
  'acme',
] as const

export type IssuanceChannel = (typeof ISSUANCE_CHANNELS)[number]

/** Which way a certificate came to be, and who asked: an API key, a user, a grant, somebody at the machine. */
export interface IssuanceOrigin {
  readonly channel: IssuanceChannel
  readonly by: Pick<AuditActor, 'kind' | 'id'>
}
