import { WorkerClient } from './worker-client.ts'

const ENTRY = new URL('./reader-worker.ts', import.meta.url)

/** A thread that reads: started when it is needed, ended when it was not for a while, since it holds memory. */
export class ReaderThread {
  readonly #path: string
  readonly #idleMilliseconds: number
  #worker: WorkerClient | undefined
  #idle: NodeJS.Timeout | undefined

  constructor(path: string, idleMilliseconds: number) {
    this.#path = path
    this.#idleMilliseconds = idleMilliseconds
  }

  request(name: string, args: unknown, at: number): Promise<never> {
    if (this.#worker === undefined || this.#worker.isGone) {
      this.#worker = new WorkerClient(ENTRY, { path: this.#path })
    }
    this.#idle ??= setTimeout(() => void this.close(), this.#idleMilliseconds).unref()
    this.#idle.refresh()
    return this.#worker.request(name, args, at)
  }

  /** What was asked is answered first; a later request starts the thread again. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    this.#idle = undefined
    const worker = this.#worker
    this.#worker = undefined
    await worker?.close()
  }
}
