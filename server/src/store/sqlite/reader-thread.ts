import { WorkerClient } from './worker-client.ts'

const ENTRY = new URL('./reader-worker.ts', import.meta.url)

/** A thread that reads, started when it is first needed, and again should it ever end. */
export class ReaderThread {
  readonly #path: string
  #worker: WorkerClient | undefined

  constructor(path: string) {
    this.#path = path
  }

  request(name: string, args: unknown, at: number): Promise<never> {
    if (this.#worker === undefined || this.#worker.isGone) {
      this.#worker = new WorkerClient(ENTRY, { path: this.#path })
    }
    return this.#worker.request(name, args, at)
  }

  async close(): Promise<void> {
    await this.#worker?.close()
  }
}
