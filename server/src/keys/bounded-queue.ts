import { Problem } from '../pki/problem.ts'

/** So many tasks at once, so many waiting; one more is refused instead of piling up. */
export interface QueueLimits {
  readonly concurrency: number
  readonly waiting: number
}

export type BoundedQueue = <Result>(task: () => Promise<Result>) => Promise<Result>

/**
 * First come, first served.
 * @param what the tasks, as the caller who is refused reads of them
 */
export function createBoundedQueue(what: string, limits: QueueLimits): BoundedQueue {
  const waiting: (() => void)[] = []
  let running = 0

  return async (task) => {
    if (running >= limits.concurrency) {
      if (waiting.length >= limits.waiting) {
        throw new Problem('unavailable', `too many ${what} at once; try again in a few seconds`, {
          retryAfterSeconds: 5,
        })
      }
      // Whoever leaves hands its place over, so that nobody who comes between takes it.
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
