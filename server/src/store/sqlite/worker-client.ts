import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Problem } from '../../pki/problem.ts'
import { errorFrom, type Answer, type FromWorker, type Request, type ToWorker } from './messages.ts'

/**
 * A thread does not inherit the compile cache, and without it would load the compiler to strip the types of its own entry:
 * 40 MB and 100 ms. So it begins in JavaScript.
 */
const BOOTSTRAP = `
  const { entry, compileCache } = require('node:worker_threads').workerData
  if (compileCache) require('node:module').enableCompileCache(compileCache)
  import(entry)
`
/** Requests and rows are short-lived and few; V8 would reserve far more. */
const YOUNG_GENERATION_MEBIBYTES = 8

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** Requests to one worker: those of one turn of the event loop cross together, answers come back as they are ready. */
export class WorkerClient {
  readonly #worker: Worker
  readonly #started: PromiseWithResolvers<void> = Promise.withResolvers()
  readonly #ended: PromiseWithResolvers<void> = Promise.withResolvers()
  readonly #waiting = new Map<number, Waiting>()
  readonly #onAnswers: ((count: number) => void) | undefined
  #gathered: Request[] = []
  #last = 0
  #gone: Error | undefined

  /** @param onAnswers told how many answers came together: those of one transaction, when the worker writes */
  constructor(entry: URL, workerData: object, onAnswers?: (count: number) => void) {
    this.#onAnswers = onAnswers
    const cache = getCompileCacheDir()
    const compileCache = cache && dirname(cache)
    this.#worker = new Worker(BOOTSTRAP, {
      eval: true,
      workerData: { ...workerData, entry: entry.href, compileCache },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MEBIBYTES },
    })
    this.#worker.on('message', (message: FromWorker) => this.#receive(message))
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', () => this.#end(new Error('the worker has ended')))
    this.#started.promise.catch(() => {})
  }

  /** @throws Problem that the worker met while it opened the database */
  started(): Promise<void> {
    return this.#started.promise
  }

  get isGone(): boolean {
    return this.#gone !== undefined
  }

  request(name: string, args: unknown, at: number): Promise<never> {
    const { promise, resolve, reject } = Promise.withResolvers<never>()
    if (this.#gone) {
      reject(this.#gone)
      return promise
    }
    const id = ++this.#last
    this.#waiting.set(id, { resolve, reject })
    if (this.#gathered.push({ id, name, args, at }) === 1) setImmediate(() => this.#send())
    return promise
  }

  /** Resolves when all that was asked is answered and the database is closed. */
  async close(): Promise<void> {
    if (this.#gone) return
    this.#send()
    this.#post({ close: true })
    await this.#ended.promise
  }

  #send(): void {
    const requests = this.#gathered
    this.#gathered = []
    if (requests.length > 0) this.#post({ requests })
  }

  #post(message: ToWorker): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    this.#worker.postMessage(message)
  }

  #receive(message: FromWorker): void {
    if ('answers' in message) this.#receiveAnswers(message.answers)
    else if ('ready' in message) this.#started.resolve()
    else if ('refused' in message) this.#started.reject(errorFrom(message.refused))
    else void this.#worker.terminate()
  }

  #receiveAnswers(answers: readonly Answer[]): void {
    this.#onAnswers?.(answers.length)
    for (const answer of answers) this.#answer(answer)
  }

  #answer(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if (answer.ok) waiting?.resolve(answer.value as never)
    else waiting?.reject(errorFrom(answer.failure))
  }

  #end(cause: Error): void {
    this.#gone ??= new Problem('unavailable', 'the database is being reopened; try again', {
      cause,
      retryAfterSeconds: 1,
    })
    for (const { reject } of this.#waiting.values()) reject(this.#gone)
    this.#waiting.clear()
    this.#started.reject(this.#gone)
    this.#ended.resolve()
  }
}
