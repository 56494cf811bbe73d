import type { StatusStore } from '../../store/revocation/relying-parties.ts'
import type { OcspMemory } from './ocsp-memory.ts'

/** Keeps the memory of OCSP answers true: forgets what changed elsewhere and extends the lease. */
export class StatusFollower {
  readonly #statuses: StatusStore
  readonly #memory: OcspMemory
  readonly #instance: string
  #position: number | undefined

  constructor(statuses: StatusStore, memory: OcspMemory, instance: string) {
    this.#statuses = statuses
    this.#memory = memory
    this.#instance = instance
  }

  /** Hears of what changed, forgets it, and says so, since others wait for that before they answer their callers. */
  async poll(ending?: AbortSignal): Promise<void> {
    // While much is revoked, there is always more to hear of.
    while ((await this.#hear()) && ending?.aborted !== true) continue
  }

  /** @returns whether anything had changed, which is acknowledged by polling again */
  async #hear(): Promise<boolean> {
    const polledAt = this.#memory.beginLease()
    const { position, changes, reset } = await this.#statuses.poll(this.#instance, this.#position)
    if (reset) this.#memory.forgetAll()
    for (const change of changes) this.#memory.forget(change)
    const moved = position !== this.#position
    this.#position = position
    // From before the poll: whatever was committed until then has been heard of.
    this.#memory.extendLease(polledAt, this.#statuses.leaseMilliseconds)
    return moved
  }
}
