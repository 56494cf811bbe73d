import type { AuditedAct } from '../audit/events.ts'
import { requireRole } from '../pki/authorization.ts'
import type { AuditAction } from '../pki/audit-event.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { AuditPlace, FoundAuditEvent } from '../store/audit/audit-search-store.ts'
import type { Store } from '../store/store.ts'

/** What can be done over MCP, or tried. */
const ACTIONS: readonly AuditAction[] = [
  'certificate.issued',
  'certificate.renewed',
  'certificate.revoked',
  'certificate.revocationChanged',
  'keyLink.created',
  'permission.refused',
  'issuance.refused',
  'revocation.refused',
  'passphrase.refused',
]

const SHOWN = 25
const PAGE = 200
/** Where assistants do little among much of others, looking further back is for the audit log. */
const PAGES = 10

export interface AssistantDeed {
  readonly at: number
  readonly action: AuditAction
  readonly outcome: 'done' | 'refused'
  /** As the program calls itself. */
  readonly client: string
  /** The API key or OAuth client that was lent, by name; its id where it has none any more. */
  readonly credential: string
  readonly subject: string | null
  /** Of the certificate, where it is one that is still known. */
  readonly commonName: string | null
}

/** What assistants did lately in a workspace, newest first. */
export async function assistantActivity(
  store: Pick<Store, 'auditLog' | 'certificates'>,
  act: AuditedAct,
  workspaceId: Uuid,
): Promise<readonly AssistantDeed[]> {
  requireRole(act.principal, workspaceId, 'member')
  const found = await latest(store, workspaceId)
  const actors = await store.auditLog.actors([...new Set(found.map(({ event }) => event.actor.id))])
  const names = new Map(actors.map(({ id, name }) => [id, name]))
  return Promise.all(
    found.map(async ({ event }) => ({
      at: event.at,
      action: event.action,
      outcome: event.outcome,
      client: String(event.detail['client'] ?? ''),
      credential: names.get(event.actor.id) ?? event.actor.id,
      subject: event.subject,
      commonName: await commonNameOf(store, workspaceId, event.subject),
    })),
  )
}

async function latest(
  { auditLog }: Pick<Store, 'auditLog'>,
  workspaceId: Uuid,
): Promise<readonly FoundAuditEvent[]> {
  const found: FoundAuditEvent[] = []
  let before: AuditPlace | undefined
  for (let page = 0; page < PAGES && found.length < SHOWN; page += 1) {
    const looked = await auditLog.search({ workspaceId, actions: ACTIONS }, { before, limit: PAGE })
    found.push(...looked.filter(({ event }) => event.detail['via'] === 'mcp'))
    before = looked.at(-1)
    if (looked.length < PAGE) break
  }
  return found.slice(0, SHOWN)
}

async function commonNameOf(
  { certificates }: Pick<Store, 'certificates'>,
  workspaceId: Uuid,
  subject: string | null,
): Promise<string | null> {
  if (subject === null) return null
  // A subject may be the id of something else, or of somebody else's.
  const certificate = await certificates.get(subject as Uuid)
  return certificate?.workspaceId === workspaceId ? certificate.commonName : null
}
