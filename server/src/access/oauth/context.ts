import type { RandomBytes } from '../../pki/clock.ts'
import type { Store } from '../../store/store.ts'
import type { Grants } from '../key-grants.ts'
import type { PendingRequests } from './requests.ts'

/** What the verbs about programs need. */
export interface ProgramContext {
  readonly store: Pick<Store, 'authorities' | 'oauth' | 'rateBuckets' | 'workspaces'>
  readonly requests: PendingRequests
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly random: RandomBytes
  readonly randomUuid: () => string
}

/** What a user lets a program do. */
export interface Agreement {
  readonly grants: Grants
  readonly mayReturnPrivateKeys: boolean
}
