import type { Passphrase } from '../keys/keystore.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { FinishedItem, JobLease } from '../store/jobs/jobs-store.ts'
import type { JobContext, Passphrases } from './jobs.ts'
import { performItem } from './perform-item.ts'

/** Longer than any item takes; when it ends, another instance may go on. */
const LEASE_MILLISECONDS = 30_000
const MOST_AT_ONCE = 4

/** Works on jobs, item by item: those of its own instance at once, those that others left when their lease has ended. */
export class JobRunner implements AsyncDisposable {
  readonly #context: JobContext
  readonly #running = new Map<Uuid, Promise<void>>()
  readonly #waiting = new Set<Uuid>()
  /** Of jobs that this instance was handed; never written down. */
  readonly #passphrases = new Map<Uuid, Map<Uuid, Passphrase>>()
  #isStopping = false

  constructor(context: JobContext) {
    this.#context = context
  }

  lease(): JobLease {
    const now = this.#context.now()
    return { holder: this.#context.instanceName, now, until: now + LEASE_MILLISECONDS }
  }

  /** Takes over passphrases, to be wiped when the job ends here. */
  hold(id: Uuid, passphrases: Passphrases): void {
    if (passphrases.size > 0) this.#passphrases.set(id, new Map(passphrases))
  }

  /** Gives them back: the job did not come to be, and whoever asked for it wipes them. */
  giveBack(id: Uuid): void {
    this.#passphrases.delete(id)
  }

  start(id: Uuid): void {
    if (this.#isStopping || this.#running.has(id)) return
    if (this.#running.size >= MOST_AT_ONCE) {
      this.#waiting.add(id)
      return
    }
    const running = this.#run(id)
      .catch((error: unknown) => this.#context.onFailure(error))
      .finally(() => {
        this.#running.delete(id)
        const [next] = this.#waiting
        if (next === undefined) return
        this.#waiting.delete(next)
        this.start(next)
      })
    this.#running.set(id, running)
  }

  /** Looks for jobs that nobody works on. */
  async look(): Promise<void> {
    for (const id of await this.#context.store.jobs.claimable(this.#context.now())) this.start(id)
  }

  /** Waits for the items under way; what remains is for the next server, at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    await Promise.all(this.#running.values())
    for (const id of this.#passphrases.keys()) this.#wipe(id)
  }

  async #run(id: Uuid): Promise<void> {
    const { jobs } = this.#context.store
    const job = await jobs.claim(id, this.lease())
    if (job === undefined) return
    const passphrases = this.#passphrases.get(id) ?? new Map<Uuid, Passphrase>()
    if (job.needsPassphrase && passphrases.size === 0) {
      await jobs.pause(id, this.#context.instanceName)
      return
    }
    let finished: FinishedItem | null = null
    for (;;) {
      const next = await jobs.advance(id, this.lease(), finished)
      if (next.kind !== 'item') break
      const { item, interrupted } = next
      const outcome = await performItem(this.#context, job, item, { interrupted, passphrases })
      finished = { position: item.position, outcome }
      if (!this.#isStopping) continue
      await this.#handOver(id, finished)
      return
    }
    this.#wipe(id)
  }

  /** Ends the item without beginning the next, which would seem interrupted to whoever goes on. */
  async #handOver(id: Uuid, finished: FinishedItem): Promise<void> {
    const { jobs } = this.#context.store
    const { instanceName } = this.#context
    await jobs.finish(id, finished)
    await jobs.claim(id, { holder: instanceName, now: this.#context.now(), until: 0 })
  }

  #wipe(id: Uuid): void {
    for (const passphrase of this.#passphrases.get(id)?.values() ?? []) passphrase.wipe()
    this.#passphrases.delete(id)
  }
}
