import type { AuditEvent } from '../pki/audit-event.ts'
import type { AuditLogStore } from '../store/audit/audit-log-store.ts'

/** An act that was refused changes nothing, so its event may follow within a second, and equal ones be one. */
const WRITE_INTERVAL_MILLISECONDS = 1000
/** Different refusals that are held apart; beyond it they are counted per action, so that a flood cannot fill memory. */
const MAX_HELD = 1000
/** Attempts at the very end, when there is no next second. */
const FINAL_ATTEMPTS = 3

interface Held {
  readonly event: AuditEvent
  count: number
}

export interface AuditRefusalsOptions {
  readonly auditLog: Pick<AuditLogStore, 'append'>
  /** The log could not be written; the events are kept and written again a second later. */
  readonly onFailure: (error: unknown) => void
}

/**
 * Gathers the events of refused attempts, counts equal ones (same action, reason, actor and subject) together as
 * `detail.count`, and writes them at most once a second. Disposing of it writes what is left.
 */
export class AuditRefusals implements AsyncDisposable {
  readonly #options: AuditRefusalsOptions
  #held = new Map<string, Held>()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  #isDisposed = false

  constructor(options: AuditRefusalsOptions) {
    this.#options = options
  }

  refused(event: AuditEvent): void {
    this.#hold(event, countOf(event))
    this.#writeLater()
  }

  /** @throws what the store throws when the last events cannot be written either */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true
    clearTimeout(this.#timer)
    await this.#writing
    for (let attempt = 1; this.#held.size > 0; attempt += 1) {
      try {
        await this.#write()
      } catch (error) {
        if (attempt === FINAL_ATTEMPTS) throw error
      }
    }
  }

  #hold(event: AuditEvent, count: number): void {
    const key = keyOf(event)
    const held = this.#held.get(key)
    if (held) held.count += count
    else if (this.#held.size < MAX_HELD) this.#held.set(key, { event, count })
    else this.#holdAmongOthers(event, count)
  }

  /** Nothing is lost but who it was: one entry per action, of which there are few. */
  #holdAmongOthers(event: AuditEvent, count: number): void {
    const held = this.#held.get(event.action)
    if (held) held.count += count
    else this.#held.set(event.action, { event: withoutIdentity(event), count })
  }

  #writeLater(): void {
    if (this.#timer || this.#writing || this.#isDisposed) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#writing = this.#write()
        .catch(this.#options.onFailure)
        .finally(() => {
          this.#writing = undefined
          if (this.#held.size > 0) this.#writeLater()
        })
    }, WRITE_INTERVAL_MILLISECONDS)
    this.#timer.unref()
  }

  async #write(): Promise<void> {
    const batch = this.#held
    this.#held = new Map()
    try {
      await this.#options.auditLog.append([...batch.values()].map(counted))
    } catch (error) {
      // What arrived meanwhile is younger: it is added to what could not be written.
      const meanwhile = this.#held
      this.#held = batch
      for (const { event, count } of meanwhile.values()) this.#hold(event, count)
      throw error
    }
  }
}

function keyOf({ action, actor, subject, detail }: AuditEvent): string {
  const { count: _, ...reason } = detail
  return JSON.stringify([action, actor.kind, actor.id, actor.address, subject, reason])
}

function countOf(event: AuditEvent): number {
  const count = event.detail['count']
  return typeof count === 'number' ? count : 1
}

function counted({ event, count }: Held): AuditEvent {
  return count === 1 ? event : { ...event, detail: { ...event.detail, count } }
}

function withoutIdentity(event: AuditEvent): AuditEvent {
  return {
    ...event,
    actor: { kind: 'anonymous', id: 'others', address: null },
    workspaceId: null,
    subject: null,
    requestId: null,
    detail: {},
  }
}
