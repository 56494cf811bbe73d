import type { Uuid } from './identifier.ts'
import type { RevocationReason } from './revocation.ts'

/** Work of many items that is remembered: it outlives the request that asked for it, and the server that began it. */
export type JobKind = 'renew' | 'revoke'

/**
 * `paused`: it needs somebody (a passphrase that was held in memory only). `done`: every item was tried, some perhaps in
 * vain.
 */
export type JobState = 'queued' | 'running' | 'paused' | 'cancelled' | 'done'

export type JobItemState = 'waiting' | 'running' | 'done' | 'failed'

export interface JobParameters {
  readonly reason?: RevocationReason | undefined
  readonly validityDays?: number | undefined
  /** SPKI of the browser's P-256 key: new private keys are sealed to it, so that nobody else can read them. */
  readonly deliveryKey?: string | undefined
}

export interface Job {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly userId: Uuid
  /** Who it was when they asked, for the audit of each item. */
  readonly sessionId: Uuid
  readonly email: string
  readonly address: string
  readonly kind: JobKind
  readonly parameters: JobParameters
  /** Some item is of a CA that only a passphrase opens; passphrases are never written down. */
  readonly needsPassphrase: boolean
  readonly state: JobState
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly createdAt: number
  readonly startedAt: number | null
  readonly finishedAt: number | null
}

export interface JobItem {
  readonly position: number
  /** The certificate's id. */
  readonly subject: Uuid
  /** What it is called, for people. */
  readonly label: string
  readonly state: JobItemState
  /** Why it failed: a problem's code, and its sentence. */
  readonly code: string | null
  readonly message: string | null
  /** Of a renewal: the new certificate. */
  readonly resultId: Uuid | null
  /** Of a managed renewal: the private key, sealed to the browser; null once it was fetched and acknowledged. */
  readonly sealedKey: Uint8Array | null
}

export function isEnded(state: JobState): boolean {
  return state === 'done' || state === 'cancelled'
}
