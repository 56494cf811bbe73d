import type { Dialect } from '../connection.ts'

/** The places of pki/audit-chain: encodeAuditEvent, as released; an index is used only where it is asked for in these words. */
const PLACES = { at: 0, action: 1, actor: 4, workspace: 6, subject: 7 } as const

type AuditMember = keyof typeof PLACES

export function auditMember(dialect: Dialect, member: AuditMember): string {
  const place = PLACES[member]
  if (dialect === 'sqlite') return `json_extract(encoded, '$[${place}]')`
  const text = `((encoded::jsonb)->>${place})`
  return member === 'at' ? `(${text}::bigint)` : text
}
