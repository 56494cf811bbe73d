import type { AuditedAct } from '../audit/events.ts'
import type { CertificationAuthority } from '../ca/certification-authority.ts'
import type { Passphrase } from '../keys/keystore.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { Job, JobItem, JobKind, JobParameters } from '../pki/job.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import type { Store } from '../store/store.ts'

/** Work on many certificates at once. Each item is a call of a verb of the CA, with the rights that somebody has by then. */
export interface Jobs {
  /** @throws Problem `invalidRequest` | `forbidden` | `stepUpRequired` */
  create(act: AuditedAct, request: JobRequest): Promise<Job>
  /** Somebody's own; owners and admins see all of the workspace. Newest first. */
  list(act: AuditedAct, workspaceId: Uuid): Promise<readonly Job[]>
  get(act: AuditedAct, which: WhichJob): Promise<Job>
  items(act: AuditedAct, which: WhichJob, page: ItemsPage): Promise<readonly JobItem[]>
  /** The job whenever it has come further, until it ends, waits for somebody, or the signal says so. */
  follow(act: AuditedAct, which: WhichJob, signal: AbortSignal): AsyncIterable<Job>
  cancel(act: AuditedAct, which: WhichJob): Promise<Job>
  /** The failed items once more. */
  retry(act: AuditedAct, which: WhichJob, passphrases: Passphrases): Promise<Job>
  /** One that a restart paused. */
  resume(act: AuditedAct, which: WhichJob, passphrases: Passphrases): Promise<Job>
  /** The sealed private keys were saved by whom they were sealed to. */
  forgetKeys(act: AuditedAct, which: WhichJob): Promise<void>
}

export interface WhichJob {
  readonly workspaceId: Uuid
  readonly id: Uuid
}

export interface ItemsPage {
  readonly offset: number
  readonly limit: number
  readonly failedOnly: boolean
}

/** By CA. The runner wipes them when the job ends; of what is refused, the caller. */
export type Passphrases = ReadonlyMap<Uuid, Passphrase>

export interface JobRequest {
  readonly workspaceId: Uuid
  readonly kind: JobKind
  readonly certificateIds: readonly Uuid[]
  readonly parameters: JobParameters
  readonly passphrases: Passphrases
}

export interface JobContext {
  readonly store: Pick<Store, 'jobs' | 'certificates' | 'authorities'>
  readonly ca: CertificationAuthority
  /** Somebody within a workspace, as their rights are now. @throws Problem when they have none any more */
  readonly enter: (principal: UserPrincipal, workspaceId: Uuid) => Promise<UserPrincipal>
  readonly now: () => number
  readonly newId: () => Uuid
  /** Of this process among those that share the store. */
  readonly instanceName: string
  /** The server is about to stop: whoever follows a job is let go. */
  readonly ending: AbortSignal
  /** Checks a browser's key. @throws Problem `invalidRequest` */
  readonly checkDeliveryKey: (spki: string) => void
  readonly sealTo: (spki: string, context: string, text: string) => Uint8Array
  readonly onFailure: (error: unknown) => void
}
