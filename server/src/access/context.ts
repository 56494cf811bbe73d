import type { AuditedAct } from '../audit/events.ts'
import type { RandomBytes } from '../pki/clock.ts'
import type { Uuid } from '../pki/identifier.ts'
import { isCredential, type Principal } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { Store } from '../store/store.ts'

/** What the verbs of this room need: memory, time and chance. */
export interface AccessContext {
  readonly store: Pick<Store, 'apiKeys' | 'workspaces'>
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly random: RandomBytes
  readonly randomUuid: () => string
}

/** For the operator of the machine, and the first start; never for a credential. */
export function requireOperator(act: AuditedAct): void {
  if (!isCredential(act.principal)) return
  throw new Problem(
    'forbidden',
    'only an operator of this machine may do this; use the operator commands',
  )
}

/**
 * For what somebody does for themselves and no program may.
 * @returns the user's id; null for the operator of the machine and the server itself
 * @throws Problem `forbidden` for API keys and OAuth grants
 */
export function requirePerson(principal: Principal): Uuid | null {
  if (!isCredential(principal)) return null
  if (principal.kind === 'user') return principal.id
  throw new Problem(
    'forbidden',
    'this takes somebody who is signed in; use the dashboard or the operator commands',
  )
}
