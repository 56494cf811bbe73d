import { Worker } from 'node:worker_threads'
import type { RevocationChanges } from '../../store/revocation/relying-parties.ts'
import { ListBuild, type BuiltList, type ListFrame, type ToListThread } from './build-list.ts'

/** Entries above which a list is built off the main thread; below, starting a thread costs more than it saves. */
const LONG_LIST = 10_000

/**
 * A list in the making that moves to a thread of its own as soon as it turns out to be long: the thread then works on one
 * page while the next one is read. A long list that only a few certificates are added to stays, since it would have to be
 * copied to the thread; that takes longer than the work.
 */
export class ListBuildAside implements Disposable {
  #pages: RevocationChanges[] = []
  #count = 0
  #thread: ListThread | undefined

  /** @param page which is handed over: it is not to be read afterwards */
  add(page: RevocationChanges): void {
    this.#count += page.count
    if (this.#thread === undefined && this.#count <= LONG_LIST) this.#pages.push(page)
    else this.#aside().post({ page })
  }

  async finish(frame: ListFrame): Promise<BuiltList> {
    if (this.#thread !== undefined) return this.#thread.finish(frame)
    const build = new ListBuild()
    for (const page of this.#pages) build.add(page)
    return build.finish(frame)
  }

  [Symbol.dispose](): void {
    this.#thread?.end()
  }

  #aside(): ListThread {
    if (this.#thread !== undefined) return this.#thread
    this.#thread = new ListThread()
    for (const page of this.#pages) this.#thread.post({ page })
    this.#pages = []
    return this.#thread
  }
}

class ListThread {
  readonly #worker = new Worker(new URL('./build-list-worker.ts', import.meta.url))
  readonly #built: Promise<BuiltList>

  constructor() {
    this.#built = new Promise((resolve, reject) => {
      this.#worker.once('message', resolve)
      this.#worker.once('error', reject)
      this.#worker.once('exit', () =>
        reject(new Error('the thread that builds lists ended without one')),
      )
    })
    // It may fail on a page before anybody waits for the list.
    this.#built.catch(() => {})
  }

  post(message: ToListThread): void {
    // A million changes need not be there twice.
    this.#worker.postMessage(message, 'page' in message ? buffersOf(message.page) : [])
  }

  finish(frame: ListFrame): Promise<BuiltList> {
    this.post({ frame })
    return this.#built
  }

  end(): void {
    void this.#worker.terminate()
  }
}

function buffersOf({ serialNumbers, revokedAt, reasons }: RevocationChanges): ArrayBuffer[] {
  return [serialNumbers, revokedAt, reasons].map(({ buffer }) => buffer as ArrayBuffer)
}
