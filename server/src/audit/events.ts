import type { AuditAction, AuditActor, AuditEvent } from '../pki/audit-event.ts'
import type { Uuid } from '../pki/identifier.ts'
import { isCredential, type Principal } from '../pki/principal.ts'

/** Who acted, and in which request: what every verb is handed. */
export interface AuditedAct {
  readonly principal: Principal
  readonly requestId: string | null
  /** The program between the principal and us, where the face knows it: an AI assistant that speaks MCP. */
  readonly via?: Via | undefined
}

export interface Via {
  readonly face: 'mcp'
  /** As it calls itself; not to be trusted, only told. */
  readonly client: string
}

export interface AuditFacts {
  /** On what: the id of the certificate, CA, key … */
  readonly subject: string | null
  readonly workspaceId: Uuid | null
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly detail?: AuditEvent['detail']
}

/** The event of an act that was done. */
export function auditEvent(act: AuditedAct, action: DoneAction, facts: AuditFacts): AuditEvent {
  return event('done', actorOf(act.principal), act.requestId, action, told(act, facts))
}

/** The event of an act that a known principal was refused. */
export function refusedEvent(
  act: AuditedAct,
  action: RefusedAction,
  facts: AuditFacts,
): AuditEvent {
  return event('refused', actorOf(act.principal), act.requestId, action, told(act, facts))
}

/** The event of a request whose sender could not be told. */
export function anonymousRefusal(
  from: { readonly address: string; readonly requestId: string | null },
  facts: AuditFacts,
): AuditEvent {
  const actor: AuditActor = { kind: 'anonymous', id: 'anonymous', address: from.address }
  return event('refused', actor, from.requestId, 'authentication.refused', facts)
}

export type RefusedAction = Extract<AuditAction, `${string}.refused`>
export type DoneAction = Exclude<AuditAction, RefusedAction>

export function actorOf(principal: Principal): AuditActor {
  if (isCredential(principal)) {
    return { kind: principal.kind, id: principal.id, address: principal.address }
  }
  const id = principal.kind === 'operator' ? principal.name : principal.task
  return { kind: principal.kind, id, address: null }
}

function told({ via }: AuditedAct, facts: AuditFacts): AuditFacts {
  if (via === undefined) return facts
  return { ...facts, detail: { ...facts.detail, via: via.face, client: via.client } }
}

function event(
  outcome: AuditEvent['outcome'],
  actor: AuditActor,
  requestId: string | null,
  action: AuditAction,
  facts: AuditFacts,
): AuditEvent {
  return {
    action,
    outcome,
    at: facts.at,
    actor,
    workspaceId: facts.workspaceId,
    subject: facts.subject,
    requestId,
    detail: facts.detail ?? {},
  }
}
