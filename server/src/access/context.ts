import type { AuditedAct } from '../audit/events.ts'
import type { RandomBytes } from '../pki/clock.ts'
import { isCredential } from '../pki/principal.ts'
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
    'an API key cannot manage workspaces, users or API keys; ask the operator',
  )
}

/** @throws Problem `invalidRequest` unless the name has 1 to 100 visible characters; @returns it without outer spaces */
export function requireName(text: string, what: string): string {
  const name = text.trim()
  const { length } = Array.from(name)
  if (length < 1 || length > 100) {
    throw new Problem(
      'invalidRequest',
      `the name of ${what} has ${length} characters; give it 1 to 100`,
      { field: 'name' },
    )
  }
  if (/\p{Cc}/u.test(name)) {
    throw new Problem(
      'invalidRequest',
      `the name of ${what} holds a control character; remove it`,
      { field: 'name' },
    )
  }
  return name
}
