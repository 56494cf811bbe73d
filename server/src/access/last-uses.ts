import type { Uuid } from '../pki/identifier.ts'
import type { ApiKeyStore } from '../store/programs/api-key-store.ts'

/** How often the last use of keys is written: nobody needs it sooner, and no request should wait for it. */
const WRITE_INTERVAL_MILLISECONDS = 10_000
/** Of one that was not used since the start: whoever has just made it waits for its first request. */
const FIRST_USE_MILLISECONDS = 500

interface Use {
  readonly at: number
  readonly address: string
}

/** Gathers when each key was last used, and from where; writes it at most every ten seconds and when disposed of. */
export class LastUses implements AsyncDisposable {
  readonly #apiKeys: Pick<ApiKeyStore, 'touch'>
  readonly #onFailure: (error: unknown) => void
  #uses = new Map<Uuid, Use>()
  #timer: NodeJS.Timeout | undefined
  readonly #known = new Set<Uuid>()
  #writing: Promise<void> | undefined

  constructor(apiKeys: Pick<ApiKeyStore, 'touch'>, onFailure: (error: unknown) => void) {
    this.#apiKeys = apiKeys
    this.#onFailure = onFailure
  }

  used(id: Uuid, at: number, address: string): void {
    this.#uses.set(id, { at, address })
    if (this.#known.has(id)) return this.#writeLater(WRITE_INTERVAL_MILLISECONDS)
    this.#known.add(id)
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writeLater(FIRST_USE_MILLISECONDS)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer)
    await this.#writing
    await this.#write()
    // A last attempt that failed leaves no timer behind: what it held is of no consequence.
    clearTimeout(this.#timer)
  }

  #writeLater(milliseconds: number): void {
    if (this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#writing = this.#write()
    }, milliseconds)
    this.#timer.unref()
  }

  async #write(): Promise<void> {
    const batch = this.#uses
    if (batch.size === 0) return
    this.#uses = new Map()
    try {
      await this.#apiKeys.touch([...batch].map(([id, use]) => ({ id, ...use })))
    } catch (error) {
      // Younger uses of the same keys came in meanwhile and win.
      this.#uses = new Map([...batch, ...this.#uses])
      this.#onFailure(error)
      this.#writeLater(WRITE_INTERVAL_MILLISECONDS)
    }
  }
}
