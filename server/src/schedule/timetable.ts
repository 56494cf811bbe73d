/** One thing that is done again and again. */
export interface Task {
  readonly name: string
  /** Milliseconds from the end of one run to the start of the next. */
  readonly every: number
  /** Milliseconds until the first run; defaults to `every`. */
  readonly first?: number
  /** @param ending aborted when the timetable ends: what goes on as long as there is work must look at it */
  readonly run: (ending: AbortSignal) => Promise<void>
}

/** Told when a run fails; the task is tried again at its next time. */
export type TaskFailed = (task: string, error: unknown) => void

/**
 * Runs tasks at their times, never two runs of one task at once. Disposing of it tells the runs that are under way, and waits for
 * them.
 * Times are spread by up to a tenth, so that several instances do not act in step.
 */
export class Timetable implements AsyncDisposable {
  readonly #failed: TaskFailed
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #running = new Set<Promise<void>>()
  readonly #ending = new AbortController()

  constructor(tasks: readonly Task[], failed: TaskFailed) {
    this.#failed = failed
    for (const task of tasks) this.#plan(task, task.first ?? task.every)
  }

  #plan(task: Task, delay: number): void {
    if (this.#ending.signal.aborted) return
    const timer = setTimeout(() => {
      const run = this.#run(task)
      this.#running.add(run)
      void run.finally(() => this.#running.delete(run))
    }, spread(delay))
    // The server lives by its listeners, not by what it plans to do.
    timer.unref()
    this.#timers.set(task.name, timer)
  }

  async #run(task: Task): Promise<void> {
    try {
      await task.run(this.#ending.signal)
    } catch (error) {
      this.#failed(task.name, error)
    }
    this.#plan(task, task.every)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    await Promise.all(this.#running)
  }
}

const spread = (delay: number): number => delay * (1 + Math.random() / 10)
